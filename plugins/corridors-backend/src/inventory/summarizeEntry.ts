import type {
  CorridorSummary,
  Isolation,
} from '@corridors/plugin-corridors-common';
import type {
  CorridorVerification,
  InvalidEntry,
  InventoryEntry,
} from './InventoryEntry';

/** A verification older than this says little about today. */
const STALE_VERIFICATION_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

/** A row of the list. @param isMine - whether the reader belongs to an owner */
export function summarizeEntry(
  entry: InventoryEntry | InvalidEntry,
  isMine: (owner: string) => boolean,
  now: Date,
): CorridorSummary {
  return entry.kind === 'invalid'
    ? summarizeInvalid(entry, isMine)
    : summarizeCorridor(entry, isMine, now);
}

function summarizeCorridor(
  {
    corridor,
    credentials,
    sparkRuns,
    verification,
    request,
    derived,
    asOf,
  }: InventoryEntry,
  isMine: (owner: string) => boolean,
  now: Date,
): CorridorSummary {
  const { metadata, spec } = corridor;
  const lastFailure = sparkRuns.find(({ phase }) => phase === 'failed');
  return {
    name: metadata.name,
    title: metadata.title,
    environment: spec.environment,
    owner: spec.owner,
    state: derived.state,
    stateReason: derived.reason,
    buckets: spec.buckets.length,
    credentials: {
      state: credentials.state,
      reason: credentials.reason,
      asOf: credentials.asOf,
    },
    spark: {
      running: sparkRuns.filter(
        ({ phase }) => phase === 'running' || phase === 'starting',
      ).length,
      lastFailure: lastFailure && {
        name: lastFailure.name,
        at: lastFailure.endedAt ?? lastFailure.phaseSince,
        text: lastFailure.reason?.text ?? 'No reason was reported',
      },
    },
    isolation: summarizeIsolation(verification, now),
    request: request && { id: request.id, state: request.state },
    attention: derived.attention.filter(({ severity }) => severity !== 'info')
      .length,
    mine: isMine(spec.owner),
    asOf,
  };
}

/** What the last verification says about a corridor, in numbers. */
export function summarizeIsolation(
  verification: CorridorVerification | undefined,
  now: Date,
): Isolation {
  if (!verification) {
    return { state: 'never', leaks: 0, blocked: 0, drift: 0, unproven: 0 };
  }
  const { findings, runId, at } = verification;
  const count = (wanted: string) =>
    findings.filter(({ kind }) => kind === wanted).length;
  const isStale =
    now.getTime() - Date.parse(at) > STALE_VERIFICATION_MILLISECONDS;
  const fresh =
    findings.length > 0 ? ('findings' as const) : ('verified' as const);
  return {
    state: isStale ? 'stale' : fresh,
    leaks: count('leak'),
    blocked: count('blocked'),
    drift: count('drift'),
    unproven: count('unproven'),
    runId,
    at,
  };
}

function summarizeInvalid(
  { file, environment, owner, asOf }: InvalidEntry,
  isMine: (owner: string) => boolean,
): CorridorSummary {
  const reason = file.problems[0]?.message ?? 'The file cannot be read';
  return {
    name: file.name,
    environment,
    owner,
    state: 'invalid',
    stateReason: reason,
    buckets: 0,
    credentials: { state: 'unknown', reason: 'The spec is invalid' },
    spark: { running: 0 },
    isolation: { state: 'never', leaks: 0, blocked: 0, drift: 0, unproven: 0 },
    attention: 1,
    mine: isMine(owner),
    file: file.file,
    problems: file.problems,
    asOf,
  };
}
