import type { ActionSet } from '../actions/ActionCatalog';
import type { Pattern } from '../patterns/Pattern';
import type { Territory } from '../Territory';

/** Bucket names that are a principal's own: those that match a pattern, but for what belongs to others more exactly. */
export interface OwnNames {
  readonly accountId: string;
  /** With `*` and `?`. */
  readonly patterns: readonly string[];
  /** Names and patterns within, of other territories. */
  readonly except: readonly string[];
}

/** What is permitted to whom. */
export interface Entitlements {
  /** What a principal may do with a bucket, if that belongs to one of the accounts. Absent: it may be anybody's. */
  onBucket(
    principal: string,
    bucket: string,
    accounts: readonly string[] | undefined,
  ): ActionSet;
  /** What a principal may do with names that are its own. */
  readonly onOwnNames: ActionSet;
  ownNames(principal: string): readonly OwnNames[];
  isOwnName(principal: string, bucket: string, accountId: string): boolean;
  /** @param range - as a statement writes it, when the role is one of many that it reaches */
  onRole(principal: string, roleArn: string, range?: string): ActionSet;
  /** Patterns of roles by which something is permitted, beside roles that are spelled out, and what is taken out of them. */
  rolePatterns(principal: string): readonly Pattern[];
  /** What `onRole` permits by pattern, so for every role that the same patterns match. */
  onRoleByPattern(
    principal: string,
    roleArn: string,
    range?: string,
  ): ActionSet;
  /** Whether a workload may assume a role with its token. */
  isOwnSubject(roleArn: string, providerArn: string, subject: string): boolean;
  /** Whether a workload of any cluster may be bound to a role. */
  isOwnWorkload(roleArn: string, subject: string): boolean;
  /** Account that is said to own a bucket of which only the name is known. */
  accountOfBucket(bucket: string): string | undefined;
  /** Every account that is said to own a bucket. */
  readonly accounts: Iterable<string>;
  /** Of a bucket that belongs to the account. */
  territoryOfBucket(bucket: string, accountId: string): Territory | undefined;
  territoryOfRole(roleArn: string): Territory | undefined;
}
