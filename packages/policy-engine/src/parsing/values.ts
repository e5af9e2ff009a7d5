import { PolicyParseError } from './PolicyParseError';

/** A JSON object. @throws {@link PolicyParseError} `invalid-type` */
export function objectOf(
  value: unknown,
  path: string,
): Readonly<Record<string, unknown>> {
  if (!isObject(value)) {
    throw new PolicyParseError(
      'invalid-type',
      path,
      `expected an object, got ${describe(value)}`,
    );
  }
  return value;
}

/**
 * One string, or a list of at least one. The path of an item is told by {@link itemPath}.
 *
 * @throws {@link PolicyParseError} `invalid-type`, `empty`
 */
export function stringsOf(value: unknown, path: string): readonly string[] {
  const items = listOf(value, path);
  const strings: string[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'string') {
      throw new PolicyParseError(
        'invalid-type',
        itemPath(value, path, i),
        `expected a string, got ${describe(item)}`,
      );
    }
    strings.push(item);
  }
  return strings;
}

/** One value, or a list of at least one. @throws {@link PolicyParseError} `empty` */
export function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    return [value];
  }
  if (value.length === 0) {
    throw new PolicyParseError(
      'empty',
      path,
      'the list is empty; give at least one value',
    );
  }
  return value;
}

/** The path of an item of a value that is one item or a list. */
export function itemPath(value: unknown, path: string, index: number): string {
  return Array.isArray(value) ? `${path}[${index}]` : path;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names the type of a value for a message. */
export function describe(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
