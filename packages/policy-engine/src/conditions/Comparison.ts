import { either, FALSE, not, Truth, TRUE, truthOf, UNKNOWN } from '../Truth';
import type { RequestContext } from '../request/RequestContext';
import type { Condition, WrittenCondition } from './Condition';
import { ContextKey, contextKey } from './ContextKey';
import { isNullSet } from './isNullSet';
import type { ValueTest } from './ValueTest';

/** How the values of a key in the request are combined. */
export type Quantifier = 'single' | 'ForAllValues' | 'ForAnyValue';

/** What an operator's name says beside what is compared. */
export interface ComparisonMode {
  readonly quantifier: Quantifier;
  readonly ifExists: boolean;
  readonly isNegated: boolean;
}

/**
 * A condition that compares values. What an absent key means is AWS's rule: `IfExists`, `ForAllValues` and negated
 * operators hold, the others do not. (AWS: "IAM JSON policy elements: Condition operators", "Set operators for
 * multivalued context keys".)
 */
export class Comparison implements Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly #contextKey: ContextKey;
  readonly #mode: ComparisonMode;
  readonly #tests: readonly ValueTest[];

  constructor(
    written: WrittenCondition,
    mode: ComparisonMode,
    tests: readonly ValueTest[],
  ) {
    this.operator = written.operator;
    this.key = written.key;
    this.values = written.values;
    this.#contextKey = contextKey(written.key);
    this.#mode = mode;
    this.#tests = tests;
  }

  holds(context: RequestContext): Truth {
    const found = context.lookup(this.#contextKey);
    if (found === 'unknown') {
      return UNKNOWN;
    }
    const values = found === 'absent' ? [] : this.#valuesOf(found);
    if (values.length === 0) {
      return this.#whenAbsent();
    }
    const { quantifier, isNegated } = this.#mode;
    // A single negated operator holds when no value agrees, as ForAllValues does.
    const mustAll =
      quantifier === 'ForAllValues' || (quantifier === 'single' && isNegated);
    const decisive = mustAll ? FALSE : TRUE;
    let result: Truth = mustAll ? TRUE : FALSE;
    for (const value of values) {
      const agrees = this.#agrees(value, context);
      const counts = isNegated ? not(agrees) : agrees;
      if (counts === decisive) {
        return decisive;
      }
      if (counts === UNKNOWN) {
        result = UNKNOWN;
      }
    }
    return result;
  }

  addMissing(context: RequestContext, missing: Set<string>): void {
    const found = context.lookup(this.#contextKey);
    if (found === 'unknown') {
      missing.add(this.key);
    } else if (found !== 'absent') {
      for (const value of this.#valuesOf(found)) {
        if (this.#agrees(value, context) === UNKNOWN) {
          this.#addMissingFor(value, context, missing);
        }
      }
    }
  }

  #addMissingFor(
    value: string,
    context: RequestContext,
    missing: Set<string>,
  ): void {
    for (const test of this.#tests) {
      if (test.matches(value, context) === UNKNOWN) {
        test.addMissing(value, context, missing);
      }
    }
  }

  /** Whether a value of the request agrees with one of the policy's. */
  #agrees(value: string, context: RequestContext): Truth {
    let result: Truth = FALSE;
    for (const test of this.#tests) {
      result = either(result, test.matches(value, context));
      if (result === TRUE) {
        break;
      }
    }
    return result;
  }

  #whenAbsent(): Truth {
    const { quantifier, ifExists, isNegated } = this.#mode;
    return truthOf(
      ifExists ||
        quantifier === 'ForAllValues' ||
        (isNegated && quantifier === 'single'),
    );
  }

  /** For set operators empty texts alone are a null data set. */
  #valuesOf(found: readonly string[]): readonly string[] {
    return this.#mode.quantifier !== 'single' && isNullSet(found) ? [] : found;
  }
}
