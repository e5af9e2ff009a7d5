import { createHash } from 'node:crypto';
import type { PolicySource } from '@corridors/policy-engine';

type Fields = Readonly<Record<string, unknown>>;

/** A statement of a policy document, with what the document says of all. */
export interface StatementContent {
  readonly effect: unknown;
  readonly sid: string | undefined;
  /** One text for each part: each principal, action and resource, and the condition as a whole. */
  readonly parts: readonly string[];
  /** The same for the same content, however it is laid out. */
  readonly digest: string;
}

const LISTS = ['Principal', 'Action', 'Resource'];

/** Of each policy, as many findings rest on one. */
const known = new WeakMap<PolicySource, readonly StatementContent[]>();

/** The statements of a document that is understood, in their order. */
export function statementsOf(
  source: PolicySource,
): readonly StatementContent[] {
  const found = known.get(source) ?? readStatements(source);
  known.set(source, found);
  return found;
}

function readStatements({ document }: PolicySource): StatementContent[] {
  const policy = parsed(document);
  if (!isFields(policy)) {
    return [];
  }
  const { Version: version, Statement: statements } = policy;
  return asList(statements).flatMap(statement =>
    isFields(statement) ? [contentOf(statement, version)] : [],
  );
}

/** Every text that a document holds. */
export function textsOf({ document }: PolicySource): string[] {
  const found: string[] = [];
  const rest: unknown[] = [parsed(document)];
  while (rest.length > 0) {
    const value = rest.pop();
    if (typeof value === 'string') {
      found.push(value);
    } else if (typeof value === 'object' && value !== null) {
      rest.push(...Object.values(value));
    }
  }
  return found;
}

/** A digest of a whole document, understood or not. */
export function digestOf({ document }: PolicySource): string {
  const value = parsed(document) ?? null;
  return digest(isDeep(value) ? String(document) : value);
}

/** More than any policy has: conditions are four deep. */
const DEEPEST = 64;

/** Whether a document is so deep that going into it would end the stack; only one that was text can be. */
function isDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    level = level.flatMap(one =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return level.length > 0;
}

function contentOf(statement: Fields, version: unknown): StatementContent {
  const { Effect: effect, Sid: sid, ...elements } = statement;
  const parts = Object.entries(elements).flatMap(([name, value]) =>
    LISTS.includes(name)
      ? membersOf(value).map(member => `${name} ${member}`)
      : [`${name} ${canonical(value)}`],
  );
  return {
    effect,
    sid: typeof sid === 'string' ? sid : undefined,
    parts: [
      ...parts,
      `Version ${canonical(version ?? null)}`,
      ...('Condition' in elements ? [] : ['whatever the request']),
    ],
    digest: digest([effect, elements, version ?? null]),
  };
}

/** Of a list, or of the lists of a mapping of principals. */
function membersOf(value: unknown): string[] {
  return isFields(value)
    ? Object.entries(value).flatMap(([kind, members]) =>
        asList(members).map(member => `${kind} ${canonical(member)}`),
      )
    : asList(value).map(canonical);
}

function parsed(document: unknown): unknown {
  if (typeof document !== 'string') {
    return document;
  }
  try {
    return JSON.parse(document);
  } catch {
    return document;
  }
}

function digest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** JSON with sorted fields and lists: in a policy the order of both says nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 1
      ? canonical(value[0])
      : `[${value.map(canonical).sort().join()}]`;
  }
  return isFields(value)
    ? `{${Object.entries(value)
        .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
        .sort()
        .join()}}`
    : JSON.stringify(value) ?? 'null';
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
