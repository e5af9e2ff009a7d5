/**
 * Three-valued truth: something holds, does not hold, or hangs on context keys that are not known.
 */
export type Truth =
  | { readonly is: 'true' }
  | { readonly is: 'false' }
  | { readonly is: 'unknown'; readonly missing: readonly string[] };

export const TRUE: Truth = { is: 'true' };
export const FALSE: Truth = { is: 'false' };

export function unknown(missing: readonly string[]): Truth {
  return { is: 'unknown', missing };
}

export function truthOf(holds: boolean): Truth {
  return holds ? TRUE : FALSE;
}

export function not(truth: Truth): Truth {
  switch (truth.is) {
    case 'true':
      return FALSE;
    case 'false':
      return TRUE;
    default:
      return truth;
  }
}

/** True when every item holds, so also for no item; false as soon as one does not. */
export function every<T>(items: Iterable<T>, test: (item: T) => Truth): Truth {
  let missing: readonly string[] | undefined;
  for (const item of items) {
    const truth = test(item);
    if (truth.is === 'false') {
      return FALSE;
    }
    if (truth.is === 'unknown') {
      missing = merge(missing, truth.missing);
    }
  }
  return missing ? unknown(missing) : TRUE;
}

/** True as soon as one item holds; false when none does, so also for no item. */
export function some<T>(items: Iterable<T>, test: (item: T) => Truth): Truth {
  let missing: readonly string[] | undefined;
  for (const item of items) {
    const truth = test(item);
    if (truth.is === 'true') {
      return TRUE;
    }
    if (truth.is === 'unknown') {
      missing = merge(missing, truth.missing);
    }
  }
  return missing ? unknown(missing) : FALSE;
}

function merge(
  known: readonly string[] | undefined,
  more: readonly string[],
): readonly string[] {
  return known ? [...new Set([...known, ...more])] : more;
}
