import {
  OBJECT_MODIFIED,
  badRequest,
  conflict,
  invalid,
  notFound,
} from '../StatusError';
import { apiVersionOf } from '../kinds';
import { KubernetesObject, isSameJson, parseObject } from '../objects';
import { StoredObject, withRevision } from '../store';
import { validateUpdate } from '../validation';
import { checkObject, pruneObject, storeKey } from './prepareObject';
import { ResourceRequest } from './ResourceRequest';

/** What of an object a request may change. @public */
export type UpdateScope = 'object' | 'status';

/** The new state in what the request may not change taken from the present one. */
function restrict(
  request: ResourceRequest,
  present: KubernetesObject,
  wanted: KubernetesObject,
  scope: UpdateScope,
): KubernetesObject {
  if (scope === 'status') {
    return { ...present, status: wanted.status };
  }
  if (!request.kind.subresources.includes('status')) {
    return wanted;
  }
  const { status, ...rest } = wanted;
  return {
    ...rest,
    apiVersion: wanted.apiVersion,
    kind: wanted.kind,
    metadata: wanted.metadata,
    ...(present.status === undefined ? {} : { status: present.status }),
  };
}

function contentOf(object: KubernetesObject): unknown {
  const { metadata, status, ...content } = object;
  return content;
}

function withSystemMetadata(
  request: ResourceRequest,
  present: KubernetesObject,
  wanted: KubernetesObject,
): KubernetesObject {
  const {
    uid,
    creationTimestamp,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    generation,
  } = present.metadata;
  const isChanged = !isSameJson(contentOf(present), contentOf(wanted));
  return {
    ...wanted,
    metadata: {
      ...wanted.metadata,
      uid,
      creationTimestamp,
      ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
      ...(deletionGracePeriodSeconds === undefined
        ? {}
        : { deletionGracePeriodSeconds }),
      ...(request.kind.countsGenerations
        ? { generation: (generation ?? 1) + (isChanged ? 1 : 0) }
        : {}),
    },
  };
}

function checkPreconditions(
  request: ResourceRequest,
  present: StoredObject,
  wanted: KubernetesObject,
): void {
  const { name, uid, resourceVersion } = wanted.metadata;
  const { kind } = request;
  if (
    resourceVersion &&
    resourceVersion !== present.object.metadata.resourceVersion
  ) {
    throw conflict(kind, name, OBJECT_MODIFIED);
  }
  if (uid && uid !== present.object.metadata.uid) {
    throw conflict(
      kind,
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${present.object.metadata.uid}`,
    );
  }
  if (!resourceVersion && !kind.isBuiltIn) {
    throw invalid(kind, name, [
      {
        reason: 'FieldValueInvalid',
        field: 'metadata.resourceVersion',
        message: 'Invalid value: 0x0: must be specified for an update',
      },
    ]);
  }
}

/**
 * Stores the new state of an object; its last state when nothing but the last finalizer kept it, in which case it is gone.
 * A state that changes nothing keeps its resource version.
 *
 * @throws StatusError 422 when the new state is not allowed
 * @public
 */
export function replaceObject(
  request: ResourceRequest,
  present: StoredObject,
  wanted: KubernetesObject,
  scope: UpdateScope,
): StoredObject {
  const { cluster, kind } = request;
  const restricted = restrict(
    request,
    present.object,
    pruneObject(request, wanted),
    scope,
  );
  const next = withSystemMetadata(request, present.object, restricted);
  checkObject(request, next);
  const causes = validateUpdate(kind, present.object, next);
  if (causes.length > 0) {
    throw invalid(kind, next.metadata.name, causes);
  }
  const versioned = withRevision(next, present.revision);
  if (isSameJson(versioned.object, present.object)) {
    return present;
  }
  if (request.dryRun) {
    return versioned;
  }
  const stored = cluster.store.write(storeKey(request), next);
  const isReleased =
    kind.plural !== 'namespaces' &&
    next.metadata.deletionTimestamp !== undefined &&
    (present.object.metadata.finalizers ?? []).length > 0 &&
    (next.metadata.finalizers ?? []).length === 0;
  return isReleased
    ? cluster.store.remove(
        storeKey(request),
        request.namespace,
        next.metadata.name,
      ) ?? stored
    : stored;
}

/**
 * Replaces an object, or its status alone.
 *
 * @param body - parsed JSON or YAML
 * @throws StatusError 400, 404, 409 or 422
 * @public
 */
export function updateObject(
  request: ResourceRequest,
  name: string,
  body: unknown,
  scope: UpdateScope,
): StoredObject {
  const { cluster, kind, namespace } = request;
  const wanted = parseObject(body, {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
  });
  if (wanted.metadata.name !== name) {
    throw badRequest(
      `the name of the object (${wanted.metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  const present = cluster.store.get(storeKey(request), namespace, name);
  if (!present) {
    throw notFound(kind, name);
  }
  checkPreconditions(request, present, wanted);
  const metadata = {
    ...wanted.metadata,
    ...(namespace === undefined ? {} : { namespace }),
  };
  return replaceObject(request, present, { ...wanted, metadata }, scope);
}
