/** One object of a YAML file, as plain data, and where its parts stand. */
export interface LocatedObject {
  /** Path in the repository. */
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Line of a field, or of the nearest one around it that exists, from 1. */
  lineOf(path: readonly PropertyKey[]): number;
  /**
   * Lines at which the statements of a policy document begin: of a mapping, or of JSON text that is laid out in a literal
   * block. Undefined when the text does not keep its lines.
   */
  statementLinesOf(path: readonly PropertyKey[]): readonly number[] | undefined;
}

/** A mapping of fields, and neither a list nor nothing. */
export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of an object; undefined when there is none. */
export function valueAt(
  object: LocatedObject,
  path: readonly PropertyKey[],
): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) {
      return typeof key === 'number' ? value[key] : undefined;
    }
    return isRecord(value) && Object.hasOwn(value, key)
      ? value[String(key)]
      : undefined;
  }, object.value);
}
