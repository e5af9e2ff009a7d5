import { StatusError, methodNotAllowed, notFound } from '../StatusError';
import { KindDefinition, resourceKey } from '../kinds';
import {
  Deletion,
  ResourceRequest,
  UpdateScope,
  createObject,
  deleteObject,
  parseDeleteOptions,
  patchObject,
  updateObject,
} from '../resources';
import { StoredObject } from '../store';
import {
  Exchange,
  mediaTypeOf,
  readBody,
  readValue,
  sendJson,
} from './Exchange';
import { RequestTarget, isWatch } from './RequestTarget';
import { WatchStream } from './WatchStream';
import { bindPod } from './bindPod';
import { parseSelectors } from './listOptions';
import { listResource } from './listResource';
import { readPodLog } from './podLog';
import { requestToken } from './requestToken';
import { renderTable, wantsTable } from './table';

type ResourceTarget = RequestTarget & { readonly kind: 'resource' };

function fieldValidationOf(text: string | null): 'Ignore' | 'Warn' | 'Strict' {
  return text === 'Ignore' || text === 'Strict' ? text : 'Warn';
}

function requestOf(
  exchange: Exchange,
  kind: KindDefinition,
  target: ResourceTarget,
): ResourceRequest {
  const { cluster, user, query } = exchange;
  return {
    cluster,
    kind,
    user,
    ...(kind.namespaced && target.namespace !== undefined
      ? { namespace: target.namespace }
      : {}),
    dryRun: query.get('dryRun') === 'All',
    fieldValidation: fieldValidationOf(query.get('fieldValidation')),
  };
}

function sendObject(
  exchange: Exchange,
  kind: KindDefinition,
  code: number,
  stored: StoredObject,
): void {
  if (!wantsTable(exchange.request)) {
    sendJson(exchange.response, code, stored.json);
    return;
  }
  const table = renderTable(kind, [stored], {
    now: exchange.cluster.options.clock(),
    includeObject: exchange.query.get('includeObject') ?? 'Metadata',
    withColumns: true,
    metadata: { resourceVersion: stored.object.metadata.resourceVersion },
  });
  sendJson(exchange.response, code, table);
}

/** Pods and namespaces are answered with their last state, everything else that is gone with a Status. */
function sendDeletion(
  exchange: Exchange,
  kind: KindDefinition,
  { object, isGone }: Deletion,
): void {
  const key = resourceKey(kind);
  if (!isGone || key === 'pods' || key === 'namespaces') {
    sendJson(exchange.response, 200, object.json);
    return;
  }
  const { name, uid } = object.object.metadata;
  sendJson(
    exchange.response,
    200,
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        ...(kind.group ? { group: kind.group } : {}),
        kind: kind.plural,
        uid,
      },
    }),
  );
}

async function handleCollection(
  exchange: Exchange,
  kind: KindDefinition,
  target: ResourceTarget,
): Promise<void> {
  const { request, query } = exchange;
  const resourceRequest = requestOf(exchange, kind, target);
  switch (request.method) {
    case 'GET':
      if (isWatch(query)) {
        WatchStream.open(exchange, kind, resourceRequest.namespace);
      } else {
        listResource(exchange, kind, resourceRequest.namespace);
      }
      return;
    case 'POST': {
      if (kind.namespaced && target.namespace === undefined) {
        throw methodNotAllowed();
      }
      const created = createObject(resourceRequest, await readValue(request));
      sendObject(exchange, kind, 201, created);
      return;
    }
    case 'DELETE': {
      if (kind.namespaced && target.namespace === undefined) {
        throw methodNotAllowed();
      }
      await deleteCollection(exchange, kind, resourceRequest);
      return;
    }
    default:
      throw methodNotAllowed();
  }
}

