import { parseJson, PolicyParseError } from '@corridors/policy-engine';

/** A statement by what it means, and by what people call it. */
export interface NormalizedStatement {
  readonly index: number;
  readonly sid?: string;
  /** The same text for statements that mean the same. */
  readonly meaning: string;
}

/** A policy document by what it means. */
export interface NormalizedPolicy {
  /** Without a version it is 2008-10-17, in which variables are text. (AWS: "IAM JSON policy elements: Version".) */
  readonly version: string;
  readonly statements: readonly NormalizedStatement[];
}

/**
 * Brings a policy document into one spelling: lists in order and each value once, one value as a list of one, actions and context
 * keys in lower case, an account as its root. Names of statements and of the document mean nothing. (AWS: "Grammar of the IAM JSON
 * policy language", "AWS JSON policy elements: Principal".)
 *
 * @returns undefined when it is no policy document
 */
export function normalizePolicy(
  document: unknown,
): NormalizedPolicy | undefined {
  const value = typeof document === 'string' ? tryParse(document) : document;
  if (!isRecord(value)) {
    return undefined;
  }
  const { Version = '2008-10-17', Statement } = value;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return typeof Version === 'string' && statements.every(isRecord)
    ? { version: Version, statements: statements.map(normalizeStatement) }
    : undefined;
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof PolicyParseError) {
      return undefined;
    }
    throw error;
  }
}

function normalizeStatement(
  statement: Readonly<Record<string, unknown>>,
  index: number,
): NormalizedStatement {
  const { Sid: sid, ...elements } = statement;
  const meaning = Object.entries(elements)
    .map(([name, value]) => [name, normalizeElement(name, value)] as const)
    .sort(byFirst);
  return {
    index,
    ...(typeof sid === 'string' && sid !== '' ? { sid } : {}),
    meaning: JSON.stringify(meaning),
  };
}

function normalizeElement(name: string, value: unknown): unknown {
  switch (name) {
    case 'Action':
    case 'NotAction':
      return listOf(value).map(lowerCase).sort().filter(isFirst);
    case 'Principal':
    case 'NotPrincipal':
      return value === '*'
        ? [['AWS', ['*']]]
        : membersOf(value, listed => listed.map(rootOfAccount));
    case 'Condition':
      return membersOf(value, undefined, operator =>
        entriesOf(operator).map(([key, values]) => [
          key.toLowerCase(),
          listOf(values).map(String).sort().filter(isFirst),
        ]),
      );
    default:
      return Array.isArray(value) || typeof value === 'string'
        ? [...listOf(value)].sort().filter(isFirst)
        : value;
  }
}

function membersOf(
  value: unknown,
  ofList: ((list: readonly unknown[]) => unknown[]) | undefined,
  ofValue?: (value: unknown) => (readonly [string, unknown])[] | unknown[],
): unknown {
  return entriesOf(value).map(([name, member]) => [
    name,
    ofList
      ? ofList(listOf(member)).sort().filter(isFirst)
      : ofValue?.(member).sort(),
  ]);
}

function entriesOf(value: unknown): (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value).sort(byFirst) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function lowerCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** The id of an account stands for its root. */
function rootOfAccount(principal: unknown): unknown {
  const root =
    typeof principal === 'string'
      ? /^arn:[^:]*:iam::(\d{12}):root$/.exec(principal)?.[1]
      : undefined;
  return root ?? principal;
}

function isFirst<T>(item: T, index: number, sorted: readonly T[]): boolean {
  return index === 0 || sorted[index - 1] !== item;
}

function byFirst(
  [left]: readonly [string, unknown],
  [right]: readonly [string, unknown],
): number {
  return left < right ? -1 : Number(left > right);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
