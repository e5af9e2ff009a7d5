import type { RequestContext } from '../request/RequestContext';
import { Truth, truthOf, UNKNOWN } from '../Truth';
import type { Condition, WrittenCondition } from './Condition';
import { ContextKey, contextKey } from './ContextKey';
import { isNullSet } from './isNullSet';

/**
 * The `Null` operator: whether the key is absent, or is one for several values and has none but empty texts. The empty text
 * of a key for one value is a value, as of a tag. (AWS: "IAM JSON policy elements: Condition operators"; "Multivalued
 * context key examples".)
 */
export class Absence implements Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly #contextKey: ContextKey;
  readonly #wanted: readonly boolean[];

  constructor(written: WrittenCondition, wanted: readonly boolean[]) {
    this.operator = written.operator;
    this.key = written.key;
    this.values = written.values;
    this.#contextKey = contextKey(written.key);
    this.#wanted = wanted;
  }

  holds(context: RequestContext): Truth {
    const found = context.lookup(this.#contextKey);
    if (found === 'unknown') {
      return UNKNOWN;
    }
    const values = found === 'absent' ? [] : found;
    const isNull = this.#contextKey.isMultivalued
      ? isNullSet(values)
      : values.length === 0;
    return truthOf(this.#wanted.includes(isNull));
  }

  addMissing(_: RequestContext, missing: Set<string>): void {
    missing.add(this.key);
  }
}
