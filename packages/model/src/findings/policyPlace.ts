/**
 * What a statement belongs to. `service-account` and `pod-identity-association` are no policies, but bind a pod to a role
 * as a statement does.
 *
 * @public
 */
export type PolicyPlaceKind =
  | 'identity'
  | 'resource'
  | 'trust'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'service-account'
  | 'pod-identity-association';

/**
 * One statement of one policy, and where a reader finds it.
 *
 * @public
 */
export interface PolicyPlace {
  /** Name of the policy. */
  readonly policy: string;
  readonly kind: PolicyPlaceKind;
  /** Index within the policy's statements, from 0. */
  readonly statement: number;
  readonly sid?: string;
  /** Path of the file in the GitOps repository; absent for what was read from the account. */
  readonly file?: string;
  /** Line of `file`, from 1. */
  readonly line?: number;
}

const KIND_WORDS: Readonly<Record<PolicyPlaceKind, string>> = {
  identity: 'identity policy',
  resource: 'bucket policy',
  trust: 'trust policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  'service-account': 'ServiceAccount',
  'pod-identity-association': 'pod identity association',
};

/**
 * A statement in words: `statement 1 (ReadObjects) of identity policy node (environments/single1/policies/node.yaml:12)`.
 *
 * @public
 */
export function describePolicyPlace(place: PolicyPlace): string {
  const sid = place.sid === undefined ? '' : ` (${place.sid})`;
  const line = place.line === undefined ? '' : `:${place.line}`;
  const at = place.file === undefined ? '' : ` (${place.file}${line})`;
  return `statement ${place.statement}${sid} of ${KIND_WORDS[place.kind]} ${
    place.policy
  }${at}`;
}

/**
 * A statement in words that stay the same when others are written above it: by its Sid, which is unique within a policy,
 * and only where it has none by its index. Lines are left out.
 *
 * @public
 */
export function namePolicyPlace(place: PolicyPlace): string {
  const { policy, kind, statement, sid } = place;
  return `statement ${sid ?? statement} of ${KIND_WORDS[kind]} ${policy}`;
}
