export type {
  Attention,
  CorridorFacts,
  CorridorState,
  DerivedCorridorState,
} from './corridorState';
export type {
  CheckStatus,
  CredentialCheck,
  CredentialCheckId,
  CredentialHealth,
  CredentialState,
} from './credentials';
export { deriveCorridorState } from './deriveCorridorState';
export type { AwsResourceStatus, FactSource, FactState } from './facts';
export { foldCredentialChecks } from './foldCredentialChecks';
export type { SparkPhase, SparkRun } from './spark';
