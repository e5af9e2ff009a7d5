/**
 * What a path of the API stands for.
 *
 * @public
 */
export type RequestTarget =
  | {
      readonly kind: 'resource';
      readonly group: string;
      readonly version: string;
      /** Plural. */
      readonly resource: string;
      readonly namespace?: string;
      readonly name?: string;
      readonly subresource?: string;
    }
  | { readonly kind: 'path'; readonly path: string };

/**
 * Reads a path. `/api/v1/namespaces/a` names a namespace and lies in it, as authorization sees it. Source: "Kubernetes API
 * Concepts", section "Resource URIs".
 *
 * @public
 */
export function parseTarget(path: string): RequestTarget {
  const steps = path.split('/').filter(step => step !== '');
  const decoded = steps.map(step => {
    try {
      return decodeURIComponent(step);
    } catch {
      return step;
    }
  });
  const [root] = decoded;
  const [group = '', version, ...rest] =
    root === 'api' ? ['', ...decoded.slice(1)] : decoded.slice(1);
  if (
    (root !== 'api' && root !== 'apis') ||
    version === undefined ||
    rest.length === 0
  ) {
    return { kind: 'path', path };
  }
  const base = { kind: 'resource', group, version } as const;
  if (
    rest[0] === 'namespaces' &&
    rest.length >= 3 &&
    !['status', 'finalize'].includes(rest[2] ?? '')
  ) {
    const [, namespace, resource = '', name, subresource] = rest;
    return {
      ...base,
      resource,
      ...(namespace === undefined ? {} : { namespace }),
      ...(name === undefined ? {} : { name }),
      ...(subresource === undefined ? {} : { subresource }),
    };
  }
  const [resource = '', name, subresource] = rest;
  return {
    ...base,
    resource,
    ...(resource === 'namespaces' && group === '' && name !== undefined
      ? { namespace: name }
      : {}),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

/**
 * The verb that authorization knows a request by, undefined for a method that no resource serves.
 *
 * @public
 */
export function verbOf(
  method: string,
  target: RequestTarget & { kind: 'resource' },
  query: URLSearchParams,
): string | undefined {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (target.name !== undefined) {
        return 'get';
      }
      return isWatch(query) ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return target.name === undefined ? 'deletecollection' : 'delete';
    default:
      return undefined;
  }
}

/** Whether a list is asked for as a watch. @public */
export function isWatch(query: URLSearchParams): boolean {
  return query.get('watch') === 'true' || query.get('watch') === '1';
}
