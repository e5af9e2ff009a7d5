import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RunStore, StoredRun } from '../database';
import type { RepositoryTree } from '../inventory';
import type { ChangeNotifier } from '../signals';
import { concludeRun } from './concludeRun';
import { executeRun, type RunExecution } from './executeRun';
import { plannedMatrix } from './planRun';
import { RunAnswers } from './RunAnswers';
import { RunLostError } from './RunLostError';

/** How a worker paces itself, in milliseconds. */
export interface RunWorkerTimings {
  /** Pause between looks for work. */
  readonly poll: number;
  readonly heartbeat: number;
  /** A run whose heartbeat is older than this is taken over. */
  readonly stale: number;
}

const DEFAULT_TIMINGS: RunWorkerTimings = {
  poll: 5_000,
  heartbeat: 5_000,
  stale: 30_000,
};

/** Runs that one replica works on at a time. */
const CONCURRENCY = 2;

/** A run that ended so many processes is not tried again. */
const MAXIMUM_ATTEMPTS = 3;

/** What a {@link RunWorker} stands on. */
export interface RunWorkerOptions {
  readonly store: RunStore;
  /** The repository, or undefined as long as it was never read: then nothing is claimed. */
  readonly tree: () => RepositoryTree | undefined;
  readonly createView: (
    tree: RepositoryTree,
    ...args: Parameters<RunExecution['createView']>
  ) => ReturnType<RunExecution['createView']>;
  readonly notifier: ChangeNotifier;
  /** Called when a run of this worker ended. */
  readonly onEnded: () => Promise<void>;
  readonly logger: LoggerService;
  readonly clock: () => Date;
  /** Names this process among the replicas; another one after every start. */
  readonly worker: string;
  readonly timings?: Partial<RunWorkerTimings>;
}

/**
 * Claims runs and executes them: queued ones, and those whose worker has not been heard of, which it resumes with their
 * answers kept, or ends as interrupted when they keep ending their workers.
 */
export class RunWorker {
  readonly #options: RunWorkerOptions;
  readonly #timings: RunWorkerTimings;
  readonly #life = new AbortController();
  readonly #running = new Map<
    string,
    { readonly done: Promise<void>; readonly abort: AbortController }
  >();
  #poll: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  private constructor(options: RunWorkerOptions) {
    this.#options = options;
    this.#timings = { ...DEFAULT_TIMINGS, ...options.timings };
  }

  static create(options: RunWorkerOptions): RunWorker {
    return new RunWorker(options);
  }

  start(): void {
    this.#poll = setInterval(() => this.wake(), this.#timings.poll);
    this.wake();
  }

  /** Looks for work now, unless the worker is yet to be started. */
  wake(): void {
    if (!this.#poll) {
      return;
    }
    this.#looking = this.#looking
      .then(() => this.#claim())
      .catch(error =>
        this.#options.logger.error(
          'Looking for verification runs failed',
          asError(error),
        ),
      );
  }

  /** Gives up a run that was cancelled, if this replica works on it. */
  drop(id: string): void {
    this.#running.get(id)?.abort.abort(new RunLostError(id));
  }

  /** Stops, and gives runs back to the queue. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    clearInterval(this.#poll);
    this.#life.abort(new Error('The backend is shutting down'));
    await this.#looking;
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  async #claim(): Promise<void> {
    const { store, tree: readTree, clock, worker } = this.#options;
    while (!this.#life.signal.aborted && this.#running.size < CONCURRENCY) {
      const tree = readTree();
      const now = clock();
      const stale = new Date(now.getTime() - this.#timings.stale);
      const run =
        tree &&
        (await store.claim(
          worker,
          now.toISOString(),
          stale.toISOString(),
          // A process that was held up for long has not heard of itself either.
          [...this.#running.keys()],
        ));
      if (!run) {
        return;
      }
      const abort = new AbortController();
      const done = this.#work(run, tree, abort).finally(() => {
        this.#running.delete(run.id);
        this.wake();
      });
      this.#running.set(run.id, { done, abort });
    }
  }

  async #work(
    run: StoredRun,
    tree: RepositoryTree,
    abort: AbortController,
  ): Promise<void> {
    const { store, clock, worker, notifier, logger, onEnded } = this.#options;
    const signal = AbortSignal.any([abort.signal, this.#life.signal]);
    let revision = run.revision;
    const tell = (next: number) => {
      revision = next;
      notifier.notify({ kind: 'run', id: run.id, revision });
    };
    const heartbeat = setInterval(() => {
      store
        .heartbeat(run.id, worker, clock().toISOString())
        .then(isOurs => isOurs || abort.abort(new RunLostError(run.id)))
        .catch(error =>
          logger.warn(`The heartbeat of run ${run.id} failed: ${error}`),
        );
    }, this.#timings.heartbeat);
    try {
      tell(revision);
      if (run.attempts > MAXIMUM_ATTEMPTS) {
        await this.#interrupt(run);
        tell(revision + 1);
      } else {
        await executeRun(
          {
            run,
            worker,
            store,
            fleet: tree.fleet,
            createView: (...args) => this.#options.createView(tree, ...args),
            clock,
            onRevision: tell,
          },
          signal,
        );
      }
      await onEnded();
    } catch (error) {
      await this.#failed(run, error);
      tell(revision + 1);
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #interrupt(run: StoredRun): Promise<void> {
    const { store, worker, clock, logger } = this.#options;
    const matrix = plannedMatrix(run);
    const answers =
      matrix &&
      RunAnswers.create(matrix.cells, {
        single: await store.answers(run.id),
        rolledUp: await store.rolledUp(run.id),
      });
    const error = `Its process ended ${MAXIMUM_ATTEMPTS} times. The cells answered so far are kept; verify again.`;
    logger.warn(`Run ${run.id} is interrupted: ${error}`);
    await store.finish(run.id, worker, {
      state: 'interrupted',
      at: clock().toISOString(),
      error,
      outcome: answers && concludeRun(matrix, run.views, answers, run.analyses),
    });
  }

  async #failed(run: StoredRun, error: unknown): Promise<void> {
    const { store, worker, clock, logger } = this.#options;
    if (error instanceof RunLostError) {
      logger.info(error.message);
      return;
    }
    try {
      if (this.#life.signal.aborted) {
        await store.release(run.id, worker);
        return;
      }
      logger.error(`Run ${run.id} failed`, asError(error));
      await store.finish(run.id, worker, {
        state: 'failed',
        at: clock().toISOString(),
        error: error instanceof Error ? error.message : String(error),
      });
    } catch (failure) {
      logger.error(
        `The end of run ${run.id} could not be recorded`,
        asError(failure),
      );
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
