import { BoundedCache } from '../parsing/BoundedCache';

/** (AWS: "AWS global condition context keys"; "Actions, resources, and condition keys for Amazon S3".) */
const RESOURCE_ACCOUNT: ReadonlyMap<string, 's3' | 'every-service'> = new Map([
  ['aws:resourceaccount', 'every-service'],
  ['s3:resourceaccount', 's3'],
]);

/**
 * (AWS: "AWS global condition context keys", value type; "Actions, resources, and condition keys for Amazon S3", "… for AWS
 * Security Token Service", keys of type ArrayOfString.)
 */
const MULTIVALUED: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:tagkeys',
  'aws:vpceorgpaths',
  's3:requestobjecttagkeys',
  'sts:transitivetagkeys',
]);

/** The last alternative is the name of a tag. */
const CONDITION_KEY = /^[^\s:]+:(?:\S+|[^\s/]+\/[\p{L}\p{Z}\p{N}_.:/=+@-]+)$/u;

/** A condition key as a policy names it. Keys are case-insensitive. (AWS: "AWS global condition context keys".) */
export class ContextKey {
  readonly name: string;
  /** In lower case. */
  readonly folded: string;
  /** Whether it is the account that owns the resource: `s3` when only requests to S3 have the key. */
  readonly resourceAccount: 's3' | 'every-service' | undefined;
  /** Whether requests have several values of it. */
  readonly isMultivalued: boolean;

  constructor(name: string) {
    this.name = name;
    this.folded = name.toLowerCase();
    this.resourceAccount = RESOURCE_ACCOUNT.get(this.folded);
    this.isMultivalued = MULTIVALUED.has(this.folded);
  }
}

const KEYS = new BoundedCache(1 << 18, name => new ContextKey(name));

/** The key of a name; one object for all policies that write it alike. */
export function contextKey(name: string): ContextKey {
  return KEYS.get(name);
}

/**
 * A prefix and a name, without spaces: `aws:SourceIp`, `oidc.eks.eu-west-3.amazonaws.com/id/0123:sub`. Behind a slash may
 * stand the name of a tag, which holds letters of any script and spaces: `aws:PrincipalTag/Cost Center`.
 * (AWS STS: "Tag"; "Actions, resources, and condition keys for Amazon S3".)
 *
 * @public
 */
export function isConditionKey(key: string): boolean {
  return CONDITION_KEY.test(key);
}
