import type { FindingKind } from '@corridors/model';

/**
 * What a check can come to:
 *
 * - a kind of finding, as in every report
 * - `not-understood`: a spec that is invalid, a file or policy that cannot be read
 * - `not-as-rendered`: a file that is not what its spec is rendered to
 * - `waiver`: something wrong with a waiver
 */
export type CheckKind =
  | FindingKind
  | 'not-understood'
  | 'not-as-rendered'
  | 'waiver';

/** Kinds, worst first. */
export const CHECK_KINDS: readonly CheckKind[] = [
  'leak',
  'not-understood',
  'unproven',
  'not-as-rendered',
  'blocked',
  'drift',
  'waiver',
];

/** Where a reader looks. */
export interface Place {
  /** Path from the root of the GitOps repository. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** What stands there, when it is not the matter itself. */
  readonly what?: string;
}

/** One thing that a check found. */
export interface CheckResult {
  /** The same cause has the same id in every run. */
  readonly id: string;
  readonly kind: CheckKind;
  /** An error fails the check, a warning does not. */
  readonly severity: 'error' | 'warning';
  /** One sentence without its full stop. */
  readonly title: string;
  readonly explanation: string;
  /** What to do, as a sentence. */
  readonly nextAction: string;
  /** The first is where to begin. */
  readonly places: readonly [Place, ...Place[]];
  /** A concrete resource that shows it, as an ARN. */
  readonly witness?: string;
  /**
   * Everything that it is made of: a base that has the result with all of these has it already. Absent when that is not
   * known: then no base has it.
   */
  readonly facets?: readonly string[];
  /** What holds it back, by whose it is; without one of these it is more than it was. */
  readonly limits?: Readonly<Record<string, readonly string[]>>;
}

/** Results in a stable order, worst first, then by place, each with an id of its own. */
export function orderResults(results: readonly CheckResult[]): CheckResult[] {
  return withOwnIds(
    [...results].sort(
      (left, right) =>
        CHECK_KINDS.indexOf(left.kind) - CHECK_KINDS.indexOf(right.kind) ||
        compareText(left.places[0].file, right.places[0].file) ||
        (left.places[0].line ?? 0) - (right.places[0].line ?? 0) ||
        compareText(left.id, right.id),
    ),
  );
}

/** Results with ids that no two of them share. */
export function withOwnIds(results: readonly CheckResult[]): CheckResult[] {
  const seen = new Map<string, number>();
  return results.map(result => {
    const count = (seen.get(result.id) ?? 0) + 1;
    seen.set(result.id, count);
    return count === 1 ? result : { ...result, id: `${result.id}#${count}` };
  });
}

function compareText(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
