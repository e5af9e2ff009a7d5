import type { AccessRequest } from './AccessRequest';
import { InvalidRequestError } from './InvalidRequestError';
import type { PrincipalIdentity } from './PrincipalIdentity';
import { RequestContext } from './RequestContext';

type Known = Map<string, readonly string[] | 'absent'>;

/**
 * The context of a request: what the caller said, and what follows from principal and resource.
 * (AWS: "AWS global condition context keys", availability of each key; for `s3:ResourceAccount` "Actions, resources,
 * and condition keys for Amazon S3".)
 *
 * @throws {@link InvalidRequestError} `ambiguous-context` when a key is given twice in different case
 */
export function deriveContext(
  request: AccessRequest,
  principal: PrincipalIdentity,
  resourceAccount: string,
  isComplete: boolean,
): RequestContext {
  const isS3 = /^s3:/i.test(request.action);
  const known: Known = new Map<string, readonly string[] | 'absent'>([
    ['aws:resourceaccount', [resourceAccount]],
    ['s3:resourceaccount', isS3 ? [resourceAccount] : 'absent'],
  ]);
  deriveFromPrincipal(principal, known);
  addGiven(request, known);
  return new RequestContext(known, isComplete);
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
      set('aws:principaltype', 'User');
      set(
        'aws:username',
        principal.arn?.slice(principal.arn.lastIndexOf('/') + 1),
      );
      break;
    case 'root':
      set('aws:principaltype', 'Account');
      set('aws:username', undefined);
      break;
    case 'anonymous':
      set('aws:principaltype', 'Anonymous');
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

function addGiven(request: AccessRequest, known: Known): void {
  const given = new Set<string>();
  for (const [key, value] of Object.entries(request.context ?? {})) {
    const folded = key.toLowerCase();
    if (given.has(folded)) {
      throw new InvalidRequestError(
        'ambiguous-context',
        `context.${key}`,
        'the key is given twice in different case',
      );
    }
    given.add(folded);
    known.set(folded, typeof value === 'string' ? [value] : value);
  }
}

function unreachable(kind: never): never {
  throw new Error(`Unexpected principal kind ${String(kind)}`);
}
