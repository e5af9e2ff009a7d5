import type { PolicySource } from '../../accessModel';
import { compilePolicy } from '../../documents/compilePolicy';
import type { CompiledPolicy } from '../../documents/CompiledPolicy';
import type { Decision } from '../../evaluation/Decision';
import { evaluate } from '../../evaluation/evaluate';
import type { DocumentKind } from '../../documents/documentKinds';
import type { Principal } from '../../request/AccessRequest';
import type { ApplicablePolicies } from '../../request/ApplicablePolicies';
import { accountOf } from '../principalKey';
import type { RandomFleet } from './randomFleet';

/** Of a principal of which nobody knows anything may be allowed in its account. */
const ANYTHING = compilePolicy(
  { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
  { kind: 'identity', name: 'anything' },
);

/** A cell that is looked at on its own. */
export interface PlainCell {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly accountId: string;
}

/**
 * Decides cells of a fleet one by one with `evaluate`, with policies looked up in the plainest way: no index, nothing
 * shared with the code under test.
 */
export class PlainLoop {
  private readonly compiled = new Map<PolicySource, CompiledPolicy>();

  constructor(
    private readonly fleet: RandomFleet,
    private readonly context: Readonly<Record<string, string>>,
  ) {}

  /** @param agreeing - stands in for the policy of a resource that the fleet does not hold */
  decide(
    cell: PlainCell,
    more: Readonly<Record<string, string>> = {},
    agreeing?: CompiledPolicy,
  ): Decision {
    const { principal, action, resource, accountId } = cell;
    const onResource = this.policyOf(cell) ?? agreeing;
    return evaluate(
      {
        principal,
        action,
        resource,
        resourceAccount: accountId,
        context: { ...this.context, ...more },
      },
      {
        ...this.policiesOf(principal, accountId),
        ...(onResource && { resource: onResource }),
      },
      { contextComplete: false },
    );
  }

  private policyOf({
    action,
    resource,
  }: PlainCell): CompiledPolicy | undefined {
    const { buckets, roles } = this.fleet.model;
    const bucket = buckets.find(({ name }) => {
      const arn = `arn:aws:s3:::${name}`;
      return resource === arn || resource.startsWith(`${arn}/`);
    });
    if (bucket?.policy) {
      return this.compile(bucket.policy, 'resource');
    }
    const role = roles.find(({ arn }) => arn === resource);
    return role && action.startsWith('sts:')
      ? this.compile(role.trust, 'trust')
      : undefined;
  }

  private policiesOf(
    principal: Principal,
    resourceAccount: string,
  ): ApplicablePolicies {
    const { roles, users = [], accounts = [] } = this.fleet.model;
    const account = accountOf(principal);
    if (account === undefined) {
      return {};
    }
    const arn = arnOf(principal);
    const owner = [...roles, ...users].find(one => one.arn === arn);
    const scp = accounts
      .find(({ accountId }) => accountId === account)
      ?.serviceControlPolicies?.map(level =>
        level.map(source => this.compile(source, 'scp')),
      );
    const isStranger =
      principal.kind !== 'root' && !owner && account !== resourceAccount;
    return {
      ...(owner && {
        identity: owner.identity.map(source =>
          this.compile(source, 'identity'),
        ),
      }),
      ...(isStranger && { identity: [ANYTHING] }),
      ...(owner?.boundary && {
        boundary: [this.compile(owner.boundary, 'boundary')],
      }),
      ...(scp && { scp }),
    };
  }

  private compile(source: PolicySource, kind: DocumentKind): CompiledPolicy {
    let policy = this.compiled.get(source);
    if (!policy) {
      policy = compilePolicy(source.document, { kind, name: source.name });
      this.compiled.set(source, policy);
    }
    return policy;
  }
}

/** ARN of the role or user whose policies a principal has. */
function arnOf(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'role':
    case 'user':
      return principal.arn;
    case 'assumed-role':
      return principal.roleArn;
    default:
      return undefined;
  }
}
