import type {
  CellAnswer,
  Coverage,
  Finding,
  Identity,
  NotCoveredReason,
  Resource,
  RunProgress,
  RunState,
  Scope,
  StandingWeakness,
  View,
} from '@corridors/model';
import type { RunAnalysis } from '@corridors/plugin-corridors-common';

/** What many cells have in common that a view says the same of. */
export type RolledUpAnswer =
  | {
      readonly covered: true;
      readonly verdict: 'deny';
      readonly evidence: readonly never[];
    }
  | {
      readonly covered: false;
      readonly reason: NotCoveredReason;
      readonly detail: string;
    };

/** One answer of a view for many cells. */
export interface RolledUpAnswers {
  readonly view: View;
  readonly answer: RolledUpAnswer;
  /** Positions of the cells in the order of the run's plan, as ranges: `0-41,43`. */
  readonly cells: string;
}

/** The answers of a run as they are kept. */
export interface StoredAnswers {
  readonly single: readonly CellAnswer[];
  readonly rolledUp: readonly RolledUpAnswers[];
}

/** What a static view found for all names; for the configured view also what differs from the declared one. */
export interface StoredAnalysis extends RunAnalysis {
  readonly findings: readonly Finding[];
}

/** Rows and columns of a run's matrix as planned. Its cells follow from them and the scope. */
export interface RunPlan {
  readonly accountId: string;
  readonly identities: readonly Identity[];
  readonly resources: readonly Resource[];
  readonly standingWeaknesses: readonly StandingWeakness[];
  readonly baseContext: Readonly<Record<string, string>>;
  readonly probedFrom: string;
}

/** What a run came to. Also kept for runs that ended early, as far as they came. */
export interface RunOutcome {
  readonly findings: readonly Finding[];
  readonly coverage: readonly Coverage[];
  readonly cells: number;
  /** Cells that every asked view covers. */
  readonly covered: number;
}

/** A run as it is kept, without its answers. */
export interface StoredRun {
  readonly id: string;
  readonly scope: Scope;
  readonly views: readonly View[];
  readonly state: RunState;
  /** Entity reference of a user, or `service:<plugin>`. */
  readonly requestedBy: string;
  /** RFC 3339 in UTC, as all times here. */
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly claimedBy?: string;
  readonly heartbeatAt?: string;
  /** How often a process began with it. */
  readonly attempts: number;
  /** Grows with every change. */
  readonly revision: number;
  readonly progress: RunProgress;
  readonly plan?: RunPlan;
  /** Of the static views that were looked through for all names. */
  readonly analyses: readonly StoredAnalysis[];
  readonly outcome?: RunOutcome;
  readonly error?: string;
}

/** How a run ends. */
export interface RunEnd {
  readonly state: Extract<
    RunState,
    'succeeded' | 'failed' | 'cancelled' | 'interrupted'
  >;
  readonly at: string;
  readonly outcome?: RunOutcome;
  readonly error?: string;
}

/** Which runs to list, all given conditions together. */
export interface RunQuery {
  /** Any of them. */
  readonly scopes?: readonly Scope[];
  readonly states?: readonly RunState[];
  readonly limit?: number;
}

/**
 * Keeps runs and their answers. Writes of a worker name the worker: one whose run was taken over, cancelled or ended in
 * the meantime is told so and changes nothing.
 */
export interface RunStore {
  /** Adds a queued run, unless one of the same scope and views is not over: then gives that one. */
  createOrJoin(run: {
    readonly id: string;
    readonly scope: Scope;
    readonly views: readonly View[];
    readonly requestedBy: string;
    readonly createdAt: string;
  }): Promise<{ readonly run: StoredRun; readonly joined: boolean }>;

  get(id: string): Promise<StoredRun | undefined>;

  /** Newest first. */
  list(query?: RunQuery): Promise<StoredRun[]>;

  /** Of each scope the newest run that succeeded and tried access with real credentials, newest first. */
  listLatestObserved(): Promise<StoredRun[]>;

  /** The answers that are kept one by one so far, for the asked cells only when `cells` is given. */
  answers(
    id: string,
    query?: {
      readonly views?: readonly View[];
      readonly cells?: readonly string[];
    },
  ): Promise<CellAnswer[]>;

  /**
   * Takes the oldest queued run, or one whose worker has not been heard of since `staleBefore`. Exactly one of several
   * callers gets it.
   *
   * @param except - ids of runs that are not taken: those that the worker works on
   */
  claim(
    worker: string,
    now: string,
    staleBefore: string,
    except?: readonly string[],
  ): Promise<StoredRun | undefined>;

  /** @returns whether the run is still the worker's */
  heartbeat(id: string, worker: string, now: string): Promise<boolean>;

  /** @returns whether the run is still the worker's */
  savePlan(
    id: string,
    worker: string,
    plan: RunPlan,
    cells: number,
  ): Promise<boolean>;

  /** @returns whether the run is still the worker's */
  saveAnswers(
    id: string,
    worker: string,
    answers: readonly CellAnswer[],
    progress: Pick<RunProgress, 'phase' | 'answered'>,
  ): Promise<boolean>;

  /** Keeps what a view says of many cells, instead of what was kept so before. @returns whether the run is still the worker's */
  saveRolledUp(
    id: string,
    worker: string,
    view: View,
    answers: readonly RolledUpAnswers[],
    progress: Pick<RunProgress, 'phase' | 'answered'>,
  ): Promise<boolean>;

  /** What views say of many cells at once. */
  rolledUp(id: string, views?: readonly View[]): Promise<RolledUpAnswers[]>;

  /** Keeps what was found for all names. @returns whether the run is still the worker's */
  saveAnalyses(
    id: string,
    worker: string,
    analyses: readonly StoredAnalysis[],
  ): Promise<boolean>;

  /** Gives a run back to the queue, for another worker to go on with. */
  release(id: string, worker: string): Promise<void>;

  /** @returns whether the run was the worker's and is over now */
  finish(id: string, worker: string, end: RunEnd): Promise<boolean>;

  /** Ends a run as cancelled, whoever works on it. @returns undefined when it was over or does not exist */
  cancel(id: string, now: string): Promise<StoredRun | undefined>;

  /** Removes runs that ended before a point in time with their answers, and returns how many. */
  prune(finishedBefore: string): Promise<number>;
}
