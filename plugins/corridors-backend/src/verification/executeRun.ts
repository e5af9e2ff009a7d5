import type {
  CellAnswer,
  Fleet,
  Matrix,
  RunProgress,
  View,
} from '@corridors/model';
import { createIntendedView, type ViewSource } from '@corridors/verifier';
import type { RunStore, StoredRun } from '../database';
import { AnswerBuffer } from './AnswerBuffer';
import { cellFromId } from './cellFromId';
import { concludeRun } from './concludeRun';
import { planRun, restrictMatrix } from './planRun';
import { RunLostError } from './RunLostError';

/** What executing a run needs. */
export interface RunExecution {
  readonly run: StoredRun;
  readonly worker: string;
  readonly store: RunStore;
  readonly fleet: Fleet;
  /** @returns undefined when the view is not available */
  readonly createView: (
    view: Exclude<View, 'intended'>,
    matrix: Matrix,
    onPhase: (phase: RunProgress['phase']) => void,
  ) => ViewSource | undefined;
  readonly clock: () => Date;
  /** Called after every write, with the revision of the run that it made. */
  readonly onRevision: (revision: number) => void;
}

/**
 * Executes a claimed run to its end, or goes on where a worker that died had stopped: what has been answered is kept.
 *
 * @throws RunLostError when the run is not the worker's any more; the signal's reason when it aborts
 */
export async function executeRun(
  execution: RunExecution,
  signal: AbortSignal,
): Promise<void> {
  const { run, worker, store, clock, onRevision } = execution;
  let { revision } = run;
  const written = (isOurs: boolean) => {
    if (!isOurs) {
      throw new RunLostError(run.id);
    }
    revision += 1;
    onRevision(revision);
  };

  const answers = new Map<string, CellAnswer>();
  (await store.answers(run.id)).forEach(answer =>
    answers.set(keyOf(answer), answer),
  );
  let phase: RunProgress['phase'] = 'planning';
  const views = run.views.filter(
    (view): view is Exclude<View, 'intended'> => view !== 'intended',
  );
  const matrix =
    resumedMatrix(run, answers) ?? (await plan(execution, written));
  const progress = () => ({
    phase,
    answered: countAnswered(answers, run.views),
  });
  const buffer = new AnswerBuffer(async batch => {
    batch.forEach(answer => answers.set(keyOf(answer), answer));
    written(await store.saveAnswers(run.id, worker, batch, progress()));
  });

  const intended = createIntendedView(matrix, execution.fleet);
  for (const source of [
    // A resumed run keeps what was intended when it was planned.
    run.plan && matrix.cells.every(({ id }) => answers.has(`intended ${id}`))
      ? undefined
      : intended,
    ...views.map(
      view =>
        execution.createView(view, matrix, next => {
          phase = next;
        }) ?? unavailableView(view),
    ),
  ]) {
    if (source) {
      const remaining = matrix.cells.filter(
        ({ id }) => !answers.has(`${source.view} ${id}`),
      );
      for await (const answer of source.fill(remaining, signal)) {
        signal.throwIfAborted();
        await buffer.add(answer);
      }
      await buffer.flush();
    }
  }
  signal.throwIfAborted();
  const outcome = concludeRun(matrix, run.views, [...answers.values()]);
  written(
    await store.finish(run.id, worker, {
      state: 'succeeded',
      at: clock().toISOString(),
      outcome,
    }),
  );
}

/** The matrix as an earlier worker planned it, if that worker came so far as to store all of it. */
export function resumedMatrix(
  run: StoredRun,
  answers: ReadonlyMap<string, CellAnswer>,
): Matrix | undefined {
  const cells = [...answers.values()]
    .filter(({ view }) => view === 'intended')
    .map(({ cell }) => cellFromId(cell));
  return run.plan && cells.length > 0 && cells.length === run.progress.cells
    ? restrictMatrix(run.plan, cells)
    : undefined;
}

async function plan(
  { run, worker, store, fleet }: RunExecution,
  written: (isOurs: boolean) => void,
): Promise<Matrix> {
  const planned = planRun(run.scope, fleet);
  written(
    await store.savePlan(
      run.id,
      worker,
      planned.plan,
      planned.matrix.cells.length,
    ),
  );
  return planned.matrix;
}

/** Cells that every asked view has answered. */
function countAnswered(
  answers: ReadonlyMap<string, CellAnswer>,
  views: readonly View[],
): number {
  const counts = new Map<View, number>(views.map(view => [view, 0]));
  for (const { view } of answers.values()) {
    const count = counts.get(view);
    if (count !== undefined) {
      counts.set(view, count + 1);
    }
  }
  return Math.min(...counts.values());
}

function unavailableView(view: View): ViewSource {
  return {
    view,
    async *fill(cells) {
      for (const { id } of cells) {
        yield {
          cell: id,
          view,
          covered: false,
          reason: 'not-configured',
          detail: `The ${view} view is not available in this version`,
        };
      }
    },
  };
}

function keyOf({ view, cell }: CellAnswer): string {
  return `${view} ${cell}`;
}
