import { PolicyParseError } from '../parsing/PolicyParseError';
import { describe, listOf, membersOf } from '../parsing/values';
import { absence, comparison, Condition, Quantifier } from './Condition';
import { Operator, OPERATORS } from './operators';
import { parseBoolean } from './scalars';

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** A prefix and a name: `aws:SourceIp`, `oidc.eks.eu-west-3.amazonaws.com/id/0123:sub`. */
const KEY = /^[^\s:]+:\S+$/;

interface ParsedOperator {
  readonly quantifier: Quantifier;
  readonly ifExists: boolean;
  /** Absent for `Null`. */
  readonly operator?: Operator;
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
  return membersOf(value, path).flatMap(([name, block]) => {
    const operatorPath = `${path}.${name}`;
    const parsed = parseOperator(name, operatorPath);
    const keys = membersOf(block, operatorPath);
    if (keys.length === 0) {
      throw new PolicyParseError(
        'empty',
        operatorPath,
        'the operator compares no key',
      );
    }
    return keys.map(([key, values]) =>
      parseCondition(
        name,
        parsed,
        key,
        values,
        variables,
        `${operatorPath}.${key}`,
      ),
    );
  });
}

function parseOperator(name: string, path: string): ParsedOperator {
  const [, prefix, base, suffix] = OPERATOR.exec(name) ?? [];
  const operator = base === undefined ? undefined : OPERATORS.get(base);
  if (!operator && name !== 'Null') {
    throw new PolicyParseError(
      'unknown-operator',
      path,
      `"${name}" is not a condition operator`,
    );
  }
  return {
    quantifier:
      prefix === 'ForAllValues' || prefix === 'ForAnyValue' ? prefix : 'single',
    ifExists: suffix !== undefined,
    ...(operator && { operator }),
  };
}

function parseCondition(
  name: string,
  parsed: ParsedOperator,
  key: string,
  value: unknown,
  variables: boolean,
  path: string,
): Condition {
  if (!KEY.test(key)) {
    throw new PolicyParseError(
      'malformed-condition-key',
      path,
      `"${key}" is not a condition key; expected prefix:name`,
    );
  }
  const values = listOf(value, path).map(item => ({
    text: scalarText(item.value, item.path),
    path: item.path,
  }));
  const written = {
    operator: name,
    key,
    values: values.map(item => item.text),
  };
  const { operator, quantifier, ifExists } = parsed;
  if (!operator) {
    return absence(
      written,
      values.map(
        item => parseBoolean(item.text) ?? refuseValue(item, 'true or false'),
      ),
    );
  }
  const tests = values.map(
    item =>
      operator.compile(item.text, variables, item.path) ??
      refuseValue(item, operator.expects),
  );
  return comparison(written, {
    quantifier,
    ifExists,
    isNegated: operator.isNegated,
    tests,
  });
}

function scalarText(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      throw new PolicyParseError(
        'invalid-type',
        path,
        `expected text, a number or a boolean, got ${describe(value)}`,
      );
  }
}

function refuseValue(
  item: { text: string; path: string },
  expected: string,
): never {
  throw new PolicyParseError(
    'malformed-value',
    item.path,
    `"${item.text}" is not ${expected}`,
  );
}
