export {
  AwsAccountObserver,
  type AwsAccountObserverOptions,
  type AwsAccountTargets,
  type AwsObserverTimings,
} from './awsAccountObserver';
export type {
  AwsAccountSnapshot,
  BucketFacts,
  ObservedOidcProvider,
  ObservedPolicy,
  ObservedPublicAccessBlock,
  ObservedRole,
  RoleFacts,
} from './awsAccountSnapshot';
export type { AwsAccountEndpoints, AwsCredentialSource } from './awsConnection';
export {
  lastKnown,
  type AwsFailure,
  type AwsFailureKind,
  type Fact,
  type KnownFact,
} from './fact';
