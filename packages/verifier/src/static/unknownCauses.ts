import type {
  AccessModel,
  AccessModelRole,
  CompiledAccessModel,
  PolicySource,
  RefusedPolicy,
} from '@corridors/policy-engine';
import { describeRefusal } from './describeRefusal';
import { groupBy } from './groupBy';
import type { UnknownVerdict } from './staticVerdict';

/** Says what keeps an answer from being known: one sentence for everything that it concerns. */
export class UnknownCauses {
  private readonly refused: ReadonlyMap<string, readonly RefusedPolicy[]>;
  private readonly roles: ReadonlyMap<string, AccessModelRole>;

  constructor(
    private readonly compiled: CompiledAccessModel,
    model: AccessModel,
  ) {
    this.refused = groupBy(compiled.refused, ({ owner }) => owner);
    this.roles = new Map(model.roles.map(role => [role.arn, role]));
  }

  /**
   * Why nobody can say what a caller may do with a bucket or role.
   *
   * @param roleArn - of the caller; undefined when it has none
   * @param resource - name of the bucket or ARN of the role
   */
  of(roleArn: string | undefined, resource: string): UnknownVerdict {
    const caller = roleArn === undefined ? undefined : this.ofCaller(roleArn);
    return caller?.isPolicy
      ? { kind: 'unknown', side: 'identity', cause: caller.cause }
      : {
          kind: 'unknown',
          ...(this.ofResource(resource) ??
            caller ?? {
              side: 'resource',
              cause: `what guards ${resource} is not known`,
            }),
        };
  }

  private ofCaller(
    arn: string,
  ): (Omit<UnknownVerdict, 'kind'> & { isPolicy: boolean }) | undefined {
    const role = this.roles.get(arn);
    const unknown = this.compiled.roles.get(arn)?.unknown ?? [];
    if (!role) {
      return undefined;
    }
    const side = 'identity';
    const policy = unknown.includes('identity')
      ? this.refusal(arn, role.identity)
      : undefined;
    if (policy !== undefined) {
      return { side, cause: policy, isPolicy: true };
    }
    const boundary =
      role.boundary && unknown.includes('boundary')
        ? this.refusal(arn, [role.boundary])
        : undefined;
    if (boundary !== undefined) {
      return { side, cause: boundary, isPolicy: false };
    }
    return this.compiled.accounts.get(role.accountId)?.isScpUnknown
      ? {
          side,
          cause: `a service control policy of account ${role.accountId} is not understood`,
          isPolicy: false,
        }
      : undefined;
  }

  private ofResource(
    resource: string,
  ): Omit<UnknownVerdict, 'kind'> | undefined {
    const side = 'resource';
    const trust = this.roles.get(resource)?.trust;
    const cause =
      this.refusal(resource, trust && [trust]) ?? this.gap(resource);
    return cause === undefined ? undefined : { side, cause };
  }

  private gap(bucketName: string): string | undefined {
    const accountId = this.compiled.buckets.get(bucketName)?.accountId;
    return this.compiled.gaps.find(
      ({ part, subject }) =>
        (part === 'account-public-access-block' && subject === accountId) ||
        (part.startsWith('bucket-') && subject === bucketName),
    )?.message;
  }

  /** What is wrong with a document of an owner; of all of them when none is named. */
  private refusal(
    owner: string,
    policies?: readonly PolicySource[],
  ): string | undefined {
    const refusal = this.refused
      .get(owner)
      ?.find(({ policy }) => policies?.includes(policy) ?? true);
    return refusal && describeRefusal(refusal);
  }
}
