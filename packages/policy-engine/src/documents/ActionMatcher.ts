import { Glob } from '../wildcard';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { stringsOf } from '../parsing/values';

/** Service prefix and name; the service is spelled out or `*`, the name may hold wildcards. */
const ACTION = /^(\*|[a-z0-9-]+):[a-z0-9*?]+$/;

/**
 * The `Action` or `NotAction` element. Matching is case-insensitive.
 * (AWS: "IAM JSON policy elements: Action", "IAM JSON policy elements: NotAction".)
 */
export class ActionMatcher {
  /** The patterns as written. */
  readonly patterns: readonly string[];
  readonly isNegated: boolean;
  readonly #globs: readonly Glob[];

  private constructor(patterns: readonly string[], isNegated: boolean) {
    this.patterns = patterns;
    this.isNegated = isNegated;
    this.#globs = patterns.map(pattern => Glob.of(pattern.toLowerCase()));
  }

  /** @throws {@link PolicyParseError} `malformed-action` */
  static parse(
    value: unknown,
    isNegated: boolean,
    path: string,
  ): ActionMatcher {
    const patterns = stringsOf(value, path).map(item => {
      if (item.text !== '*' && !ACTION.test(item.text.toLowerCase())) {
        throw new PolicyParseError(
          'malformed-action',
          item.path,
          `"${item.text}" is not an action; expected service:Action, such as s3:GetObject`,
        );
      }
      return item.text;
    });
    return new ActionMatcher(patterns, isNegated);
  }

  /** @param action - in lower case */
  matches(action: string): boolean {
    return this.#globs.some(glob => glob.matches(action)) !== this.isNegated;
  }
}
