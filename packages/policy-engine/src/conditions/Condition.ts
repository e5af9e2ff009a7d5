import {
  every,
  FALSE,
  not,
  some,
  Truth,
  TRUE,
  truthOf,
  unknown,
} from '../Truth';
import type { RequestContext } from '../request/RequestContext';
import type { ValueTest } from './operators';

/** One key under one operator: `"StringEquals": {"aws:ResourceAccount": ["…"]}`. */
export interface Condition {
  /** The operator as written, with prefix and suffix. */
  readonly operator: string;
  /** The context key as written. */
  readonly key: string;
  /** The policy's values as written. */
  readonly values: readonly string[];
  holds(context: RequestContext): Truth;
}

/** How the values of a key in the request are combined. */
export type Quantifier = 'single' | 'ForAllValues' | 'ForAnyValue';

/** What a comparison needs beside key and values. */
export interface ComparisonOptions {
  readonly quantifier: Quantifier;
  readonly ifExists: boolean;
  readonly isNegated: boolean;
  readonly tests: readonly ValueTest[];
}

interface Written {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * A condition that compares values. What an absent key means is AWS's rule: `IfExists`, `ForAllValues` and negated
 * operators hold, the others do not. (AWS: "IAM JSON policy elements: Condition operators", "Set operators for
 * multivalued context keys".)
 */
export function comparison(
  written: Written,
  options: ComparisonOptions,
): Condition {
  const key = written.key.toLowerCase();
  const { quantifier, ifExists, isNegated, tests } = options;
  const agrees = (value: string, context: RequestContext) =>
    some(tests, test => test(value, context));
  const whenAbsent = truthOf(
    ifExists ||
      quantifier === 'ForAllValues' ||
      (isNegated && quantifier === 'single'),
  );

  return {
    ...written,
    holds(context) {
      const found = context.lookup(key);
      if (found === 'unknown') {
        return unknown([written.key]);
      }
      const values =
        found === 'absent' ? [] : withoutNullValues(found, quantifier);
      if (values.length === 0) {
        return whenAbsent;
      }
      switch (quantifier) {
        case 'single': {
          const agreed = some(values, value => agrees(value, context));
          return isNegated ? not(agreed) : agreed;
        }
        case 'ForAnyValue':
          return some(values, value =>
            isNegated ? not(agrees(value, context)) : agrees(value, context),
          );
        case 'ForAllValues':
          return every(values, value =>
            isNegated ? not(agrees(value, context)) : agrees(value, context),
          );
        default:
          return unreachable(quantifier);
      }
    },
  };
}

/** The `Null` operator: whether the key is absent. */
export function absence(
  written: Written,
  wanted: readonly boolean[],
): Condition {
  const key = written.key.toLowerCase();
  return {
    ...written,
    holds(context) {
      const found = context.lookup(key);
      if (found === 'unknown') {
        return unknown([written.key]);
      }
      return wanted.includes(found === 'absent' || found.length === 0)
        ? TRUE
        : FALSE;
    },
  };
}

/** For set operators an empty text is a null data set. */
function withoutNullValues(
  values: readonly string[],
  quantifier: Quantifier,
): readonly string[] {
  return quantifier === 'single'
    ? values
    : values.filter(value => value !== '');
}

function unreachable(value: never): never {
  throw new Error(`Unexpected quantifier ${String(value)}`);
}
