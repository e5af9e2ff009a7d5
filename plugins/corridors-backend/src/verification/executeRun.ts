import { setImmediate } from 'node:timers/promises';
import type { Fleet, Matrix, RunProgress, View } from '@corridors/model';
import { createIntendedView, type ViewSource } from '@corridors/verifier';
import type { RunStore, StoredAnalysis, StoredRun } from '../database';
import { analysesInScope } from './analysesInScope';
import { AnswerBuffer } from './AnswerBuffer';
import { concludeRun } from './concludeRun';
import { driftFindings, type AccountDrift } from './driftFindings';
import { differingCells } from './differingCells';
import { plannedMatrix, planRun } from './planRun';
import type { PreparedView } from './PreparedView';
import { RunAnswers } from './RunAnswers';
import { RunLostError } from './RunLostError';
import { uncoveredView } from './uncoveredView';

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
    signal: AbortSignal,
  ) => Promise<PreparedView | undefined>;
  readonly clock: () => Date;
  /** Called after every write, with the revision of the run that it made. */
  readonly onRevision: (revision: number) => void;
}

const VIEW_ORDER = ['declared', 'configured', 'observed'] as const;

/** Static views answer without waiting for anybody: so often others get their turn. */
const ANSWERS_AT_A_TIME = 2_000;

/**
 * Executes a claimed run to its end, or goes on where a worker that died had stopped: what has been answered is kept.
 *
 * @throws RunLostError when the run is not the worker's any more; the signal's reason when it aborts
 */
export async function executeRun(
  execution: RunExecution,
  signal: AbortSignal,
): Promise<void> {
  const { run, worker, store, fleet, clock, onRevision } = execution;
  let { revision } = run;
  const written = (isOurs: boolean) => {
    if (!isOurs) {
      throw new RunLostError(run.id);
    }
    revision += 1;
    onRevision(revision);
  };

  let phase: RunProgress['phase'] = 'planning';
  const onPhase = (next: RunProgress['phase']) => {
    phase = next;
  };
  const matrix = plannedMatrix(run) ?? (await plan(execution, written));
  const answers = RunAnswers.create(matrix.cells, {
    single: await store.answers(run.id),
    rolledUp: await store.rolledUp(run.id),
  });
  const progress = () => ({
    phase,
    // Cells that every asked view has answered.
    answered: Math.min(...run.views.map(view => answers.count(view))),
  });
  const buffer = new AnswerBuffer(async batch => {
    written(await store.saveAnswers(run.id, worker, batch, progress()));
  });

  const fill = async (source: ViewSource) => {
    const { view } = source;
    const remaining = matrix.cells.filter(({ id }) => !answers.has(view, id));
    let taken = 0;
    for await (const answer of source.fill(remaining, signal)) {
      signal.throwIfAborted();
      if (answers.add(answer)) {
        await buffer.add(answer);
      }
      taken += 1;
      if (taken % ANSWERS_AT_A_TIME === 0) {
        await setImmediate();
      }
    }
    await buffer.flush();
    const rolledUp = answers.rolledUp(view);
    if (rolledUp.length > 0) {
      written(
        await store.saveRolledUp(run.id, worker, view, rolledUp, progress()),
      );
    }
  };

  // A resumed run keeps what was intended when it was planned.
  if (answers.count('intended') < matrix.cells.length) {
    await fill(createIntendedView(matrix, fleet));
  }
  let { analyses } = run;
  let drift: AccountDrift = { findings: [], unknown: [] };
  const prepared = new Map<View, PreparedView>();
  const saveAnalyses = async (next: readonly StoredAnalysis[]) => {
    analyses = analysesInScope(next, run.scope, matrix);
    written(await store.saveAnalyses(run.id, worker, analyses));
  };
  for (const view of VIEW_ORDER.filter(one => run.views.includes(one))) {
    const ready =
      (await execution.createView(view, matrix, onPhase, signal)) ??
      unavailable(view);
    prepared.set(view, ready);
    if (ready.policies) {
      drift = driftBetween(prepared, matrix, fleet);
      await saveAnalyses(withAnalyses(analyses, prepared, drift));
    }
    await fill(ready.source);
  }
  signal.throwIfAborted();
  if (drift.findings.length > 0) {
    const differing = differingCells(answers);
    await saveAnalyses(
      withAnalyses(analyses, prepared, {
        ...drift,
        findings: drift.findings.map(one => ({
          ...one,
          finding: {
            ...one.finding,
            cells: differing.filter(one.mayDiffer).map(({ id }) => id),
          },
        })),
      }),
    );
  }
  written(
    await store.finish(run.id, worker, {
      state: 'succeeded',
      at: clock().toISOString(),
      outcome: concludeRun(matrix, run.views, answers, analyses),
    }),
  );
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

function driftBetween(
  prepared: ReadonlyMap<View, PreparedView>,
  matrix: Matrix,
  fleet: Fleet,
): AccountDrift {
  const declared = prepared.get('declared')?.policies;
  const configured = prepared.get('configured')?.policies;
  return declared && configured
    ? driftFindings(declared.model, configured.model, matrix, fleet)
    : { findings: [], unknown: [] };
}

/** What was found for all names by the views that are ready; drift is told with the configured one. */
function withAnalyses(
  earlier: readonly StoredAnalysis[],
  prepared: ReadonlyMap<View, PreparedView>,
  drift: AccountDrift,
): StoredAnalysis[] {
  const fresh = [...prepared.values()].flatMap(({ policies }) => {
    if (policies?.analysis.view !== 'configured') {
      return policies ? [policies.analysis] : [];
    }
    const { analysis } = policies;
    return [
      {
        ...analysis,
        findings: [
          ...analysis.findings,
          ...drift.findings.map(({ finding }) => finding),
        ],
        notCovered: [...drift.unknown, ...analysis.notCovered],
      },
    ];
  });
  return [
    ...earlier.filter(({ view }) => !fresh.some(one => one.view === view)),
    ...fresh,
  ];
}

function unavailable(view: View): PreparedView {
  return {
    source: uncoveredView(view, {
      reason: 'not-configured',
      detail: `The ${view} view is not available in this version`,
    }),
  };
}
