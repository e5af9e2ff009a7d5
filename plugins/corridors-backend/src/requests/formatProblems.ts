import type { Problem } from '@corridors/model';

/** Problems as one message that names each field; warnings only when there is nothing worse. */
export function formatProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  return (errors.length > 0 ? errors : problems)
    .map(({ field, message }) =>
      field === undefined || message.includes(field)
        ? message
        : `${field}: ${message}`,
    )
    .join(' ');
}
