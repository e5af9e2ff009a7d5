import type { FactSource, Fleet } from '@corridors/model';
import { deriveNames } from '@corridors/model';
import type {
  ClusterSnapshot,
  ObservedAwsResource,
  ObservedPod,
  WatchedCollection,
} from '@corridors/observer';

const AS_OF = '2026-11-23T10:00:00.000Z';

/** Metadata of an object that a corridor's rendering made. */
function metadata(
  name: string,
  namespace: string,
  labels: Record<string, string>,
) {
  return {
    uid: `uid-${namespace}-${name}`,
    name,
    namespace,
    labels,
    createdAt: AS_OF,
    resourceVersion: '1',
  };
}

/** The labels that every object of a corridor carries. */
export function corridorLabels(
  corridor: string,
  environment: string,
): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'corridors',
    'corridors.dev/corridor': corridor,
    'corridors.dev/environment': environment,
  };
}

/** What a test may change of a cluster. */
export interface ClusterContent {
  namespaces: Map<
    string,
    ClusterSnapshot['namespaces'] extends ReadonlyMap<string, infer T>
      ? T
      : never
  >;
  serviceAccounts: Map<
    string,
    ClusterSnapshot['serviceAccounts'] extends ReadonlyMap<string, infer T>
      ? T
      : never
  >;
  pods: Map<string, ObservedPod>;
  resourceQuotas: Map<
    string,
    ClusterSnapshot['resourceQuotas'] extends ReadonlyMap<string, infer T>
      ? T
      : never
  >;
  awsResources: Map<string, ObservedAwsResource>;
}

/** A cluster in which every corridor of the environment is built and synced. */
export function builtCluster(
  fleet: Fleet,
  environmentName: string,
): ClusterContent {
  const content: ClusterContent = {
    namespaces: new Map(),
    serviceAccounts: new Map(),
    pods: new Map(),
    resourceQuotas: new Map(),
    awsResources: new Map(),
  };
  const environment = fleet.environments.find(
    candidate => candidate.metadata.name === environmentName,
  );
  for (const corridor of environment ? fleet.corridors : []) {
    const { name } = corridor.metadata;
    if (environment && corridor.spec.environment === environmentName) {
      const names = deriveNames(
        { name, buckets: corridor.spec.buckets },
        environment,
      );
      const labels = corridorLabels(name, environmentName);
      content.namespaces.set(name, {
        ...metadata(name, '', labels),
        phase: 'Active',
      });
      content.serviceAccounts.set(`${name}/${name}`, {
        ...metadata(name, name, labels),
        roleArn: names.roleArn,
      });
      content.resourceQuotas.set(`${name}/corridor`, {
        ...metadata('corridor', name, labels),
        hard: { 'requests.cpu': '16' },
        used: { 'requests.cpu': '4' },
      });
      const resources = [
        ...names.buckets.map(bucket => ({
          kind: 'Bucket' as const,
          awsName: bucket.name,
          arn: bucket.arn,
        })),
        { kind: 'Role' as const, awsName: names.roleName, arn: names.roleArn },
        {
          kind: 'Policy' as const,
          awsName: names.policyName,
          arn: names.policyArn,
        },
      ];
      for (const { kind, awsName, arn } of resources) {
        content.awsResources.set(
          `${kind}/corridors-aws/${awsName}`,
          ackObject(kind, awsName, arn, labels, 'True'),
        );
      }
    }
  }
  return content;
}

/** An object of ACK whose condition `ACK.ResourceSynced` has the given status. */
export function ackObject(
  kind: ObservedAwsResource['kind'],
  awsName: string,
  arn: string,
  labels: Record<string, string>,
  synced: 'True' | 'False',
): ObservedAwsResource {
  const conditions = [
    { type: 'ACK.ResourceSynced', status: synced, lastTransitionTime: AS_OF },
  ];
  const name = awsName.replace(/_/g, '-');
  return {
    ...metadata(name, 'corridors-aws', labels),
    kind,
    awsName,
    arn,
    conditions,
    object: {
      apiVersion:
        kind === 'Bucket'
          ? 's3.services.k8s.aws/v1alpha1'
          : 'iam.services.k8s.aws/v1alpha1',
      kind,
      metadata: { name, namespace: 'corridors-aws', labels },
      spec: { name: awsName },
      status: { ackResourceMetadata: { arn }, conditions },
    },
  };
}

/** A snapshot of a cluster's content. @param state - of all collections */
export function snapshotOf(
  environment: string,
  content: ClusterContent,
  state: FactSource['state'] = 'live',
): ClusterSnapshot {
  const inNamespace = <T extends { readonly namespace: string }>(
    objects: ReadonlyMap<string, T>,
    namespace: string,
  ) => [...objects.values()].filter(object => object.namespace === namespace);
  const source = (collection: WatchedCollection): FactSource => ({
    id: `kubernetes:${environment}/${collection}`,
    title: collection,
    state,
    asOf: state === 'syncing' ? undefined : AS_OF,
  });
  return {
    environment,
    revision: 1,
    ...content,
    sparkApplications: new Map(),
    lostExecutors: new Map(),
    driverLogs: new Map(),
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
      serviceAccounts: inNamespace(content.serviceAccounts, namespace),
      pods: inNamespace(content.pods, namespace),
      sparkApplications: [],
      resourceQuotas: inNamespace(content.resourceQuotas, namespace),
    }),
  };
}

/** A Spark driver or executor. */
export function sparkPod(
  namespace: string,
  name: string,
  role: 'driver' | 'executor',
  application: string,
): ObservedPod {
  return {
    ...metadata(name, namespace, {
      'spark-role': role,
      'spark-app-selector': `spark-${application}`,
      'spark-app-name': application,
    }),
    phase: 'Running',
    serviceAccount: namespace,
    startedAt: AS_OF,
    isScheduled: true,
    containers: [],
  };
}
