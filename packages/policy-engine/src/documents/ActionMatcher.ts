import { BoundedCache } from '../parsing/BoundedCache';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { itemPath, stringsOf } from '../parsing/values';
import { Glob } from '../wildcard';

/** Service prefix and name; the service is spelled out or `*`, the name may hold wildcards. */
const ACTION = /^(\*|[a-zA-Z0-9-]+):[a-zA-Z0-9*?]+$/;

/** Whether a text is a pattern for actions. */
const IS_PATTERN = new BoundedCache(
  1 << 18,
  text => text === '*' || ACTION.test(text),
);

/**
 * The `Action` or `NotAction` element. Matching is case-insensitive. Elements that say the same are one object: a fleet
 * of thousands of policies has a few lists of actions.
 * (AWS: "IAM JSON policy elements: Action", "IAM JSON policy elements: NotAction".)
 */
export class ActionMatcher {
  static readonly #plain = new BoundedCache(1 << 20, list =>
    this.#of(list, false),
  );
  static readonly #negated = new BoundedCache(1 << 20, list =>
    this.#of(list, true),
  );

  /** The patterns as written. */
  readonly patterns: readonly string[];
  readonly isNegated: boolean;
  readonly #globs: readonly Glob[];

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
    patterns.forEach((text, i) => {
      if (!IS_PATTERN.get(text)) {
        throw new PolicyParseError(
          'malformed-action',
          itemPath(value, path, i),
          `"${text}" is not an action; expected service:Action, such as s3:GetObject`,
        );
      }
    });
    const list = patterns.join(' ');
    return isNegated ? this.#negated.get(list) : this.#plain.get(list);
  }

  /** @param list - patterns with a space between */
  static #of(list: string, isNegated: boolean): ActionMatcher {
    const patterns = list.split(' ');
    const globs = patterns.map(text => Glob.of(text.toLowerCase()));
    return new ActionMatcher(patterns, globs, isNegated);
  }

  /** @param action - in lower case */
  matches(action: string): boolean {
    return this.#globs.some(glob => glob.matches(action)) !== this.isNegated;
  }
}
