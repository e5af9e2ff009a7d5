export type { Attention, CorridorState } from './corridorState';
export type {
  CheckStatus,
  CredentialCheck,
  CredentialCheckId,
  CredentialHealth,
  CredentialState,
} from './credentials';
export type { AwsResourceStatus, FactSource, FactState } from './facts';
export type { SparkPhase, SparkRun } from './spark';
