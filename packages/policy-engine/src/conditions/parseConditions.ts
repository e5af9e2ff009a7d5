import { PolicyParseError } from '../parsing/PolicyParseError';
import { describe, itemPath, listOf, objectOf } from '../parsing/values';
import { Absence } from './Absence';
import { Comparison } from './Comparison';
import type { Condition, WrittenCondition } from './Condition';
import { isConditionKey } from './ContextKey';
import { NamedOperator, operatorOf } from './operatorOf';
import { parseBoolean } from './scalars';

/** Where a condition stands, and whether policy variables are recognised there. */
interface Place {
  readonly path: string;
  readonly variables: boolean;
}

/**
 * Parses the `Condition` element. All conditions of it must hold. (AWS: "IAM JSON policy elements: Condition".)
 *
 * @throws {@link PolicyParseError} `unknown-operator`, `malformed-condition-key`, `malformed-value`, `malformed-variable`
 */
export function parseConditions(
  value: unknown,
  variables: boolean,
  path: string,
): Condition[] {
  const operators = objectOf(value, path);
  const [first, ...others] = Object.keys(operators).map(name =>
    parseOperator(name, operators[name], {
      path: `${path}.${name}`,
      variables,
    }),
  );
  return others.length === 0 && first ? first : [first ?? [], ...others].flat();
}

function parseOperator(
  name: string,
  value: unknown,
  { path, variables }: Place,
): Condition[] {
  const operator = operatorOf(name);
  if (!operator) {
    throw new PolicyParseError(
      'unknown-operator',
      path,
      `"${name}" is not a condition operator`,
    );
  }
  const block = objectOf(value, path);
  const keys = Object.keys(block);
  if (keys.length === 0) {
    throw new PolicyParseError('empty', path, 'the operator compares no key');
  }
  return keys.map(key =>
    parseCondition(operator, key, block[key], {
      path: `${path}.${key}`,
      variables,
    }),
  );
}

function parseCondition(
  operator: NamedOperator,
  key: string,
  value: unknown,
  place: Place,
): Condition {
  if (!isConditionKey(key)) {
    throw new PolicyParseError(
      'malformed-condition-key',
      place.path,
      `"${key}" is not a condition key; expected prefix:name`,
    );
  }
  const values = listOf(value, place.path).map((item, i) =>
    scalarText(item, value, i, place),
  );
  const written = { operator: operator.name, key, values };
  return operator.compares
    ? compileComparison(operator.compares, written, value, place)
    : new Absence(
        written,
        values.map(
          (text, i) =>
            parseBoolean(text) ??
            refuseValue(text, 'true or false', itemPath(value, place.path, i)),
        ),
      );
}

function compileComparison(
  { operator, mode }: NonNullable<NamedOperator['compares']>,
  written: WrittenCondition,
  value: unknown,
  { path, variables }: Place,
): Condition {
  const tests = written.values.map((text, i) => {
    const at = itemPath(value, path, i);
    return (
      operator.compile(text, variables, at) ??
      refuseValue(text, operator.expects, at)
    );
  });
  return new Comparison(written, mode, tests);
}

function scalarText(
  item: unknown,
  value: unknown,
  index: number,
  place: Place,
): string {
  switch (typeof item) {
    case 'string':
      return item;
    case 'number':
    case 'boolean':
      return String(item);
    default:
      throw new PolicyParseError(
        'invalid-type',
        itemPath(value, place.path, index),
        `expected text, a number or a boolean, got ${describe(item)}`,
      );
  }
}

function refuseValue(text: string, expected: string, path: string): never {
  throw new PolicyParseError(
    'malformed-value',
    path,
    `"${text}" is not ${expected}`,
  );
}
