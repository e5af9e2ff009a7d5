import {
  coverageSchema,
  findingSchema,
  formatScope,
  identitySchema,
  parseScope,
  resourceSchema,
  runAnalysisSchema,
  runProgressSchema,
  runStateSchema,
  standingWeaknessSchema,
  viewSchema,
} from '@corridors/plugin-corridors-common';
import type { RunState, Scope, View } from '@corridors/model';
import { z } from 'zod';
import type { StoredRun } from './RunStore';

/** Row of the table `runs`. */
export interface RunRow {
  id: string;
  scope: string;
  views: string;
  state: string;
  requested_by: string;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  claimed_by: string | null;
  heartbeat_at: string | null;
  attempts: number;
  revision: number;
  phase: string;
  cells: number;
  answered: number;
  plan: string | null;
  analyses: string | null;
  outcome: string | null;
  error: string | null;
  open_key: string | null;
}

const viewsSchema = z.array(viewSchema);

const planSchema = z.object({
  accountId: z.string(),
  identities: z.array(identitySchema),
  resources: z.array(resourceSchema),
  standingWeaknesses: z.array(standingWeaknessSchema),
  baseContext: z.record(z.string(), z.string()),
  probedFrom: z.string(),
});

const analysesSchema = z.array(
  runAnalysisSchema.extend({ findings: z.array(findingSchema) }),
);

const outcomeSchema = z.object({
  findings: z.array(findingSchema),
  coverage: z.array(coverageSchema),
  cells: z.number(),
  covered: z.number(),
});

/** Whether nothing more will happen to a run in this state. */
export function isRunOver(state: RunState): boolean {
  return state !== 'queued' && state !== 'running';
}

/** Scope and views as one text, which no two open runs share. */
export function openKeyOf(scope: Scope, views: readonly View[]): string {
  return `${formatScope(scope)} ${[...views].sort().join(',')}`;
}

/** @throws ZodError when the row was not written by this plugin */
export function fromRunRow(row: RunRow): StoredRun {
  const scope = parseScope(row.scope);
  if (!scope) {
    throw new Error(`Run ${row.id} has the unknown scope "${row.scope}"`);
  }
  return {
    id: row.id,
    scope,
    views: viewsSchema.parse(JSON.parse(row.views)),
    state: runStateSchema.parse(row.state),
    requestedBy: row.requested_by,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    claimedBy: row.claimed_by ?? undefined,
    heartbeatAt: row.heartbeat_at ?? undefined,
    attempts: row.attempts,
    revision: row.revision,
    progress: runProgressSchema.parse({
      phase: row.phase,
      cells: row.cells,
      answered: row.answered,
    }),
    plan:
      row.plan === null ? undefined : planSchema.parse(JSON.parse(row.plan)),
    analyses:
      row.analyses === null
        ? []
        : analysesSchema.parse(JSON.parse(row.analyses)),
    outcome:
      row.outcome === null
        ? undefined
        : outcomeSchema.parse(JSON.parse(row.outcome)),
    error: row.error ?? undefined,
  };
}
