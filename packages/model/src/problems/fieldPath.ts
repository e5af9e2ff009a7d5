/**
 * Writes a path of keys and indexes as people do: `spec.buckets[0].name`.
 *
 * @public
 */
export function formatFieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') {
      return `${text}[${key}]`;
    }
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

/**
 * Reads what `formatFieldPath` writes, for the fields of our schemas: their names hold neither dots nor brackets.
 *
 * @public
 */
export function parseFieldPath(field: string): PropertyKey[] {
  return field.split(/[.[\]]+/).flatMap<PropertyKey>(part => {
    if (part === '') {
      return [];
    }
    return /^\d+$/.test(part) ? [Number(part)] : [part];
  });
}
