import { z } from 'zod';

import { formatFieldPath } from './fieldPath';
import type { Problem } from './problem';

/** A problem with the path that it came from, so that a reader of YAML can find the line. */
export interface LocatedProblem {
  readonly path: readonly PropertyKey[];
  readonly problem: Problem;
}

/**
 * Turns what zod found into problems, one for each field.
 *
 * @param error - as `safeParse` returns it, with `reportInput`
 */
export function problemsFromZod(error: z.ZodError): LocatedProblem[] {
  return error.issues.flatMap(issue => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(key =>
        locate([...issue.path, key], 'unknown-field', issue.message),
      );
    }
    return [locate(issue.path, codeOf(issue), describe(issue))];
  });
}

function locate(
  path: readonly PropertyKey[],
  code: string,
  rest: string,
): LocatedProblem {
  const field = formatFieldPath(path);
  const message = `${field === '' ? 'The document' : field} ${rest}.`;
  return {
    path,
    problem: {
      code,
      severity: 'error',
      message,
      ...(field === '' ? {} : { field }),
    },
  };
}

type Issue = z.core.$ZodIssue;

function codeOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'missing-field' : 'wrong-type';
    case 'invalid_value':
      return issue.input === undefined ? 'missing-field' : 'not-allowed';
    case 'custom':
      return typeof issue.params?.code === 'string'
        ? issue.params.code
        : 'invalid-value';
    default:
      return 'invalid-value';
  }
}

function describe(issue: Issue): string {
  if (
    issue.input === undefined &&
    (issue.code === 'invalid_type' || issue.code === 'invalid_value')
  ) {
    return 'is missing';
  }
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${nameOfType(issue.expected)}, but is ${nameOfValue(
        issue.input,
      )}${quotingHint(issue)}`;
    case 'invalid_value':
      return isOurs(issue.message)
        ? issue.message
        : `must be ${listOf(
            issue.values.map(value => String(value)),
          )}, but is ${nameOfValue(issue.input)}`;
    default:
      return issue.message;
  }
}

/** Messages of the schemas go on after the field's name; those of zod begin with a capital. */
function isOurs(message: string): boolean {
  return message.startsWith('must ');
}

function quotingHint(issue: z.core.$ZodIssueInvalidType): string {
  return issue.expected === 'string' && typeof issue.input === 'number'
    ? '; put it in quotes'
    : '';
}

function listOf(values: readonly string[]): string {
  return values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`;
}

function nameOfType(expected: string): string {
  switch (expected) {
    case 'object':
      return 'a mapping of fields';
    case 'array':
      return 'a list';
    case 'string':
      return 'text';
    case 'int':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    default:
      return `a ${expected}`;
  }
}

function nameOfValue(value: unknown): string {
  if (value === null) {
    return 'empty';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  switch (typeof value) {
    case 'object':
      return 'a mapping';
    case 'string':
      return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
    case 'number':
    case 'boolean':
      return `${value}`;
    default:
      return `a ${typeof value}`;
  }
}
