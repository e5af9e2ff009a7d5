import type { AccessModel, PolicySource } from '@corridors/policy-engine';
import { resourcePatterns } from './resourcePatterns';

/** The patterns of resources that the policies of a role, bucket or account name, read when they are asked for. */
export class PatternIndex {
  private readonly sources = new Map<string, readonly PolicySource[]>();
  private readonly patterns = new Map<string, readonly string[]>();

  constructor(model: AccessModel) {
    for (const { arn, identity, boundary } of model.roles) {
      this.sources.set(
        `role ${arn}`,
        boundary ? [...identity, boundary] : identity,
      );
    }
    for (const { name, policy } of model.buckets) {
      this.sources.set(`bucket ${name}`, policy ? [policy] : []);
    }
    for (const { accountId, serviceControlPolicies = [] } of model.accounts ??
      []) {
      this.sources.set(`account ${accountId}`, serviceControlPolicies.flat());
    }
  }

  /** @param arn - of the role */
  ofRole(arn: string): readonly string[] {
    return this.of(`role ${arn}`);
  }

  ofBucket(name: string): readonly string[] {
    return this.of(`bucket ${name}`);
  }

  ofAccount(accountId: string): readonly string[] {
    return this.of(`account ${accountId}`);
  }

  private of(owner: string): readonly string[] {
    const known = this.patterns.get(owner);
    if (known) {
      return known;
    }
    const read = (this.sources.get(owner) ?? []).flatMap(resourcePatterns);
    this.patterns.set(owner, read);
    return read;
  }
}
