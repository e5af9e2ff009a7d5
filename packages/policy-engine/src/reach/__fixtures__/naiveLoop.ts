import type { PolicySource } from '../../accessModel';
import { naiveDecide, NaiveVerdict } from '../../naive/naiveDecide';
import { readRawPolicy } from '../../naive/readRawPolicy';
import type { RawPolicies, RawPolicy } from '../../naive/RawPolicy';
import type { DocumentKind } from '../../documents/documentKinds';
import type { Principal } from '../../request/AccessRequest';
import type { PlainCell } from './plainLoop';
import type { RandomFleet } from './randomFleet';

/** Decides cells of a fleet one by one from the raw documents, with an interpreter that shares nothing with the engine. */
export class NaiveLoop {
  private readonly read = new Map<PolicySource, RawPolicy>();

  constructor(
    private readonly fleet: RandomFleet,
    private readonly context: Readonly<Record<string, string>>,
  ) {}

  decide({ principal, action, resource, accountId }: PlainCell): NaiveVerdict {
    const { buckets, roles } = this.fleet.model;
    const bucket = buckets.find(({ name }) =>
      `${resource}/`.startsWith(`arn:aws:s3:::${name}/`),
    );
    const trust = action.startsWith('sts:')
      ? roles.find(({ arn }) => arn === resource)?.trust
      : undefined;
    const guard = bucket?.policy
      ? this.raw(bucket.policy, 'resource')
      : trust && this.raw(trust, 'trust');
    return naiveDecide(
      {
        principal,
        action,
        resource,
        resourceAccount: accountId,
        context: this.context,
      },
      { ...this.policiesOf(principal), ...(guard && { resource: guard }) },
    );
  }

  private policiesOf(principal: Principal): RawPolicies {
    const { roles, users = [], accounts = [] } = this.fleet.model;
    const arn = 'arn' in principal ? principal.arn : undefined;
    const owner = [...roles, ...users].find(one => one.arn === arn);
    const accountId =
      principal.kind === 'root' ? principal.accountId : owner?.accountId;
    const levels = accounts.find(
      account => account.accountId === accountId,
    )?.serviceControlPolicies;
    return {
      ...(owner && {
        identity: owner.identity.map(source => this.raw(source, 'identity')),
      }),
      ...(owner?.boundary && {
        boundary: [this.raw(owner.boundary, 'boundary')],
      }),
      ...(levels && {
        scp: levels.map(level => level.map(source => this.raw(source, 'scp'))),
      }),
    };
  }

  private raw(source: PolicySource, kind: DocumentKind): RawPolicy {
    const known = this.read.get(source) ?? readRawPolicy(source.document, kind);
    if (!known) {
      throw new Error(`The policy "${source.name}" is outside the grammar`);
    }
    this.read.set(source, known);
    return known;
  }
}
