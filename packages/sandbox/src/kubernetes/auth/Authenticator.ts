import { timingSafeEqual } from 'node:crypto';
import { unauthorized } from '../StatusError';
import { ObjectStore } from '../store';
import { TokenIssuer } from './TokenIssuer';
import { ANONYMOUS, StaticUser, User, serviceAccountUsername } from './User';

function isSameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Finds out who makes a request by its bearer token: a user of the token list, or a service account.
 *
 * @public
 */
export class Authenticator {
  constructor(
    private readonly options: {
      readonly users: readonly StaticUser[];
      readonly issuer: () => TokenIssuer;
      readonly store: () => ObjectStore;
      readonly clock: () => Date;
    },
  ) {}

  /**
   * The user behind an `Authorization` header, the anonymous one when there is none.
   *
   * @throws StatusError 401 when the header carries anything but a token that is good now
   */
  async authenticate(header: string | undefined): Promise<User> {
    if (header === undefined || header === '') {
      return ANONYMOUS;
    }
    const [, token] = /^Bearer\s+(\S+)$/i.exec(header) ?? [];
    if (token === undefined) {
      throw unauthorized();
    }
    const user = await this.userOf(token);
    if (!user) {
      throw unauthorized();
    }
    return user;
  }

  /** The user that a token stands for, undefined when it stands for nobody. */
  async userOf(token: string): Promise<User | undefined> {
    const known = this.options.users.find(user =>
      isSameText(user.token, token),
    );
    if (known) {
      return {
        username: known.name,
        groups: [...(known.groups ?? []), 'system:authenticated'],
      };
    }
    const subject = await this.options
      .issuer()
      .verify(token, this.options.clock());
    if (!subject) {
      return undefined;
    }
    const { namespace, serviceAccount, pod } = subject;
    const store = this.options.store();
    const uidOf = (resource: string, name: string) =>
      store.get(resource, namespace, name)?.object.metadata.uid;
    if (uidOf('serviceaccounts', serviceAccount.name) !== serviceAccount.uid) {
      return undefined;
    }
    if (pod && uidOf('pods', pod.name) !== pod.uid) {
      return undefined;
    }
    return {
      username: serviceAccountUsername(namespace, serviceAccount.name),
      uid: serviceAccount.uid,
      groups: [
        'system:serviceaccounts',
        `system:serviceaccounts:${namespace}`,
        'system:authenticated',
      ],
      extra: pod
        ? {
            'authentication.kubernetes.io/pod-name': [pod.name],
            'authentication.kubernetes.io/pod-uid': [pod.uid],
          }
        : {},
    };
  }
}
