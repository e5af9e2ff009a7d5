import {
  switchesRoleFromNode,
  type BucketResource,
  type CorridorIdentity,
  type Environment,
  type Fleet,
  type Identity,
  type Operation,
  type Resource,
  type RoleResource,
} from '@corridors/model';
import {
  AccessDecider,
  compileAccessModel,
  type AccessAnswer,
  type AccessModel,
  type AskedResource,
  type CompiledAccessModel,
  type Principal,
} from '@corridors/policy-engine';
import { AnsweredVerdict } from './AnsweredVerdict';
import { candidateKeys } from './candidateKeys';
import { BUCKET_ACTIONS } from './operationActions';
import { PatternIndex } from './PatternIndex';
import { anyWay, type StaticVerdict } from './staticVerdict';
import { OVER_TLS, transportsOf, type Transport } from './transports';
import { UnknownCauses } from './unknownCauses';
import { waysByPod, waysToAssume, type WayToAssume } from './waysToAssume';

/** Evaluates the policies of an access model, cell by cell. */
export class CellEvaluator {
  readonly model: CompiledAccessModel;
  private readonly environments: ReadonlyMap<string, Environment>;
  /** By which something may be reached: TLS first. */
  readonly transports: readonly [Transport, ...Transport[]];
  private readonly decider: AccessDecider;
  private readonly deciders: readonly {
    readonly decider: AccessDecider;
    readonly note?: string;
  }[];
  private readonly causes: UnknownCauses;
  private readonly patterns: PatternIndex;
  private readonly askedFor = new Map<string, AskedResource>();
  private lastObjects: { pair: string; objects: readonly AskedResource[] } = {
    pair: '',
    objects: [],
  };

  constructor(model: AccessModel, fleet: Fleet) {
    this.model = compileAccessModel(model);
    this.transports = transportsOf(model);
    this.deciders = this.transports.map(({ context, ...note }) => ({
      decider: new AccessDecider(this.model, context),
      ...note,
    }));
    this.decider = new AccessDecider(this.model, OVER_TLS.context);
    this.causes = new UnknownCauses(this.model, model);
    this.patterns = new PatternIndex(model);
    this.environments = new Map(
      fleet.environments.map(one => [one.metadata.name, one]),
    );
  }

  /** What the policies say of an identity, an operation and a resource. */
  evaluate(
    identity: Identity,
    operation: Operation,
    resource: Resource,
  ): StaticVerdict {
    if (resource.kind === 'role') {
      return this.onRole(identity, resource);
    }
    return operation === 'assume'
      ? nonsense(operation, resource)
      : this.onBucket(identity, operation, resource);
  }

  /**
   * Whether a corridor can take its own role, by the mechanism of its environment. A node role that is not in the model is taken
   * to exist.
   */
  ownRole(identity: CorridorIdentity): StaticVerdict {
    const environment = this.environmentOf(identity.environment);
    const { arn, accountId } = { ...identity, arn: identity.roleArn };
    const role = { arn, accountId };
    const missing = this.missingRole(role);
    if (missing) {
      return missing;
    }
    const nodeRole = environment.spec.nodeRole?.arn;
    const ways: WayToAssume[] =
      switchesRoleFromNode(environment.spec.identity.mechanism) &&
      nodeRole !== undefined
        ? [
            {
              kind: 'request',
              principal: { kind: 'role', arn: nodeRole },
              action: 'sts:AssumeRole',
            },
          ]
        : waysByPod(identity, role, environment, this.model);
    return this.byAnyWay(ways, role);
  }

  private onRole(identity: Identity, role: RoleResource): StaticVerdict {
    if (identity.kind === 'anonymous') {
      return nonsense('assume', role);
    }
    const missing = this.missingRole(role);
    if (missing) {
      return missing;
    }
    const environment = this.environmentOf(identity.environment);
    return this.byAnyWay(
      waysToAssume(identity, role, environment, this.model).map(way =>
        this.isVisible(way, identity.accountId),
      ),
      role,
    );
  }

  private onBucket(
    identity: Identity,
    operation: Exclude<Operation, 'assume'>,
    bucket: BucketResource,
  ): StaticVerdict {
    const missing =
      (identity.kind === 'anonymous'
        ? undefined
        : this.missingRole({ ...identity, arn: identity.roleArn })) ??
      this.missingBucket(bucket);
    if (missing) {
      return missing;
    }
    const principal: Principal =
      identity.kind === 'anonymous'
        ? { kind: 'anonymous' }
        : { kind: 'role', arn: identity.roleArn };
    const { partition } = this.environmentOf(bucket.environment).spec.aws;
    const arn = `arn:${partition}:s3:::${bucket.name}`;
    let best: StaticVerdict | undefined;
    for (const { action, isOnObject } of BUCKET_ACTIONS[operation]) {
      const resources = isOnObject
        ? this.objects(arn, identity, bucket)
        : [this.asked(arn, bucket.accountId)];
      for (const asked of resources) {
        for (const { decider, note } of this.deciders) {
          const verdict = this.verdictOf(
            decider.answer(principal, action, asked),
            principal,
            bucket.name,
            asked.resource,
            note,
          );
          best = best ? anyWay([best, verdict]) : verdict;
          if (best?.kind === 'decided' && best.verdict === 'allow') {
            return best;
          }
        }
      }
    }
    return best ?? nonsense(operation, bucket);
  }

