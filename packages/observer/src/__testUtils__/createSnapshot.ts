import { FactState } from '@corridors/model';
import { ClusterSnapshot, LostExecutor, WatchedCollection } from '../cluster';
import { indexByNamespace } from '../cluster/indexByNamespace';
import { DriverLog } from '../failures';
import { objectKey, ObjectMetadata } from '../kubernetes';
import { projectNamespace } from '../kubernetes/objects/observedNamespace';
import { projectPod } from '../kubernetes/objects/observedPod';
import { projectServiceAccount } from '../kubernetes/objects/observedServiceAccount';
import { projectSparkApplication } from '../kubernetes/objects/observedSparkApplication';

/** Time as of which the facts of {@link createSnapshot} hold. */
export const AS_OF = '2026-11-23T11:59:50.000Z';

/** A snapshot of a cluster that holds these objects, given as Kubernetes has them. */
export function createSnapshot(content: {
  namespaces?: readonly object[];
  serviceAccounts?: readonly object[];
  pods?: readonly object[];
  sparkApplications?: readonly object[];
  lostExecutors?: readonly LostExecutor[];
  driverLogs?: readonly (readonly [string, DriverLog])[];
  states?: Partial<Record<WatchedCollection, FactState>>;
  asOf?: string;
  clockSkewSeconds?: number;
}): ClusterSnapshot {
  const seenAt = new Date(AS_OF);
  const pods = byKey((content.pods ?? []).map(projectPod));
  const sparkApplications = byKey(
    (content.sparkApplications ?? []).map(projectSparkApplication),
  );
  const serviceAccounts = byKey(
    (content.serviceAccounts ?? []).map(object =>
      projectServiceAccount(object, undefined, seenAt),
    ),
  );
  const lost = content.lostExecutors ?? [];
  const source = (collection: WatchedCollection) => {
    const state = content.states?.[collection] ?? 'live';
    const isUnread =
      state === 'syncing' || state === 'unavailable' || state === 'forbidden';
    return {
      id: `kubernetes:single1/${collection}`,
      title: collection,
      state,
      asOf: isUnread ? undefined : content.asOf ?? AS_OF,
      message:
        state === 'forbidden'
          ? `Needs the verbs list and watch on ${collection}`
          : undefined,
    };
  };
  const index = {
    pods: indexByNamespace(pods),
    sparkApplications: indexByNamespace(sparkApplications),
    serviceAccounts: indexByNamespace(serviceAccounts),
  };
  return {
    environment: 'single1',
    revision: 1,
    namespaces: byKey((content.namespaces ?? []).map(projectNamespace)),
    serviceAccounts,
    pods,
    sparkApplications,
    resourceQuotas: new Map(),
    awsResources: new Map(),
    lostExecutors: indexByNamespace(
      new Map(lost.map(executor => [executor.podUid, executor])),
    ),
    driverLogs: new Map(content.driverLogs),
    clockSkewSeconds: content.clockSkewSeconds,
    collections: {
      namespaces: source('namespaces'),
      serviceAccounts: source('serviceAccounts'),
      pods: source('pods'),
      resourceQuotas: source('resourceQuotas'),
      sparkApplications: source('sparkApplications'),
      ackBuckets: source('ackBuckets'),
      ackPolicies: source('ackPolicies'),
      ackRoles: source('ackRoles'),
    },
    inNamespace: namespace => ({
      pods: index.pods.get(namespace) ?? [],
      sparkApplications: index.sparkApplications.get(namespace) ?? [],
      serviceAccounts: index.serviceAccounts.get(namespace) ?? [],
      resourceQuotas: [],
    }),
  };
}

function byKey<T extends ObjectMetadata>(
  objects: readonly T[],
): ReadonlyMap<string, T> {
  return new Map(
    objects.map(object => [objectKey(object.namespace, object.name), object]),
  );
}
