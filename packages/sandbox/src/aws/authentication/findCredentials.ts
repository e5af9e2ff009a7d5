import type { AwsState } from '../state/AwsState';
import type { AuthenticationErrors } from './authenticationErrors';
import type { Caller } from './Caller';
import { openSessionToken } from './sessionTokens';

/**
 * An access key that no IAM call can change.
 *
 * @public
 */
export interface FixedKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Keys of the accounts' root users, and of AWS's own services. */
export interface FixedKeys {
  readonly roots: ReadonlyMap<string, FixedKey>;
  readonly services: ReadonlyMap<string, FixedKey>;
}

/** Whom a key belongs to, and the secret that proves it. */
export interface FoundCredentials {
  readonly caller: Caller;
  readonly secretAccessKey: string;
}

interface Claim {
  readonly accessKeyId: string;
  readonly sessionToken?: string;
}

function findSession(
  claim: Claim & { sessionToken: string },
  state: AwsState,
  now: Date,
  errors: AuthenticationErrors,
): FoundCredentials {
  const claims = openSessionToken(claim.sessionToken, state.tokenKey);
  if (claims?.accessKeyId !== claim.accessKeyId) {
    throw errors.badToken();
  }
  if (Date.parse(claims.expiresAt) <= now.getTime()) {
    throw errors.expiredToken();
  }
  const account = state.accounts.get(claims.accountId);
  const role = account?.roles.get(claims.roleName.toLowerCase());
  if (!account || role?.id !== claims.roleId) {
    throw errors.unknownKey(claim.accessKeyId);
  }
  return {
    caller: {
      kind: 'session',
      accessKeyId: claim.accessKeyId,
      claims,
      account,
      role,
    },
    secretAccessKey: claims.secretAccessKey,
  };
}

/**
 * Finds whom an access key belongs to.
 *
 * @throws AwsError when nobody has that key, or its session token is not good
 */
export function findCredentials(
  claim: Claim,
  state: AwsState,
  fixed: FixedKeys,
  now: Date,
  errors: AuthenticationErrors,
): FoundCredentials {
  const { accessKeyId, sessionToken } = claim;
  if (sessionToken !== undefined) {
    return findSession({ accessKeyId, sessionToken }, state, now, errors);
  }
  for (const [accountId, key] of fixed.roots) {
    const account = state.accounts.get(accountId);
    if (key.accessKeyId === accessKeyId && account) {
      return {
        caller: { kind: 'root', account, accessKeyId },
        secretAccessKey: key.secretAccessKey,
      };
    }
  }
  for (const [service, key] of fixed.services) {
    if (key.accessKeyId === accessKeyId) {
      return {
        caller: { kind: 'service', service },
        secretAccessKey: key.secretAccessKey,
      };
    }
  }
  for (const account of state.accounts.values()) {
    for (const user of account.users.values()) {
      const key = user.accessKeys.find(
        each => each.accessKeyId === accessKeyId && each.active,
      );
      if (key) {
        return {
          caller: { kind: 'user', account, user, accessKeyId },
          secretAccessKey: key.secretAccessKey,
        };
      }
    }
  }
  throw errors.unknownKey(accessKeyId);
}
