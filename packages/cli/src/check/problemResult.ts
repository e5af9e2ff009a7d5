import type { Problem } from '@corridors/model';
import type { CheckResult } from './checkResult';

/**
 * Something that is not understood as a result. Nothing is proved where it matters, so it fails the check.
 *
 * @param facets - what of the repository it keeps from being read; undefined when that is not known
 */
export function problemResult(
  problem: Problem,
  facets: readonly string[] | undefined,
): CheckResult {
  const { code, severity, message, field, file = '.', line, column } = problem;
  const where = field ?? problem.related ?? '';
  return {
    id: ['not-understood', code, file, where].filter(Boolean).join(':'),
    kind: 'not-understood',
    severity,
    title: message.replace(/\.$/, ''),
    explanation: '',
    nextAction:
      severity === 'error'
        ? `Mend ${file}: nothing is proved where it matters.`
        : `Mend ${file} when that is not meant.`,
    places: [
      {
        file,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      },
    ],
    ...(facets && { facets: [message, ...facets] }),
  };
}
