/**
 * Fills the access matrix: what was meant, and what is seen when it is tried with real credentials and harmless probes.
 *
 * @packageDocumentation
 */
export type {
  AwsCredentials,
  AwsEndpoints,
  EnvironmentAccess,
  ServiceAccountTokenRequest,
} from './aws/environmentAccess';
export type { CredentialOutcome } from './credentials/credentialOutcome';
export { executeCredentialPlan } from './credentials/executeCredentialPlan';
export { createObservedView } from './observed/createObservedView';
export type {
  ObservedViewOptions,
  VerifierLog,
} from './observed/createObservedView';
export { DEFAULT_TIMINGS } from './observed/timings';
export type { ObservationTimings } from './observed/timings';
export type { Sleep } from './pacing/sleep';
export { CANARY_KEY } from './probes/canary';
export { createIntendedView } from './views/createIntendedView';
export type { ViewSource } from './views/viewSource';
