import type { Problem } from '@corridors/model';
import type { CheckResult, Place } from './checkResult';
import { nextActionOf } from './nextActionOf';

/** What is known of a problem beside itself. */
export interface ProblemContext {
  /** Absent: `not-understood`. */
  readonly kind?: 'not-understood' | 'waiver';
  /** What of the repository it keeps from being read; absent when that is not known. */
  readonly facets?: readonly string[] | undefined;
  /** Where to begin, when the file of the problem does not exist. */
  readonly place?: Place;
  readonly explanation?: string;
}

/** Something that is not understood as a result. Nothing is proved where it matters, so it fails the check. */
export function problemResult(
  problem: Problem,
  {
    kind = 'not-understood',
    facets,
    place,
    explanation = '',
  }: ProblemContext = {},
): CheckResult {
  const { code, severity, message, field, file = '.', line, column } = problem;
  const where = field ?? problem.related ?? '';
  return {
    id: [kind, code, file, where].filter(Boolean).join(':'),
    kind,
    severity,
    title: message.replace(/\.$/, ''),
    explanation,
    nextAction: nextActionOf(problem),
    places: [
      place ?? {
        file,
        line: line ?? 1,
        ...(column === undefined ? {} : { column }),
      },
    ],
    ...(facets && { facets: [message, ...facets] }),
  };
}
