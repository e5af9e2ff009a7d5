import { LineError } from './LineError';

/** The members of an object of which each is known; any other is refused. One that is null is absent. */
export function membersOf(
  value: unknown,
  path: string,
  known: readonly string[],
): ReadonlyMap<string, unknown> {
  if (!isObject(value)) {
    throw new LineError(
      'invalid-type',
      path,
      `Expected an object, got ${describe(value)}.`,
    );
  }
  const members = new Map(Object.entries(value));
  for (const name of members.keys()) {
    if (!known.includes(name)) {
      throw new LineError(
        'unknown-member',
        join(path, name),
        `"${name}" is not known here. Known are ${known.join(', ')}.`,
      );
    }
    if (members.get(name) === null) {
      members.delete(name);
    }
  }
  return members;
}

/** @throws {@link LineError} when the member is absent or no text */
export function textOf(
  members: ReadonlyMap<string, unknown>,
  name: string,
  path: string,
): string {
  const value = required(members, name, path);
  if (typeof value !== 'string') {
    throw new LineError(
      'invalid-type',
      join(path, name),
      `Expected a string, got ${describe(value)}.`,
    );
  }
  return value;
}

/** @throws {@link LineError} when the member is absent */
export function required(
  members: ReadonlyMap<string, unknown>,
  name: string,
  path: string,
): unknown {
  if (!members.has(name)) {
    throw new LineError(
      'missing-member',
      join(path, name),
      `"${name}" is missing.`,
    );
  }
  return members.get(name);
}

/** A list, empty when the member is absent. */
export function listOf(
  value: unknown,
  path: string,
): { value: unknown; path: string }[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new LineError(
      'invalid-type',
      path,
      `Expected a list, got ${describe(value)}.`,
    );
  }
  return Array.from(value, (item: unknown, i) => ({
    value: item,
    path: `${path}[${i}]`,
  }));
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The path of a member below another: `policies.identity[0]`. */
export function join(path: string, name: string): string {
  if (path === '' || name === '') {
    return path === '' ? name : path;
  }
  return name.startsWith('[') ? `${path}${name}` : `${path}.${name}`;
}

/** Names the type of a value for a message. */
export function describe(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
