import { KubernetesClient } from '../kubernetes/client/kubernetesClient';
import { ObjectMetadata, ObservedNamespace, ObservedPod } from '../kubernetes';
import { projectAwsResource } from '../kubernetes/objects/observedAwsResource';
import { projectNamespace } from '../kubernetes/objects/observedNamespace';
import { projectPod } from '../kubernetes/objects/observedPod';
import { projectResourceQuota } from '../kubernetes/objects/observedResourceQuota';
import { projectServiceAccount } from '../kubernetes/objects/observedServiceAccount';
import { projectSparkApplication } from '../kubernetes/objects/observedSparkApplication';
import {
  ObjectChange,
  ObjectProjection,
} from '../kubernetes/reflector/objectStore';
import { Reflector } from '../kubernetes/reflector/reflector';
import { ReflectorTimings } from '../kubernetes/reflector/reflectorTimings';
import { Scheduler } from '../kubernetes/reflector/scheduler';
import { WatchedCollection } from './clusterSnapshot';

/** One reflector for each collection. */
export type CollectionReflectors = ReturnType<typeof reflectCollections>;

/**
 * Makes the reflectors of a cluster: one watch per collection over all namespaces, and the objects of AWS Controllers
 * for Kubernetes in the one namespace where only administrators write. Only pods of Spark are watched (label
 * `spark-role`), but every ServiceAccount and Namespace: labels of those could be taken away to hide them.
 *
 * @param awsNamespace - namespace of the AWS resources
 */
export function reflectCollections(options: {
  client: KubernetesClient;
  scheduler: Scheduler;
  timings: ReflectorTimings;
  awsNamespace: string;
  onChange: (collection: WatchedCollection) => void;
  onNamespaceChange: (
    changes: readonly ObjectChange<ObservedNamespace>[],
  ) => void;
  onPodChange: (changes: readonly ObjectChange<ObservedPod>[]) => void;
}) {
  const {
    client,
    scheduler,
    timings,
    onChange,
    onNamespaceChange,
    onPodChange,
  } = options;

  function reflect<T extends ObjectMetadata>(
    collection: WatchedCollection,
    where: { path: string; resource: string; labelSelector?: string },
    project: ObjectProjection<T>,
    onObjects?: (changes: readonly ObjectChange<T>[]) => void,
  ): Reflector<T> {
    return new Reflector({
      client,
      scheduler,
      timings,
      project,
      ...where,
      onChange: changes => {
        onObjects?.(changes);
        onChange(collection);
      },
    });
  }

  const inAwsNamespace = (group: string, plural: string) => ({
    path: `/apis/${group}/v1alpha1/namespaces/${encodeURIComponent(
      options.awsNamespace,
    )}/${plural}`,
    resource: `${plural}.${group}`,
  });

  return {
    namespaces: reflect(
      'namespaces',
      { path: '/api/v1/namespaces', resource: 'namespaces' },
      projectNamespace,
      onNamespaceChange,
    ),
    serviceAccounts: reflect(
      'serviceAccounts',
      { path: '/api/v1/serviceaccounts', resource: 'serviceaccounts' },
      projectServiceAccount,
    ),
    pods: reflect(
      'pods',
      { path: '/api/v1/pods', resource: 'pods', labelSelector: 'spark-role' },
      projectPod,
      onPodChange,
    ),
    resourceQuotas: reflect(
      'resourceQuotas',
      { path: '/api/v1/resourcequotas', resource: 'resourcequotas' },
      projectResourceQuota,
    ),
    sparkApplications: reflect(
      'sparkApplications',
      {
        path: '/apis/sparkoperator.k8s.io/v1beta2/sparkapplications',
        resource: 'sparkapplications.sparkoperator.k8s.io',
      },
      projectSparkApplication,
    ),
    ackBuckets: reflect(
      'ackBuckets',
      inAwsNamespace('s3.services.k8s.aws', 'buckets'),
      object => projectAwsResource('Bucket', object),
    ),
    ackPolicies: reflect(
      'ackPolicies',
      inAwsNamespace('iam.services.k8s.aws', 'policies'),
      object => projectAwsResource('Policy', object),
    ),
    ackRoles: reflect(
      'ackRoles',
      inAwsNamespace('iam.services.k8s.aws', 'roles'),
      object => projectAwsResource('Role', object),
    ),
  };
}
