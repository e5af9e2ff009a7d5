import type { Finding } from '../findings';
import type { Problem } from '../problems';
import type { CredentialHealth } from './credentials';
import type { AwsResourceStatus, FactSource } from './facts';
import type { SparkRun } from './spark';

/**
 * Where a corridor stands.
 *
 * @public
 */
export type CorridorState =
  | 'ready'
  | 'provisioning'
  | 'needs-attention'
  | 'broken'
  | 'unknown'
  | 'invalid'
  | 'retiring';

/**
 * Something about a corridor that a person should look at.
 *
 * @public
 */
export interface Attention {
  readonly severity: 'broken' | 'warning' | 'info';
  readonly title: string;
  readonly cause: string;
  readonly nextAction?: string;
  /** A command to copy. */
  readonly command?: string;
  /** Id of the fact source, or what said so. */
  readonly source: string;
  /** RFC 3339 */
  readonly at?: string;
}

/**
 * What is known of a corridor, for `deriveCorridorState`.
 *
 * @public
 */
export interface CorridorFacts {
  readonly corridor: string;
  /** Problems of its spec, as `buildFleet` (errors: the spec is invalid) or `checkCorridor` (the rest) found them. */
  readonly problems: readonly Problem[];
  /** Whether the spec is listed as invalid. */
  readonly invalid: boolean;
  /** Whether its folder is going, or gone, from the repository. */
  readonly retiring: boolean;
  /** `foreign`: a namespace of this name exists and is not ours. */
  readonly namespace:
    | 'present'
    | 'missing'
    | 'terminating'
    | 'foreign'
    | 'unknown';
  readonly awsResources: readonly AwsResourceStatus[];
  readonly credentials?: CredentialHealth;
  /** Latest attempt of each Spark application. */
  readonly sparkRuns: readonly SparkRun[];
  /** Findings of the last finished verification that name this corridor. */
  readonly findings: readonly Finding[];
  /** RFC 3339; when that verification ended. */
  readonly verifiedAt?: string;
  /** The sources that these facts come from. */
  readonly sources: readonly FactSource[];
}

/**
 * State of a corridor, why, and what a person should look at, worst first.
 *
 * @public
 */
export interface DerivedCorridorState {
  readonly state: CorridorState;
  readonly reason: string;
  readonly attention: readonly Attention[];
}
