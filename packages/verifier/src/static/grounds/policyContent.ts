import { createHash } from 'node:crypto';
import type { PolicySource } from '@corridors/policy-engine';
import {
  contentOf,
  isDeep,
  isFields,
  itemsOf,
  rawStatementsOf,
  type Fields,
} from '../policyDocument';

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

function readStatements(source: PolicySource): StatementContent[] {
  const policy = contentOf(source);
  const version = isFields(policy) ? policy.Version : undefined;
  return rawStatementsOf(source).map(one => statementContent(one, version));
}

/** A digest of a whole document, understood or not. */
export function digestOf(source: PolicySource): string {
  const content = contentOf(source) ?? null;
  return digest(isDeep(content) ? String(source.document) : content);
}

function statementContent(
  statement: Fields,
  version: unknown,
): StatementContent {
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
        itemsOf(members).map(member => `${kind} ${canonical(member)}`),
      )
    : itemsOf(value).map(canonical);
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
