import type { PolicySource } from '@corridors/policy-engine';

/** An object of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** More than any policy has: conditions are four deep. */
const DEEPEST = 64;

/** A document as JSON; as it is when it is none, and undefined when it could not be read. */
export function contentOf({ document }: PolicySource): unknown {
  if (typeof document !== 'string') {
    return document;
  }
  try {
    return JSON.parse(document);
  } catch {
    return document;
  }
}

/**
 * The statements of a document in their order, whatever they say. A document that is no policy has none: it is the compiler that
 * refuses it.
 */
export function rawStatementsOf(source: PolicySource): readonly Fields[] {
  const content = contentOf(source);
  return isFields(content) && !isDeep(content)
    ? itemsOf(content.Statement).filter(isFields)
    : [];
}

/** Everything that a document says, names of members apart, however deep. */
export function textsOf(source: PolicySource): string[] {
  const found: string[] = [];
  const rest = [contentOf(source)];
  while (rest.length > 0) {
    const value = rest.pop();
    if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(one => rest.push(one));
    } else if (value !== undefined) {
      found.push(String(value));
    }
  }
  return found;
}

/** Whether a value is so deep that going into it would end the stack. */
export function isDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0 && depth <= DEEPEST; depth++) {
    level = level.flatMap(one =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return level.length > 0;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of a list, or of one value that stands for a list. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}
