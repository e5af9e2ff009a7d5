import { Principal } from '..';
import { accountOf } from './naiveContext';
import { RawPrincipals, textsOf } from './RawPolicy';

/**
 * How a policy on a resource names the caller: as everybody, through its account, as its role, or by itself.
 *
 * Source: "AWS JSON policy elements: Principal".
 */
export type NamedAs = 'everybody' | 'account' | 'role' | 'itself';

/** All the ways in which the principals of a statement name the caller; empty when they do not. */
export function namesOf(
  principals: RawPrincipals,
  caller: Principal,
): ReadonlySet<NamedAs> {
  const names = new Set<NamedAs>();
  if (principals === '*') {
    names.add('everybody');
    return names;
  }
  for (const [type, values] of Object.entries(principals)) {
    for (const value of textsOf(values)) {
      const name = nameOf(type, value, caller);
      if (name !== undefined) {
        names.add(name);
      }
    }
  }
  return names;
}

function nameOf(
  type: string,
  value: string,
  caller: Principal,
): NamedAs | undefined {
  if (type === 'Service') {
    return caller.kind === 'service' && caller.service === value
      ? 'itself'
      : undefined;
  }
  if (type === 'Federated') {
    return caller.kind === 'web-identity' && caller.providerArn === value
      ? 'itself'
      : undefined;
  }
  if (value === '*') {
    return 'everybody';
  }
  if (caller.kind === 'service') {
    return caller.service === value ? 'itself' : undefined;
  }
  const account = accountOf(caller);
  if (value === account || isRootOf(value, account)) {
    return caller.kind === 'root' ? 'itself' : 'account';
  }
  if (caller.kind === 'role') {
    return caller.arn === value ? 'role' : undefined;
  }
  if (caller.kind === 'assumed-role' && caller.roleArn === value) {
    return 'role';
  }
  return 'arn' in caller && caller.arn === value ? 'itself' : undefined;
}

/** An account is in one partition, so another one in the ARN makes no other account. */
function isRootOf(arn: string, account: string | undefined): boolean {
  return arn.replace(/^arn:[^:]+:/, '') === `iam::${account}:root`;
}

/**
 * Whether a list of those who are not denied holds the caller: with its account, and beside that the user or the role; of a
 * session its role and itself. Who has a permissions boundary is never held.
 *
 * Source: "AWS JSON policy elements: NotPrincipal": the account is looked at first, then the role, then the session.
 */
export function isExempt(
  principals: RawPrincipals,
  caller: Principal,
  hasBoundary: boolean,
): boolean {
  const names = namesOf(principals, caller);
  if (names.has('everybody')) {
    return true;
  }
  switch (caller.kind) {
    case 'user':
      return !hasBoundary && names.has('account') && names.has('itself');
    case 'role':
      return !hasBoundary && names.has('account') && names.has('role');
    case 'assumed-role':
      return (
        !hasBoundary &&
        names.has('account') &&
        names.has('role') &&
        names.has('itself')
      );
    default:
      return names.has('itself');
  }
}
