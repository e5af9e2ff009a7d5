import { Template, TemplateSyntax } from '../parsing/Template';
import { ArnPattern } from './ArnPattern';
import { isInRange, parseIpAddress, parseIpRange } from './ipAddress';
import { parseInstant } from './parseInstant';
import { parseBase64, parseBoolean, parseDecimal } from './scalars';
import { ScalarComparison, ScalarTest } from './ScalarTest';
import type { ValueTest } from './ValueTest';

/** Compiles one value of a policy; undefined when it is not of the operator's type. */
export type ValueCompiler = (
  text: string,
  variables: boolean,
  path: string,
) => ValueTest | undefined;

/** A condition operator without its prefix and suffix. */
export interface Operator {
  /** Holds when no value agrees, and when the key is absent. */
  readonly isNegated: boolean;
  /** What a value must be, for messages. */
  readonly expects: string;
  readonly compile: ValueCompiler;
}

const TEXT = 'text';
const NUMBER = 'a number';
const DATE = 'a date (ISO 8601, or seconds since 1970)';
const ADDRESS = 'an IP address or CIDR range';
const ARN = 'an ARN with six parts';

function text(options: Omit<TemplateSyntax, 'variables'>): ValueCompiler {
  const current: TemplateSyntax = { ...options, variables: true };
  const old: TemplateSyntax = { ...options, variables: false };
  return (value, variables, path) =>
    Template.parse(value, variables ? current : old, path);
}

const likeArn: ValueCompiler = (value, variables, path) =>
  ArnPattern.parse(value, variables, path);

function scalar<P, V>(comparison: ScalarComparison<P, V>): ValueCompiler {
  return value => ScalarTest.parse(comparison, value);
}

const number = (agrees: (value: number, bound: number) => boolean) =>
  scalar({ parsePolicyValue: parseDecimal, parseValue: parseDecimal, agrees });
const date = (agrees: (value: number, bound: number) => boolean) =>
  scalar({ parsePolicyValue: parseInstant, parseValue: parseInstant, agrees });

const equalText = text({ wildcards: false });
const equalTextIgnoringCase = text({ wildcards: false, ignoreCase: true });
const likeText = text({ wildcards: true });
const inRange = scalar({
  parsePolicyValue: parseIpRange,
  parseValue: parseIpAddress,
  agrees: isInRange,
});
const equalBoolean = scalar({
  parsePolicyValue: parseBoolean,
  parseValue: parseBoolean,
  agrees: (a, b) => a === b,
});
const equalBinary = scalar({
  parsePolicyValue: parseBase64,
  parseValue: parseBase64,
  agrees: (a, b) => a === b,
});

const positive = (expects: string, compile: ValueCompiler): Operator => ({
  isNegated: false,
  expects,
  compile,
});
const negative = (expects: string, compile: ValueCompiler): Operator => ({
  isNegated: true,
  expects,
  compile,
});

const equal = (a: number, b: number) => a === b;
const less = (a: number, b: number) => a < b;
const lessOrEqual = (a: number, b: number) => a <= b;
const greater = (a: number, b: number) => a > b;
const greaterOrEqual = (a: number, b: number) => a >= b;

/**
 * The condition operators but `Null`, by name. (AWS: "IAM JSON policy elements: Condition operators".)
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', positive(TEXT, equalText)],
  ['StringNotEquals', negative(TEXT, equalText)],
  ['StringEqualsIgnoreCase', positive(TEXT, equalTextIgnoringCase)],
  ['StringNotEqualsIgnoreCase', negative(TEXT, equalTextIgnoringCase)],
  ['StringLike', positive(TEXT, likeText)],
  ['StringNotLike', negative(TEXT, likeText)],
  ['NumericEquals', positive(NUMBER, number(equal))],
  ['NumericNotEquals', negative(NUMBER, number(equal))],
  ['NumericLessThan', positive(NUMBER, number(less))],
  ['NumericLessThanEquals', positive(NUMBER, number(lessOrEqual))],
  ['NumericGreaterThan', positive(NUMBER, number(greater))],
  ['NumericGreaterThanEquals', positive(NUMBER, number(greaterOrEqual))],
  ['DateEquals', positive(DATE, date(equal))],
  ['DateNotEquals', negative(DATE, date(equal))],
  ['DateLessThan', positive(DATE, date(less))],
  ['DateLessThanEquals', positive(DATE, date(lessOrEqual))],
  ['DateGreaterThan', positive(DATE, date(greater))],
  ['DateGreaterThanEquals', positive(DATE, date(greaterOrEqual))],
  ['Bool', positive('true or false', equalBoolean)],
  ['BinaryEquals', positive('base64', equalBinary)],
  ['IpAddress', positive(ADDRESS, inRange)],
  ['NotIpAddress', negative(ADDRESS, inRange)],
  ['ArnEquals', positive(ARN, likeArn)],
  ['ArnLike', positive(ARN, likeArn)],
  ['ArnNotEquals', negative(ARN, likeArn)],
  ['ArnNotLike', negative(ARN, likeArn)],
]);
