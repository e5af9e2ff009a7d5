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
  const wrong = items.findIndex(item => typeof item !== 'string');
  if (wrong >= 0) {
    throw new PolicyParseError(
      'invalid-type',
      itemPath(value, path, wrong),
      `expected a string, got ${describe(items[wrong])}`,
    );
  }
  return items.map(String);
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
  return Array.from<unknown>(value);
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

/** A text in quotation marks, else the type of the value, which may be too deep to be written out. */
export function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : describe(value);
}