  private asked(resource: string, accountId: string): AskedResource {
    const known = this.askedFor.get(resource);
    if (known) {
      return known;
    }
    const asked = this.decider.find(resource, accountId);
    this.askedFor.set(resource, asked);
    return asked;
  }

  /** Objects of a bucket that are worth asking for. The operations of one pair come one after the other. */
  private objects(
    arn: string,
    identity: Identity,
    bucket: BucketResource,
  ): readonly AskedResource[] {
    const pair = `${identity.id} ${bucket.id}`;
    if (this.lastObjects.pair !== pair) {
      this.lastObjects = {
        pair,
        objects: candidateKeys(arn, this.patternsOf(identity, bucket)).map(
          key => this.asked(`${arn}/${key}`, bucket.accountId),
        ),
      };
    }
    return this.lastObjects.objects;
  }

  private byAnyWay(
    ways: readonly WayToAssume[],
    role: { readonly arn: string; readonly accountId: string },
  ): StaticVerdict {
    const verdicts = ways.flatMap(way =>
      way.kind === 'known'
        ? [way.verdict]
        : this.deciders.map(({ decider, note }) => {
            const answer = decider.answer(
              way.principal,
              way.action,
              this.asked(role.arn, role.accountId),
              way.context,
            );
            const verdict = this.verdictOf(
              answer,
              way.principal,
              role.arn,
              role.arn,
              note,
            );
            const isDenied =
              verdict.kind === 'decided' && verdict.verdict === 'deny';
            return isDenied ? verdict : way.unlessDenied ?? verdict;
          }),
    );
    return (
      anyWay(verdicts) ?? {
        kind: 'decided',
        verdict: 'deny',
        reason: 'implicit-deny',
        explanation: `There is no way to ${role.arn}.`,
        decidedBy: [],
        missingKeys: [],
        witness: role.arn,
      }
    );
  }

  /** A role that is not in the model can ask for nothing that is known. */
  private isVisible(way: WayToAssume, accountId: string): WayToAssume {
    const missing =
      way.kind === 'request' && way.principal.kind === 'role'
        ? this.missingRole({ arn: way.principal.arn, accountId })
        : undefined;
    return missing ? { kind: 'known', verdict: missing } : way;
  }

  private verdictOf(
    answer: AccessAnswer,
    principal: Principal,
    resource: string,
    witness: string,
    note: string | undefined,
  ): StaticVerdict {
    const { verdict } = answer;
    if (verdict === 'not-understood') {
      return this.causes.of(
        principal.kind === 'role' ? principal.arn : undefined,
        resource,
      );
    }
    return new AnsweredVerdict(verdict, answer, witness, note);
  }

  private missingRole(role: {
    readonly arn: string;
    readonly accountId: string;
  }): StaticVerdict | undefined {
    if (this.model.roles.has(role.arn)) {
      return undefined;
    }
    const gap = this.model.gaps.find(
      ({ part, subject }) =>
        part === 'roles-and-users' && subject === role.accountId,
    );
    return gap
      ? { kind: 'unknown', side: 'identity', cause: gap.message }
      : { kind: 'not-visible', what: 'role', name: role.arn };
  }

  private missingBucket(bucket: BucketResource): StaticVerdict | undefined {
    if (this.model.buckets.has(bucket.name)) {
      return undefined;
    }
    const gap = this.model.gaps.find(
      ({ part, subject }) =>
        part.startsWith('bucket-') && subject === bucket.name,
    );
    return gap
      ? { kind: 'unknown', side: 'resource', cause: gap.message }
      : { kind: 'not-visible', what: 'bucket', name: bucket.name };
  }

  private patternsOf(identity: Identity, bucket: BucketResource): string[] {
    return [
      ...this.patterns.ofBucket(bucket.name),
      ...(identity.kind === 'anonymous'
        ? []
        : [
            ...this.patterns.ofRole(identity.roleArn),
            ...this.patterns.ofAccount(identity.accountId),
          ]),
    ];
  }

  private environmentOf(name: string): Environment {
    const environment = this.environments.get(name);
    if (!environment) {
      throw new Error(`The fleet has no environment ${name}`);
    }
    return environment;
  }
}

function nonsense(operation: Operation, resource: Resource): never {
  throw new Error(`Nobody can ${operation} ${resource.id}`);
}
