import type { z } from 'zod';

/**
 * The backend answered with success but not in the agreed shape: frontend and backend are of different versions.
 *
 * @public
 */
export class UnexpectedAnswerError extends Error {
  readonly path: string;

  constructor(path: string, issues: readonly z.core.$ZodIssue[]) {
    const [first] = issues;
    const where = first
      ? ` at ${first.path.join('.') || 'the top'}: ${first.message}`
      : '';
    super(
      `The answer of the corridors backend to ${path} is not of the expected shape${where}. ` +
        'Check that all corridors plugins are of the same version.',
    );
    this.name = 'UnexpectedAnswerError';
    this.path = path;
  }
}
