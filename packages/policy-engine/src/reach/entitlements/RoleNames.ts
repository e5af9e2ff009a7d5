import {
  literalPatternOf,
  namePatternOf,
  patternOf,
} from '../patterns/Pattern';
import type { Pattern } from '../patterns/Pattern';
import { PatternAutomaton } from '../patterns/PatternAutomaton';

/**
 * The ARNs of roles that a pattern permits. Its wildcards stay within one segment of a path, and some names may be taken out.
 *
 * In a policy they do not stay within one (AWS: "IAM JSON policy elements: Resource"), so that whoever may take the roles of a
 * path is also given deeper ones. That is no fault of a range that is written for the path, but is of one that spells deeper
 * ones out.
 */
export class RoleNames {
  /** All that tells one ARN from another. */
  readonly patterns: readonly Pattern[];
  readonly #except: ReadonlySet<string>;
  readonly #within: PatternAutomaton;
  readonly #deeper: PatternAutomaton;
  readonly #segments: number;

  /**
   * @param pattern - with `*` and `?`
   * @param except - ARNs that are taken out
   */
  constructor(pattern: string, except: readonly string[] = []) {
    const within = namePatternOf(pattern);
    const deeper = patternOf(pattern);
    this.patterns = [
      within,
      deeper,
      ...except.map(arn => literalPatternOf(arn)),
    ];
    this.#except = new Set(except);
    this.#within = new PatternAutomaton(within);
    this.#deeper = new PatternAutomaton(deeper);
    this.#segments = segmentsOf(pattern);
  }

  /** @param range - as a statement writes it, when the ARN is one of many that it reaches */
  holds(arn: string, range?: string): boolean {
    if (this.#except.has(arn)) {
      return false;
    }
    const isForPath =
      range !== undefined && segmentsOf(range) <= this.#segments;
    return (isForPath ? this.#deeper : this.#within).matches(arn);
  }
}

function segmentsOf(pattern: string): number {
  return pattern.split('/').length;
}
