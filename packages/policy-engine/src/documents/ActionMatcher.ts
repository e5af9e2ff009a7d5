import { BoundedCache } from '../parsing/BoundedCache';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { itemPath, stringsOf } from '../parsing/values';
import type { Action } from '../request/Action';
import { Glob } from '../wildcard';

/** Service prefix and name; the service is spelled out or `*`, the name may hold wildcards. */
const ACTION = /^(\*|[a-z0-9-]+):[a-z0-9*?]+$/;

/** A pattern for actions; undefined when the text is none. Few patterns fill all policies. */
const PATTERNS = new BoundedCache<{ glob: Glob | undefined }>(4096, text => {
  const folded = text.toLowerCase();
  const isPattern = text === '*' || ACTION.test(folded);
  return { glob: isPattern ? Glob.of(folded) : undefined };
});

/**
 * The `Action` or `NotAction` element. Matching is case-insensitive.
 * (AWS: "IAM JSON policy elements: Action", "IAM JSON policy elements: NotAction".)
 */
export class ActionMatcher {
  /** The patterns as written. */
  readonly patterns: readonly string[];
  readonly isNegated: boolean;
  readonly #globs: readonly Glob[];
  /** The bits of the common actions that were asked for already, and of those among them that match. */
  #asked = 0;
  #matching = 0;

  private constructor(
    patterns: readonly string[],
    globs: readonly Glob[],
    isNegated: boolean,
  ) {
    this.patterns = patterns;
    this.#globs = globs;
    this.isNegated = isNegated;
  }

  /** @throws {@link PolicyParseError} `malformed-action` */
  static parse(
    value: unknown,
    isNegated: boolean,
    path: string,
  ): ActionMatcher {
    const patterns = stringsOf(value, path);
    const globs: Glob[] = [];
    for (let i = 0; i < patterns.length; i++) {
      const text = patterns[i] ?? '';
      const { glob } = PATTERNS.get(text);
      if (!glob) {
        throw new PolicyParseError(
          'malformed-action',
          itemPath(value, path, i),
          `"${text}" is not an action; expected service:Action, such as s3:GetObject`,
        );
      }
      globs.push(glob);
    }
    return new ActionMatcher(patterns, globs, isNegated);
  }

  /** @param action - in lower case */
  matches(action: string): boolean {
    return this.#globs.some(glob => glob.matches(action)) !== this.isNegated;
  }

  /** As `matches`, with a memory for common actions. */
  covers(action: Action): boolean {
    const { bit } = action;
    if ((this.#asked & bit) === 0) {
      const isMatch = this.matches(action.text);
      if (bit === 0) {
        return isMatch;
      }
      this.#asked |= bit;
      this.#matching |= isMatch ? bit : 0;
    }
    return (this.#matching & bit) !== 0;
  }
}
