import type { CatalogAction } from '../actions/ActionCatalog';
import type { AccessModelPodIdentityAssociation } from '../../accessModel';
import type { Principal } from '../../request/AccessRequest';
import type { CompiledRole } from '../CompiledAccessModel';
import { principalKey } from '../principalKey';
import type { ReachRegion } from '../ReachRegion';
import type { Question } from './Question';
import { regionOf, Witness } from './Reached';
import { unproven } from './unproven';

const SERVICE = {
  kind: 'service',
  service: 'pods.eks.amazonaws.com',
} as const satisfies Principal;

/**
 * Which workloads EKS Pod Identity binds to a role. The trust policy lets the service in; the association says for whom,
 * and the service tags the session with it. (AWS: "Learn how EKS Pod Identity grants pods access to AWS services",
 * "Grant Pods access to AWS resources based on tags".)
 */
export class WorkloadReach {
  readonly #question: Question;
  readonly #action: CatalogAction | undefined;
  readonly #associations = new Map<
    string,
    AccessModelPodIdentityAssociation[]
  >();

  constructor(question: Question) {
    this.#question = question;
    this.#action = question.catalog.actions.find(
      ({ name }) => name.toLowerCase() === 'sts:assumerole',
    );
    for (const association of question.decider.model.podIdentityAssociations) {
      const known = this.#associations.get(association.roleArn);
      if (known) {
        known.push(association);
      } else {
        this.#associations.set(association.roleArn, [association]);
      }
    }
  }

  /** Whether the service stands for workloads which the role's associations tell, so that it is not told itself. */
  isToldByAssociations(principal: Principal, role: CompiledRole): boolean {
    return (
      this.#standsForWorkloads(principal, role) &&
      this.#question.decider.model.arePodIdentityAssociationsKnown
    );
  }

  /** Where associations are not known, nobody can say for which workloads the service takes a role. */
  asFarAsKnown(
    principal: Principal,
    role: CompiledRole,
    witness: Witness,
  ): Witness {
    return witness.answer.verdict === 'allow' &&
      this.#standsForWorkloads(principal, role)
      ? unproven(
          witness,
          `${witness.answer.explanation} EKS Pod Identity takes the role for the workloads that associations name, and which those are is not known.`,
        )
      : witness;
  }

  #standsForWorkloads(principal: Principal, role: CompiledRole): boolean {
    return (
      principalKey(principal) === principalKey(SERVICE) &&
      this.#question.entitlements.territoryOfRole(role.arn) !== undefined
    );
  }

  *regionsOf(role: CompiledRole): Iterable<ReachRegion> {
    const { decider, entitlements } = this.#question;
    const action = this.#action;
    for (const association of this.#associations.get(role.arn) ?? []) {
      const { namespace, serviceAccount, cluster } = association;
      const subject = `system:serviceaccount:${namespace}:${serviceAccount}`;
      if (!action || entitlements.isOwnWorkload(role.arn, subject)) {
        this.#question.countProved();
        continue;
      }
      const witnessContext = {
        'aws:RequestTag/eks-cluster-name': cluster,
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
        'aws:SourceAccount': role.accountId,
      };
      const region = regionOf(
        {
          principal: SERVICE,
          audience: 'this-principal',
          action,
          resources: role.arn,
          resourceAccounts: [role.accountId],
          witnessContext,
        },
        {
          name: role.arn,
          accountId: role.accountId,
          answer: decider.answer(
            SERVICE,
            action.name,
            decider.find(role.arn, role.accountId),
            witnessContext,
          ),
        },
      );
      if (region) {
        yield region;
      }
    }
  }
}
