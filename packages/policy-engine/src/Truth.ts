/**
 * Three-valued truth: something does not hold, hangs on context keys that are not known, or holds.
 *
 * The order makes "all of them" the least and "any of them" the greatest.
 */
export type Truth = 0 | 1 | 2;

export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

export function truthOf(holds: boolean): Truth {
  return holds ? TRUE : FALSE;
}

export function not(truth: Truth): Truth {
  switch (truth) {
    case FALSE:
      return TRUE;
    case TRUE:
      return FALSE;
    default:
      return UNKNOWN;
  }
}

/** Both must hold. */
export function both(a: Truth, b: Truth): Truth {
  return a < b ? a : b;
}

/** One must hold. */
export function either(a: Truth, b: Truth): Truth {
  return a > b ? a : b;
}
