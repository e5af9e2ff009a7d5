/**
 * Readers for JSON of unknown shape: each gives the value when it has the expected type and `undefined` (or an empty
 * collection) otherwise, so that an object of a newer or broken server never throws while it is projected.
 */

/** A JSON object, or an empty one. */
export function readRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** A JSON array, or an empty one. */
export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string that is not empty. */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number. */
export function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** A map of strings; entries of another type are written as text (`true` of a YAML without quotes), objects dropped. */
export function readStringMap(
  value: unknown,
): Readonly<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const [key, entry] of Object.entries(readRecord(value))) {
    if (typeof entry === 'string') {
      entries.push([key, entry]);
    } else if (typeof entry === 'number' || typeof entry === 'boolean') {
      entries.push([key, String(entry)]);
    }
  }
  return Object.fromEntries(entries);
}
