import type {
  AwsResourceStatus,
  Corridor,
  CorridorFacts,
  CredentialHealth,
  DerivedCorridorState,
  DerivedNames,
  Environment,
  FactSource,
  Finding,
  InvalidFile,
  RunState,
  SparkRun,
} from '@corridors/model';
import type { ObservedResourceQuota } from '@corridors/observer';
import type { RequestState } from '@corridors/plugin-corridors-common';

/** What the last finished verification says about one corridor. */
export interface CorridorVerification {
  readonly runId: string;
  readonly state: RunState;
  /** RFC 3339; when the run ended. */
  readonly at: string;
  /** Those that name the corridor. */
  readonly findings: readonly Finding[];
  /** Those of them that its people can do something about. */
  readonly concerns: readonly Finding[];
}

/** The open request of a corridor. */
export interface OpenRequest {
  readonly id: string;
  readonly state: RequestState;
  readonly pullRequestUrl?: string;
}

/** A corridor of the GitOps repository with everything that is known of it. */
export interface InventoryEntry {
  readonly kind: 'corridor';
  readonly corridor: Corridor;
  readonly environment: Environment;
  readonly names: DerivedNames;
  readonly namespace: CorridorFacts['namespace'];
  readonly awsResources: readonly AwsResourceStatus[];
  readonly credentials: CredentialHealth;
  /** Newest first. */
  readonly sparkRuns: readonly SparkRun[];
  readonly quota?: {
    readonly value: ObservedResourceQuota;
    readonly asOf?: string;
  };
  readonly verification?: CorridorVerification;
  readonly request?: OpenRequest;
  readonly derived: DerivedCorridorState;
  /** The sources that its live facts come from. */
  readonly sources: readonly FactSource[];
  /** RFC 3339; the oldest of what it rests on. */
  readonly asOf: string;
}

/** A file of the GitOps repository that cannot be read as a corridor. */
export interface InvalidEntry {
  readonly kind: 'invalid';
  readonly file: InvalidFile;
  /** As far as the file says; empty when it does not. */
  readonly environment: string;
  /** As far as the file says; empty when it does not. */
  readonly owner: string;
  readonly asOf: string;
}
