/**
 * Whether a value is a JSON object.
 *
 * @public
 */
export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value at a path of keys and indexes, undefined where the path ends early.
 *
 * @public
 */
export function fieldAt(
  value: unknown,
  ...path: readonly (string | number)[]
): unknown {
  let current: unknown = value;
  for (const step of path) {
    if (Array.isArray(current) && typeof step === 'number') {
      current = current[step];
    } else if (isRecord(current)) {
      current = current[step];
    } else {
      return undefined;
    }
  }
  return current;
}

/**
 * The string at a path, undefined when there is none or it is something else.
 *
 * @public
 */
export function stringAt(
  value: unknown,
  ...path: readonly (string | number)[]
): string | undefined {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/**
 * The list at a path, empty when there is none.
 *
 * @public
 */
export function listAt(
  value: unknown,
  ...path: readonly (string | number)[]
): readonly unknown[] {
  const found = fieldAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/**
 * The object at a path, empty when there is none.
 *
 * @public
 */
export function recordAt(
  value: unknown,
  ...path: readonly (string | number)[]
): Readonly<Record<string, unknown>> {
  const found = fieldAt(value, ...path);
  return isRecord(found) ? found : {};
}

/**
 * Whether two JSON values are the same, the order of keys aside.
 *
 * @public
 */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => isSameJson(item, right[index]))
    );
  }
  if (isRecord(left) && isRecord(right)) {
    const keys = Object.keys(left).filter(key => left[key] !== undefined);
    return (
      keys.length ===
        Object.keys(right).filter(key => right[key] !== undefined).length &&
      keys.every(key => isSameJson(left[key], right[key]))
    );
  }
  return false;
}
