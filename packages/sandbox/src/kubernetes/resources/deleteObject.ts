import { z } from 'zod';
import { badRequest, conflict, notFound } from '../StatusError';
import { resourceKey } from '../kinds';
import { KubernetesObject, recordAt, stringAt } from '../objects';
import { StoredObject } from '../store';
import { deleteDependents, orphanDependents } from '../lifecycle/dependents';
import { storeKey } from './prepareObject';
import { ResourceRequest } from './ResourceRequest';

const optionsSchema = z.looseObject({
  gracePeriodSeconds: z.number().int().nullish(),
  propagationPolicy: z.enum(['Background', 'Foreground', 'Orphan']).nullish(),
  preconditions: z
    .looseObject({
      uid: z.string().nullish(),
      resourceVersion: z.string().nullish(),
    })
    .nullish(),
});

/** How an object is to be deleted, as `DeleteOptions` say it. @public */
export type DeleteOptions = z.infer<typeof optionsSchema>;

/**
 * Reads `DeleteOptions` from a body, or an empty one.
 *
 * @throws StatusError 400 when it is something else
 * @public
 */
export function parseDeleteOptions(body: unknown): DeleteOptions {
  const parsed = optionsSchema.safeParse(body ?? {});
  if (!parsed.success) {
    throw badRequest(
      `DeleteOptions cannot be read: ${
        parsed.error.issues[0]?.message ?? 'not an object'
      }`,
    );
  }
  return parsed.data;
}

/** What became of an object: it is gone, or it waits for somebody to let it go. @public */
export interface Deletion {
  readonly object: StoredObject;
  readonly isGone: boolean;
}

/** Whether a node still has to stop the pod: it was bound to one that exists, and has not ended. */
function isHeldByNode(
  request: ResourceRequest,
  pod: KubernetesObject,
): boolean {
  const node = stringAt(pod, 'spec', 'nodeName');
  const phase = stringAt(pod, 'status', 'phase');
  return (
    node !== undefined &&
    request.cluster.store.get('nodes', undefined, node) !== undefined &&
    phase !== 'Succeeded' &&
    phase !== 'Failed'
  );
}

function markDeleted(
  request: ResourceRequest,
  present: StoredObject,
  change: { gracePeriodSeconds?: number; status?: unknown } = {},
): StoredObject {
  const { object } = present;
  if (object.metadata.deletionTimestamp !== undefined) {
    return present;
  }
  return request.cluster.store.write(storeKey(request), {
    ...object,
    metadata: {
      ...object.metadata,
      deletionTimestamp: request.cluster.timestamp(),
      deletionGracePeriodSeconds: change.gracePeriodSeconds ?? 0,
    },
    ...(change.status === undefined ? {} : { status: change.status }),
  });
}

function checkPreconditions(
  request: ResourceRequest,
  present: StoredObject,
  options: DeleteOptions,
): void {
  const { name, uid, resourceVersion } = present.object.metadata;
  const wanted = options.preconditions;
  if (wanted?.uid && wanted.uid !== uid) {
    throw conflict(
      request.kind,
      name,
      `Precondition failed: UID in precondition: ${wanted.uid}, UID in object meta: ${uid}`,
    );
  }
  if (wanted?.resourceVersion && wanted.resourceVersion !== resourceVersion) {
    throw conflict(
      request.kind,
      name,
      `Precondition failed: ResourceVersion in precondition: ${wanted.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`,
    );
  }
}

/**
 * Deletes an object as the API server does: a namespace and what has finalizers only begin to go, a pod on a node is
 * stopped by the node first. Dependents go after their owner unless they are to be orphaned.
 *
 * @throws StatusError 404 or 409
 * @public
 */
export function deleteObject(
  request: ResourceRequest,
  name: string,
  options: DeleteOptions,
): Deletion {
  const { cluster, kind, namespace } = request;
  const present = cluster.store.get(storeKey(request), namespace, name);
  if (!present) {
    throw notFound(kind, name);
  }
  checkPreconditions(request, present, options);
  if (request.dryRun) {
    return { object: present, isGone: true };
  }
  if (options.propagationPolicy === 'Orphan') {
    orphanDependents(cluster, present.object);
  }
  if (resourceKey(kind) === 'namespaces') {
    const status = {
      ...recordAt(present.object, 'status'),
      phase: 'Terminating',
    };
    return { object: markDeleted(request, present, { status }), isGone: false };
  }
  if ((present.object.metadata.finalizers ?? []).length > 0) {
    return { object: markDeleted(request, present), isGone: false };
  }
  const specified = recordAt(
    present.object,
    'spec',
  ).terminationGracePeriodSeconds;
  const gracePeriodSeconds =
    options.gracePeriodSeconds ??
    (typeof specified === 'number' ? specified : 0);
  if (
    resourceKey(kind) === 'pods' &&
    gracePeriodSeconds > 0 &&
    isHeldByNode(request, present.object)
  ) {
    return {
      object: markDeleted(request, present, { gracePeriodSeconds }),
      isGone: false,
    };
  }
  const removed = cluster.store.remove(storeKey(request), namespace, name);
  deleteDependents(cluster, present.object);
  return { object: removed ?? present, isGone: true };
}
