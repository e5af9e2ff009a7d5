import { parseJson } from '../parsing/parseJson';
import { PolicyParseError } from '../parsing/PolicyParseError';
import { isObject, itemPath, objectOf, show } from '../parsing/values';
import { CompiledPolicy, createCompiledPolicy } from './CompiledPolicy';
import type { CompiledStatement } from './CompiledStatement';
import { compileStatement } from './compileStatement';
import type { DocumentKind, DocumentOrigin } from './documentKinds';

const ELEMENTS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);

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
  const members = objectOf(
    typeof document === 'string' ? parseJson(document) : document,
    '',
  );
  for (const name of Object.keys(members)) {
    if (!ELEMENTS.has(name)) {
      throw new PolicyParseError(
        'unknown-element',
        name,
        `"${name}" is not an element of a policy`,
      );
    }
  }
  const { Version: version, Statement: statement } = members;
  if (version !== undefined && !VERSIONS.includes(version)) {
    throw new PolicyParseError(
      'invalid-version',
      'Version',
      `${show(version)} is not a policy version`,
    );
  }
  if (Object.hasOwn(members, 'Id') && typeof members.Id !== 'string') {
    throw new PolicyParseError('invalid-type', 'Id', 'expected a string');
  }
  const values = statementValues(statement);
  return createCompiledPolicy(options, policy => {
    const scope = { policy, variables: version === WITH_VARIABLES };
    const statements = values.map((value, index) =>
      compileStatement(
        value,
        index,
        scope,
        itemPath(statement, 'Statement', index),
      ),
    );
    refuseRepeatedSids(statements);
    return statements;
  });
}

function statementValues(value: unknown): readonly unknown[] {
  if (value === undefined) {
    throw new PolicyParseError(
      'missing-element',
      'Statement',
      'the policy has no statement',
    );
  }
  if (isObject(value)) {
    return [value];
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
  return Array.from<unknown>(value);
}

function refuseRepeatedSids(statements: readonly CompiledStatement[]): void {
  if (statements.length < 2) {
    return;
  }
  const seen = new Set<string>();
  for (const { sid, index } of statements) {
    if (!sid) {
      continue;
    }
    if (seen.has(sid)) {
      throw new PolicyParseError(
        'duplicate-sid',
        `Statement[${index}].Sid`,
        `"${sid}" names two statements of one policy`,
      );
    }
    seen.add(sid);
  }
}
