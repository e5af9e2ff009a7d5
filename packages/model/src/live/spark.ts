/**
 * Where a Spark application stands, whatever started it.
 *
 * @public
 */
export type SparkPhase =
  | 'pending'
  | 'starting'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'retrying'
  | 'suspended'
  | 'cancelled'
  | 'unknown';

/**
 * One attempt of a Spark application.
 *
 * @public
 */
export interface SparkRun {
  readonly id: string;
  readonly corridor?: string;
  readonly environment: string;
  readonly namespace: string;
  readonly source: 'kubeflow' | 'pods';
  readonly name: string;
  /** From 1. */
  readonly attempt: number;
  readonly sparkAppId?: string;
  readonly phase: SparkPhase;
  readonly phaseSince?: string;
  readonly reason?: {
    readonly code: string;
    readonly text: string;
    readonly evidence?: string;
    readonly nextAction?: string;
  };
  readonly driverPod?: string;
  readonly executors: {
    readonly requested?: number;
    readonly pending: number;
    readonly running: number;
    readonly failed: number;
    /** Names of executor pods that are gone or failed. */
    readonly lost: readonly string[];
  };
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly serviceAccount?: string;
  readonly uiUrl?: string;
  readonly rawState?: string;
  readonly observedAt: string;
}
