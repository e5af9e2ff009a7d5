import { parseJson } from '../parsing/parseJson';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { isObject, membersOf } from '../parsing/values';
import {
  CompiledPolicy,
  CompiledStatement,
  createCompiledPolicy,
} from './CompiledPolicy';
import { compileStatement } from './compileStatement';
import type { DocumentKind, DocumentOrigin } from './documentKinds';

const ELEMENTS = new Set(['Version', 'Id', 'Statement']);

/** Version in which policy variables are recognised. */
const WITH_VARIABLES = '2012-10-17';
const VERSIONS: readonly unknown[] = [WITH_VARIABLES, '2008-10-17'];

/**
 * Parses a policy document strictly and prepares it to be evaluated many times.
 *
 * An unknown element or operator, a malformed ARN, action, principal or value refuses the whole document. Without
 * `Version` the document is of version 2008-10-17, in which `${…}` is literal text.
 * (AWS: "Grammar of the IAM JSON policy language", "IAM JSON policy elements: Version".)
 *
 * @param document - the document as an object or as JSON text
 * @param options - what the document is attached to, its name in decisions, and where a reader finds it
 * @throws {@link PolicyParseError} with a code and the path of the fault
 * @public
 */
export function compilePolicy(
  document: unknown,
  options: { kind: DocumentKind; name: string; origin?: DocumentOrigin },
): CompiledPolicy {
  const members = new Map(
    membersOf(
      typeof document === 'string' ? parseJson(document) : document,
      '',
    ),
  );
  for (const name of members.keys()) {
    if (!ELEMENTS.has(name)) {
      throw new PolicyParseError(
        'unknown-element',
        name,
        `"${name}" is not an element of a policy`,
      );
    }
  }
  const version = members.get('Version');
  if (version !== undefined && !VERSIONS.includes(version)) {
    throw new PolicyParseError(
      'invalid-version',
      'Version',
      `${JSON.stringify(version)} is not a policy version`,
    );
  }
  if (members.has('Id') && typeof members.get('Id') !== 'string') {
    throw new PolicyParseError('invalid-type', 'Id', 'expected a string');
  }
  const { kind, name, origin } = options;
  const statements = statementValues(members.get('Statement')).map(
    (item, index) =>
      compileStatement(
        item.value,
        {
          reference: {
            policy: name,
            kind,
            statement: index,
            ...(origin && { origin }),
          },
          variables: version === WITH_VARIABLES,
        },
        item.path,
      ),
  );
  refuseRepeatedSids(statements);
  return createCompiledPolicy(
    { kind, name, ...(origin && { origin }) },
    statements,
  );
}

function statementValues(value: unknown): { value: unknown; path: string }[] {
  if (value === undefined) {
    throw new PolicyParseError(
      'missing-element',
      'Statement',
      'the policy has no statement',
    );
  }
  if (isObject(value)) {
    return [{ value, path: 'Statement' }];
  }
  if (!Array.isArray(value)) {
    throw new PolicyParseError(
      'invalid-type',
      'Statement',
      'expected a statement or a list of statements',
    );
  }
  if (value.length === 0) {
    throw new PolicyParseError(
      'empty',
      'Statement',
      'the policy has no statement',
    );
  }
  return Array.from(value, (item: unknown, i) => ({
    value: item,
    path: `Statement[${i}]`,
  }));
}

function refuseRepeatedSids(statements: readonly CompiledStatement[]): void {
  const seen = new Set<string>();
  for (const { reference } of statements) {
    if (reference.sid === undefined) {
      continue;
    }
    if (seen.has(reference.sid)) {
      throw new PolicyParseError(
        'duplicate-sid',
        `Statement[${reference.statement}].Sid`,
        `"${reference.sid}" names two statements of one policy`,
      );
    }
    seen.add(reference.sid);
  }
}
