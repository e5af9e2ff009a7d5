import { ConflictError } from '@backstage/errors';
import type { CellAnswer, RunProgress, Scope, View } from '@corridors/model';
import {
  cellAnswerSchema,
  formatScope,
} from '@corridors/plugin-corridors-common';
import type { Knex } from 'knex';
import {
  fromRolledUpRow,
  toRolledUpRow,
  type RolledUpRow,
} from './rolledUpRow';
import type {
  RolledUpAnswers,
  RunEnd,
  RunPlan,
  RunQuery,
  RunStore,
  StoredAnalysis,
  StoredRun,
} from './RunStore';
import { fromRunRow, openKeyOf, type RunRow } from './runRow';

interface AnswerRow {
  run_id: string;
  view: string;
  cell: string;
  answer: string;
}

const DEFAULT_LIMIT = 100;

/** Cells per statement: four values each stay far below SQLite's limit of 32,766 bound values. */
const CELLS_PER_STATEMENT = 500;

/** Runs in the plugin's database. */
export class DatabaseRunStore implements RunStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @param knex - a database whose migrations are done */
  static create(knex: Knex): DatabaseRunStore {
    return new DatabaseRunStore(knex);
  }

  async createOrJoin(run: {
    readonly id: string;
    readonly scope: Scope;
    readonly views: readonly View[];
    readonly requestedBy: string;
    readonly createdAt: string;
  }) {
    const openKey = openKeyOf(run.scope, run.views);
    return this.#knex.transaction(async trx => {
      await trx<RunRow>('runs')
        .insert({
          id: run.id,
          scope: formatScope(run.scope),
          views: JSON.stringify([...run.views].sort()),
          state: 'queued',
          requested_by: run.requestedBy,
          created_at: run.createdAt,
          phase: 'planning',
          open_key: openKey,
        })
        .onConflict('open_key')
        .ignore();
      const row = await trx<RunRow>('runs')
        .where({ open_key: openKey })
        .first();
      if (!row) {
        throw new ConflictError(
          `The run of ${formatScope(
            run.scope,
          )} ended while it was joined; try again`,
        );
      }
      return { run: fromRunRow(row), joined: row.id !== run.id };
    });
  }

  async get(id: string) {
    const row = await this.#knex<RunRow>('runs').where({ id }).first();
    return row && fromRunRow(row);
  }

  async list({ scopes, states, limit = DEFAULT_LIMIT }: RunQuery = {}) {
    const query = this.#knex<RunRow>('runs')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(limit);
    if (scopes) {
      query.whereIn('scope', scopes.map(formatScope));
    }
    if (states) {
      query.whereIn('state', states);
    }
    return (await query).map(fromRunRow);
  }

  async listLatestObserved() {
    const latest = this.#knex<RunRow>('runs')
      .where({ state: 'succeeded' })
      .where('views', 'like', '%"observed"%')
      .groupBy('scope')
      .select('scope')
      .max({ finished_at: 'finished_at' })
      .as('latest');
    const rows = await this.#knex<RunRow>('runs')
      .innerJoin(latest, join =>
        join
          .on('runs.scope', 'latest.scope')
          .andOn('runs.finished_at', 'latest.finished_at'),
      )
      .where('runs.state', 'succeeded')
      .where('runs.views', 'like', '%"observed"%')
      .orderBy('runs.finished_at', 'desc')
      .select('runs.*');
    return rows.map(fromRunRow);
  }

  async answers(
    id: string,
    {
      views,
      cells,
    }: { views?: readonly View[]; cells?: readonly string[] } = {},
  ) {
    const answers: CellAnswer[] = [];
    for (const some of cells ? chunks(cells) : [undefined]) {
      const query = this.#knex<AnswerRow>('run_answers')
        .where({ run_id: id })
        .orderBy('cell')
        .orderBy('view');
      if (views) {
        query.whereIn('view', views);
      }
      if (some) {
        query.whereIn('cell', some);
      }
      (await query).forEach(({ answer }) =>
        answers.push(cellAnswerSchema.parse(JSON.parse(answer))),
      );
    }
    return answers;
  }

  async claim(
    worker: string,
    now: string,
    staleBefore: string,
    except: readonly string[] = [],
  ): Promise<StoredRun | undefined> {
    const candidates = await this.#knex<RunRow>('runs')
      .whereNotIn('id', except)
      .where(free =>
        free
          .where({ state: 'queued' })
          .orWhere(stale =>
            stale
              .where({ state: 'running' })
              .where('heartbeat_at', '<', staleBefore),
          ),
      )
      .orderBy('created_at')
      .select(
        'id',
        'state',
        'heartbeat_at',
        'started_at',
        'attempts',
        'revision',
      );
    for (const candidate of candidates) {
      const count = await this.#knex<RunRow>('runs')
        .where({
          id: candidate.id,
          state: candidate.state,
          revision: candidate.revision,
        })
        .where({ heartbeat_at: candidate.heartbeat_at })
        .update({
          state: 'running',
          claimed_by: worker,
          heartbeat_at: now,
          started_at: candidate.started_at ?? now,
          attempts: candidate.attempts + 1,
          revision: candidate.revision + 1,
        });
      if (count > 0) {
        return this.get(candidate.id);
      }
    }
    return undefined;
  }

  async heartbeat(id: string, worker: string, now: string) {
    return (await this.#owned(id, worker).update({ heartbeat_at: now })) > 0;
  }

  async savePlan(id: string, worker: string, plan: RunPlan, cells: number) {
    const count = await this.#owned(id, worker)
      .update({ plan: JSON.stringify(plan), cells })
      .increment('revision', 1);
    return count > 0;
  }

  async saveAnswers(
    id: string,
    worker: string,
    answers: readonly CellAnswer[],
    { phase, answered }: Pick<RunProgress, 'phase' | 'answered'>,
  ) {
    return this.#knex.transaction(async trx => {
      const count = await this.#owned(id, worker, trx)
        .update({ phase, answered })
        .increment('revision', 1);
      if (count === 0) {
        return false;
      }
      for (const some of chunks(answers)) {
        await trx<AnswerRow>('run_answers')
          .insert(some.map(answer => toAnswerRow(id, answer)))
          .onConflict(['run_id', 'view', 'cell'])
          .merge();
      }
      return true;
    });
  }

  async saveRolledUp(
    id: string,
    worker: string,
    view: View,
    answers: readonly RolledUpAnswers[],
    { phase, answered }: Pick<RunProgress, 'phase' | 'answered'>,
  ) {
    return this.#knex.transaction(async trx => {
      const count = await this.#owned(id, worker, trx)
        .update({ phase, answered })
        .increment('revision', 1);
      if (count === 0) {
        return false;
      }
      await trx<RolledUpRow>('run_rolled_up_answers')
        .where({ run_id: id, view })
        .delete();
      for (const [position, one] of answers.entries()) {
        await trx<RolledUpRow>('run_rolled_up_answers').insert(
          toRolledUpRow(id, position, one),
        );
      }
      return true;
    });
  }

  async rolledUp(id: string, views?: readonly View[]) {
    const query = this.#knex<RolledUpRow>('run_rolled_up_answers')
      .where({ run_id: id })
      .orderBy('view')
      .orderBy('position');
    if (views) {
      query.whereIn('view', views);
    }
    return (await query).map(fromRolledUpRow);
  }

  async saveAnalyses(
    id: string,
    worker: string,
    analyses: readonly StoredAnalysis[],
  ) {
    const count = await this.#owned(id, worker)
      .update({ analyses: JSON.stringify(analyses) })
      .increment('revision', 1);
    return count > 0;
  }

  async release(id: string, worker: string) {
    await this.#owned(id, worker)
      .update({ state: 'queued', claimed_by: null, heartbeat_at: null })
      .increment('revision', 1);
  }

  async finish(
    id: string,
    worker: string,
    { state, at, outcome, error }: RunEnd,
  ) {
    const count = await this.#owned(id, worker)
      .update({
        state,
        finished_at: at,
        phase: 'done',
        outcome: outcome ? JSON.stringify(outcome) : null,
        error: error ?? null,
        open_key: null,
      })
      .increment('revision', 1);
    return count > 0;
  }

  async cancel(id: string, now: string) {
    const count = await this.#knex<RunRow>('runs')
      .where({ id })
      .whereNotNull('open_key')
      .update({
        state: 'cancelled',
        finished_at: now,
        phase: 'done',
        open_key: null,
      })
      .increment('revision', 1);
    return count > 0 ? this.get(id) : undefined;
  }

  async prune(finishedBefore: string) {
    return this.#knex<RunRow>('runs')
      .whereNull('open_key')
      .where('finished_at', '<', finishedBefore)
      .delete();
  }

  #owned(id: string, worker: string, knex: Knex = this.#knex) {
    return knex<RunRow>('runs').where({
      id,
      claimed_by: worker,
      state: 'running',
    });
  }
}

function chunks<T>(items: readonly T[]): (readonly T[])[] {
  return Array.from(
    { length: Math.ceil(items.length / CELLS_PER_STATEMENT) },
    (_, index) =>
      items.slice(
        index * CELLS_PER_STATEMENT,
        (index + 1) * CELLS_PER_STATEMENT,
      ),
  );
}

function toAnswerRow(runId: string, answer: CellAnswer): AnswerRow {
  return {
    run_id: runId,
    view: answer.view,
    cell: answer.cell,
    answer: JSON.stringify(answer),
  };
}
