/**
 * Who makes a request.
 *
 * @public
 */
export interface User {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A user that the cluster knows by a bearer token, as a static token file gives it.
 *
 * @public
 */
export interface StaticUser {
  readonly name: string;
  readonly token: string;
  readonly groups?: readonly string[];
}

/** A request without credentials. Source: "Authenticating", section "Anonymous requests". @public */
export const ANONYMOUS: User = {
  username: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** The user name of a service account. @public */
export function serviceAccountUsername(
  namespace: string,
  name: string,
): string {
  return `system:serviceaccount:${namespace}:${name}`;
}
