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
export { compareModels } from './drift/compareModels';
export type { DriftPart, StatementDrift } from './drift/statementDrift';
export { createObservedView } from './observed/createObservedView';
export type {
  ObservedViewOptions,
  VerifierLog,
} from './observed/createObservedView';
export { DEFAULT_TIMINGS } from './observed/timings';
export type { ObservationTimings } from './observed/timings';
export type { Sleep } from './pacing/sleep';
export { CANARY_KEY } from './probes/canary';
export type { AccessAnalysis, AccessProof } from './static/accessAnalysis';
export { analyzeAccess } from './static/analyzeAccess';
export type { AnalyzeAccessOptions } from './static/AccessAnalyzer';
export { BASE_CONTEXT } from './static/baseContext';
export type {
  FindingGrounds,
  NotUnderstoodDocument,
} from './static/grounds/findingGrounds';
export { createStaticView } from './static/createStaticView';
export type { StaticViewOptions } from './static/createStaticView';
export { predictAccess } from './static/predictAccess';
export type { PredictAccessOptions } from './static/predictAccess';
export type { PredictedAccess, PredictedPair } from './static/predictedAccess';
export { createIntendedView } from './views/createIntendedView';
export type { ViewSource } from './views/viewSource';
