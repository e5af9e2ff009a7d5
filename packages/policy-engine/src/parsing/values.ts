import { PolicyParseError } from './PolicyParseError';

/** The members of a JSON object, in their order. */
export function membersOf(
  value: unknown,
  path: string,
): [name: string, value: unknown][] {
  if (!isObject(value)) {
    throw new PolicyParseError(
      'invalid-type',
      path,
      `expected an object, got ${describe(value)}`,
    );
  }
  return Object.entries(value);
}

/** One string, or a list of at least one. */
export function stringsOf(
  value: unknown,
  path: string,
): { text: string; path: string }[] {
  return listOf(value, path).map(item => {
    if (typeof item.value !== 'string') {
      throw new PolicyParseError(
        'invalid-type',
        item.path,
        `expected a string, got ${describe(item.value)}`,
      );
    }
    return { text: item.value, path: item.path };
  });
}

/** One value, or a list of at least one. */
export function listOf(
  value: unknown,
  path: string,
): { value: unknown; path: string }[] {
  if (!Array.isArray(value)) {
    return [{ value, path }];
  }
  if (value.length === 0) {
    throw new PolicyParseError(
      'empty',
      path,
      'the list is empty; give at least one value',
    );
  }
  return Array.from(value, (item: unknown, i) => ({
    value: item,
    path: `${path}[${i}]`,
  }));
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
