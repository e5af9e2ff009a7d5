import type { Problem } from '@corridors/model';

/** Problems as lines of a log, errors first. */
export function describeProblems(problems: readonly Problem[]): string {
  return [...problems]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ field, message }) => (field ? `${field}: ${message}` : message))
    .join('\n');
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : 1;
}
