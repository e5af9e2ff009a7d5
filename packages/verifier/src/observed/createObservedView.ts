import type {
  Cell,
  CellAnswer,
  Fleet,
  Matrix,
  RunProgress,
} from '@corridors/model';
import type { EnvironmentAccess } from '../aws/environmentAccess';
import { AsyncQueue } from '../pacing/AsyncQueue';
import { sleep, type Sleep } from '../pacing/sleep';
import type { ViewSource } from '../views/viewSource';
import { ObservedRun } from './ObservedRun';
import { Session, type Surroundings } from './Session';
import { DEFAULT_TIMINGS, type ObservationTimings } from './timings';

/**
 * Where the observed view tells what it does. Nothing secret is ever told.
 *
 * @public
 */
export interface VerifierLog {
  info(message: string): void;
  warn(message: string): void;
}

/**
 * What the observed view works with.
 *
 * @public
 */
export interface ObservedViewOptions {
  readonly matrix: Matrix;
  /** For what the cells are meant to be, which decides what is tried again. */
  readonly fleet: Fleet;
  /** How to reach environments; one that is missing is not covered. */
  readonly accesses: readonly EnvironmentAccess[];
  readonly clock: () => Date;
  /** Makes names of sessions and keys that nobody uses: letters and digits, at least eight. */
  readonly random: () => string;
  readonly onPhase?: (phase: RunProgress['phase']) => void;
  readonly log: VerifierLog;
  readonly sleep?: Sleep;
  readonly timings?: ObservationTimings;
}

/**
 * What the cells are when they are tried, with each identity's own credentials and requests that change nothing.
 *
 * Answers that are what was meant come at once. The others are tried again, for a minute, before they come; a cell
 * whose answer changed meanwhile is noted as settling.
 *
 * @public
 */
export function createObservedView(options: ObservedViewOptions): ViewSource {
  return {
    view: 'observed',
    async *fill(cells, signal) {
      const queue = new AsyncQueue<CellAnswer>();
      const ended = new AbortController();
      const work = observe(
        options,
        cells,
        queue,
        AbortSignal.any([signal, ended.signal]),
      ).then(
        () => queue.end(),
        (error: unknown) => queue.fail(error),
      );
      try {
        yield* queue;
      } finally {
        ended.abort(new Error('The reader of the observed view has left'));
        await work;
      }
    },
  };
}

async function observe(
  options: ObservedViewOptions,
  cells: readonly Cell[],
  queue: AsyncQueue<CellAnswer>,
  signal: AbortSignal,
): Promise<void> {
  const {
    matrix,
    fleet,
    accesses,
    clock,
    random,
    log,
    onPhase = () => {},
  } = options;
  const { requestTimeoutMilliseconds, retryDelaysMilliseconds } =
    options.timings ?? DEFAULT_TIMINGS;
  const surroundings: Surroundings = {
    clock,
    random,
    sleep: options.sleep ?? sleep,
    requestTimeoutMilliseconds,
  };
  onPhase('planning');
  signal.throwIfAborted();
  const sessions = new Map(
    accesses.map(access => [
      access.environment.metadata.name,
      new Session(access, surroundings),
    ]),
  );
  try {
    const run = new ObservedRun(
      { matrix, fleet, cells },
      sessions,
      surroundings,
      signal,
    );
    onPhase('controls');
    await run.controlColumns(cells);
    onPhase('probing');
    let open = await probeRound(run, cells, queue);
    log.info(`Probed ${cells.length} cells; ${open.size} to try again.`);
    for (const delay of retryDelaysMilliseconds) {
      if (open.size === 0) {
        break;
      }
      onPhase('retrying');
      await surroundings.sleep(delay, signal);
      const again = [...open.keys()];
      await run.controlColumns(again);
      open = await probeRound(run, again, queue);
    }
    if (open.size > 0) {
      log.warn(
        `${open.size} of ${cells.length} cells are not what was meant, or not proven.`,
      );
    }
    for (const answer of open.values()) {
      queue.push(answer);
    }
    onPhase('done');
  } finally {
    sessions.forEach(session => session.close());
  }
}

/** Hands on what is settled, and returns the rest. */
async function probeRound(
  run: ObservedRun,
  cells: readonly Cell[],
  queue: AsyncQueue<CellAnswer>,
): Promise<Map<Cell, CellAnswer>> {
  const open = new Map<Cell, CellAnswer>();
  await run.probe(cells, (cell, answer, settled) => {
    if (settled) {
      queue.push(answer);
    } else {
      open.set(cell, answer);
    }
  });
  return open;
}
