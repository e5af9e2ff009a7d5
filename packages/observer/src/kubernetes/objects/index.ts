export type {
  ObservedAwsResource,
  ObservedCondition,
} from './observedAwsResource';
export type { ObservedNamespace } from './observedNamespace';
export type {
  ContainerState,
  ObservedContainer,
  ObservedPod,
  TerminatedContainer,
} from './observedPod';
export type { ObservedResourceQuota } from './observedResourceQuota';
export type { ObservedServiceAccount } from './observedServiceAccount';
export type { ObservedSparkApplication } from './observedSparkApplication';
export { objectKey, type ObjectMetadata } from './objectMetadata';
