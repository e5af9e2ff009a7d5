/**
 * Something wrong with a spec, an environment or a name, told so that its author can mend it.
 *
 * @public
 */
export interface Problem {
  /** Stable, for programs: `unknown-field`, `prefix-overlap`, … */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** A sentence that says what is wrong and what would be right. */
  readonly message: string;
  /** Path of the field, as `spec.buckets[0].name`. */
  readonly field?: string;
  /** Path of the file in the GitOps repository. */
  readonly file?: string;
  /** Line in the file, from 1. */
  readonly line?: number;
  /** Column in the line, from 1. */
  readonly column?: number;
  /** Name of the other corridor, bucket, folder, … that this one is at odds with. */
  readonly related?: string;
}

/**
 * What reading an untrusted value came to: the value, or everything that is wrong with it.
 *
 * @public
 */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Whether any of the problems forbids going on.
 *
 * @public
 */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(problem => problem.severity === 'error');
}
