import type { IncomingHttpHeaders } from 'node:http';
import { Cluster } from '../Cluster';
import { StatusError, forbidden, methodNotAllowed } from '../StatusError';
import { AccessAttributes, User } from '../auth';
import { RequestTarget, verbOf } from './RequestTarget';

function scopeOf(attributes: AccessAttributes & { kind: 'resource' }): string {
  return attributes.namespace === undefined
    ? 'at the cluster scope'
    : `in the namespace "${attributes.namespace}"`;
}

function refusal(user: User, attributes: AccessAttributes): StatusError {
  if (attributes.kind === 'path') {
    return new StatusError(
      403,
      'Forbidden',
      `forbidden: User "${user.username}" cannot ${attributes.verb} path "${attributes.path}"`,
    );
  }
  const { verb, group, resource, subresource, name = '' } = attributes;
  const full = subresource ? `${resource}/${subresource}` : resource;
  return forbidden(
    { group, plural: resource },
    name,
    `User "${
      user.username
    }" cannot ${verb} resource "${full}" in API group "${group}" ${scopeOf(
      attributes,
    )}`,
  );
}

function demand(
  cluster: Cluster,
  user: User,
  attributes: AccessAttributes,
): void {
  if (!cluster.authorizer.review(user, attributes).allowed) {
    throw refusal(user, attributes);
  }
}

/**
 * The user that a request is to be answered for: its own, or the one it impersonates and may impersonate. Source:
 * "Authenticating", section "User impersonation".
 *
 * @throws StatusError 403
 * @public
 */
export function effectiveUser(
  cluster: Cluster,
  user: User,
  headers: IncomingHttpHeaders,
): User {
  const name = headers['impersonate-user'];
  if (typeof name !== 'string') {
    return user;
  }
  const groupHeader = headers['impersonate-group'];
  const wanted =
    typeof groupHeader === 'string'
      ? groupHeader.split(',').map(text => text.trim())
      : [];
  const [, namespace, account] =
    /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  demand(
    cluster,
    user,
    namespace === undefined || account === undefined
      ? {
          kind: 'resource',
          verb: 'impersonate',
          group: '',
          resource: 'users',
          name,
        }
      : {
          kind: 'resource',
          verb: 'impersonate',
          group: '',
          resource: 'serviceaccounts',
          namespace,
          name: account,
        },
  );
  for (const group of wanted) {
    demand(cluster, user, {
      kind: 'resource',
      verb: 'impersonate',
      group: '',
      resource: 'groups',
      name: group,
    });
  }
  const implied =
    namespace === undefined
      ? []
      : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return {
    username: name,
    groups: [...wanted, ...implied, 'system:authenticated'],
  };
}

/**
 * Refuses a request that its user may not make.
 *
 * @throws StatusError 403, or 405 for a method that is no verb
 * @public
 */
export function authorizeRequest(
  cluster: Cluster,
  user: User,
  request: {
    readonly method: string;
    readonly target: RequestTarget;
    readonly query: URLSearchParams;
  },
): void {
  const { method, target, query } = request;
  if (target.kind === 'path') {
    demand(cluster, user, {
      kind: 'path',
      verb: method.toLowerCase(),
      path: target.path,
    });
    return;
  }
  const verb = verbOf(method, target, query);
  if (verb === undefined) {
    throw methodNotAllowed();
  }
  const { group, resource, subresource, namespace, name } = target;
  demand(cluster, user, {
    kind: 'resource',
    verb,
    group,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  });
}