async function deleteCollection(
  exchange: Exchange,
  kind: KindDefinition,
  resourceRequest: ResourceRequest,
): Promise<void> {
  const isWanted = parseSelectors(kind, exchange.query);
  const options = parseDeleteOptions(await readValue(exchange.request));
  const { store } = exchange.cluster;
  const deleted = store
    .list(resourceKey(kind), resourceRequest.namespace)
    .filter(({ object }) => isWanted(object))
    .filter(({ object: { metadata } }) =>
      store.get(resourceKey(kind), metadata.namespace, metadata.name),
    )
    .map(
      ({ object }) =>
        deleteObject(resourceRequest, object.metadata.name, options).object,
    );
  const head = JSON.stringify({
    kind: `${kind.kind}List`,
    apiVersion: kind.group ? `${kind.group}/${kind.version}` : kind.version,
    metadata: { resourceVersion: String(store.revision) },
  });
  sendJson(
    exchange.response,
    200,
    `${head.slice(0, -1)},"items":[${deleted
      .map(({ json }) => json)
      .join(',')}]}`,
  );
}

async function handleObject(
  exchange: Exchange,
  kind: KindDefinition,
  target: ResourceTarget & { readonly name: string },
  scope: UpdateScope,
): Promise<void> {
  const { request, query, cluster } = exchange;
  const resourceRequest = requestOf(exchange, kind, target);
  const { name } = target;
  switch (request.method) {
    case 'GET': {
      const stored = cluster.store.get(
        resourceKey(kind),
        resourceRequest.namespace,
        name,
      );
      if (!stored) {
        throw notFound(kind, name);
      }
      sendObject(exchange, kind, 200, stored);
      return;
    }
    case 'PUT':
      sendObject(
        exchange,
        kind,
        200,
        updateObject(resourceRequest, name, await readValue(request), scope),
      );
      return;
    case 'PATCH': {
      const patch = {
        mediaType: mediaTypeOf(request),
        text: await readBody(request),
      };
      sendObject(
        exchange,
        kind,
        200,
        patchObject(resourceRequest, name, patch, scope),
      );
      return;
    }
    case 'DELETE': {
      if (scope === 'status') {
        throw methodNotAllowed();
      }
      const options = parseDeleteOptions(await readValue(request));
      const policy = query.get('propagationPolicy');
      const grace = query.get('gracePeriodSeconds');
      const overridden = parseDeleteOptions({
        ...options,
        ...(policy === null ? {} : { propagationPolicy: policy }),
        ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
      });
      sendDeletion(
        exchange,
        kind,
        deleteObject(resourceRequest, name, overridden),
      );
      return;
    }
    default:
      throw methodNotAllowed();
  }
}

async function handleSubresource(
  exchange: Exchange,
  kind: KindDefinition,
  target: ResourceTarget & {
    readonly name: string;
    readonly subresource: string;
  },
): Promise<void> {
  const { name, namespace = '', subresource } = target;
  const { method } = exchange.request;
  if (!kind.subresources.includes(subresource)) {
    throw new StatusError(
      404,
      'NotFound',
      'the server could not find the requested resource',
    );
  }
  switch (subresource) {
    case 'status':
      await handleObject(exchange, kind, target, 'status');
      return;
    case 'log':
      if (method !== 'GET') {
        throw methodNotAllowed();
      }
      await readPodLog(exchange, namespace, name);
      return;
    case 'binding':
    case 'token':
      if (method !== 'POST') {
        throw methodNotAllowed();
      }
      await (subresource === 'token'
        ? requestToken(exchange, namespace, name)
        : bindPod(exchange, namespace, name));
      return;
    default:
      throw new StatusError(
        404,
        'NotFound',
        'the server could not find the requested resource',
      );
  }
}

/**
 * Answers a request for a stored kind: its collection, one object, or a subresource of one.
 *
 * @throws StatusError for everything that is refused
 * @public
 */
export async function handleResource(
  exchange: Exchange,
  kind: KindDefinition,
  target: ResourceTarget,
): Promise<void> {
  const { name, subresource } = target;
  if (name === undefined) {
    await handleCollection(exchange, kind, target);
  } else if (subresource === undefined) {
    await handleObject(exchange, kind, { ...target, name }, 'object');
  } else {
    await handleSubresource(exchange, kind, { ...target, name, subresource });
  }
}
