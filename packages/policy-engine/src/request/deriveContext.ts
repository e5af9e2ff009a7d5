import type { AccessRequest } from './AccessRequest';
import { InvalidRequestError } from './InvalidRequestError';
import type { PrincipalIdentity } from './PrincipalIdentity';

/** By key in lower case: its values, or that it is certainly not in the request. */
export type KnownContext = ReadonlyMap<string, readonly string[] | 'absent'>;

type Known = Map<string, readonly string[] | 'absent'>;

/**
 * What is known of a caller's requests whatever they ask for: what the caller said, and what follows from the principal.
 * (AWS: "AWS global condition context keys", availability of each key; "IAM policy elements: Variables and tags", principal
 * key values.)
 *
 * @throws {@link InvalidRequestError} `ambiguous-context` when a key is given twice in different case,
 *   `malformed-context` when a value is no text
 */
export function deriveContext(
  principal: PrincipalIdentity,
  context: AccessRequest['context'],
): KnownContext {
  const known: Known = new Map();
  deriveFromPrincipal(principal, known);
  addGiven(context, known);
  return known;
}

function deriveFromPrincipal(principal: PrincipalIdentity, known: Known): void {
  const set = (key: string, value: string | undefined) =>
    known.set(key, value === undefined ? 'absent' : [value]);
  switch (principal.kind) {
    case 'role':
    case 'assumed-role':
      set('aws:principaltype', 'AssumedRole');
      set('aws:username', undefined);
      break;
    case 'user':
      if (principal.federatedName === undefined) {
        set('aws:principaltype', 'User');
      } else {
        set('aws:principaltype', 'FederatedUser');
        set('aws:userid', `${principal.accountId}:${principal.federatedName}`);
      }
      set('aws:username', principal.userName);
      break;
    case 'root':
      set('aws:principaltype', 'Account');
      set('aws:userid', principal.accountId);
      set('aws:username', undefined);
      break;
    case 'anonymous':
      set('aws:principaltype', 'Anonymous');
      set('aws:userid', 'anonymous');
      set('aws:principalaccount', 'anonymous');
      set('aws:principalarn', undefined);
      set('aws:principalisawsservice', undefined);
      set('aws:principalorgid', undefined);
      set('aws:username', undefined);
      return;
    case 'service':
      set('aws:principalisawsservice', 'true');
      set('aws:principalservicename', principal.service);
      set('aws:username', undefined);
      return;
    case 'web-identity':
      set('aws:username', undefined);
      return;
    default:
      unreachable(principal.kind);
  }
  set('aws:principalarn', principal.arn);
  set('aws:principalaccount', principal.accountId);
  set('aws:principalisawsservice', 'false');
}

function addGiven(context: AccessRequest['context'], known: Known): void {
  const given = new Set<string>();
  for (const [key, value] of Object.entries(context ?? {})) {
    const folded = key.toLowerCase();
    if (given.has(folded)) {
      throw new InvalidRequestError(
        'ambiguous-context',
        `context.${key}`,
        'the key is given twice in different case',
      );
    }
    given.add(folded);
    known.set(folded, valuesOf(key, value));
  }
}

function valuesOf(key: string, value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map(item => {
    if (typeof item !== 'string') {
      throw new InvalidRequestError(
        'malformed-context',
        `context.${key}`,
        'expected text or a list of texts',
      );
    }
    return item;
  });
}

function unreachable(kind: never): never {
  throw new Error(`Unexpected principal kind ${String(kind)}`);
}
