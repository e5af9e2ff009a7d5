import type { RequestContext } from '../request/RequestContext';
import { Truth, truthOf, UNKNOWN } from '../Truth';
import type { Condition, WrittenCondition } from './Condition';
import { ContextKey, contextKey } from './ContextKey';

/**
 * The `Null` operator: whether the key is absent, or has no value but the empty text.
 * (AWS: "IAM JSON policy elements: Condition operators"; "Multivalued context key examples".)
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
    return found === 'unknown'
      ? UNKNOWN
      : truthOf(
          this.#wanted.includes(
            found === 'absent' || found.every(value => value === ''),
          ),
        );
  }

  addMissing(_: RequestContext, missing: Set<string>): void {
    missing.add(this.key);
  }
}
