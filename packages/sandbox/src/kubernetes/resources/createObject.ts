import { randomBytes, randomUUID } from 'node:crypto';
import { alreadyExists, badRequest } from '../StatusError';
import { admit, admitQuota } from '../admission';
import { apiVersionOf } from '../kinds';
import { KubernetesObject, parseObject } from '../objects';
import { StoredObject, withRevision } from '../store';
import { applyDefaults } from './applyDefaults';
import {
  checkObject,
  pruneObject,
  storeKey,
  withoutStatus,
} from './prepareObject';
import { ResourceRequest } from './ResourceRequest';

function nameOf(metadata: KubernetesObject['metadata']): string {
  return metadata.name === '' && metadata.generateName
    ? `${metadata.generateName}${randomBytes(4).toString('hex').slice(0, 5)}`
    : metadata.name;
}

/**
 * Creates an object: fills in defaults, passes it through admission, checks and stores it.
 *
 * @param body - parsed JSON or YAML
 * @throws StatusError 400, 403, 404, 409 or 422
 * @public
 */
export function createObject(
  request: ResourceRequest,
  body: unknown,
): StoredObject {
  const { cluster, kind, namespace } = request;
  const sent = parseObject(body, {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
  });
  if (
    sent.metadata.namespace !== undefined &&
    sent.metadata.namespace !== namespace
  ) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  if (sent.metadata.resourceVersion) {
    throw badRequest(
      'resourceVersion should not be set on objects to be created',
    );
  }
  const { uid, deletionTimestamp, deletionGracePeriodSeconds, ...metadata } =
    sent.metadata;
  const identified: KubernetesObject = {
    ...sent,
    metadata: {
      ...metadata,
      name: nameOf(metadata),
      ...(namespace === undefined ? {} : { namespace }),
      uid: randomUUID(),
      creationTimestamp: cluster.timestamp(),
      ...(kind.countsGenerations ? { generation: 1 } : {}),
    },
  };
  const pruned = withoutStatus(request, pruneObject(request, identified));
  checkObject(request, pruned);
  const defaulted = applyDefaults(kind, pruned, cluster.timestamp());
  const admitted = admit(request, defaulted);
  checkObject(request, admitted);
  if (cluster.store.get(storeKey(request), namespace, admitted.metadata.name)) {
    throw alreadyExists(kind, admitted.metadata.name);
  }
  admitQuota(request, admitted);
  return request.dryRun
    ? withRevision(admitted, cluster.store.revision)
    : cluster.store.write(storeKey(request), admitted);
}
