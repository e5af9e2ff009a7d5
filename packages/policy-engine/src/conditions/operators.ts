import { Template } from '../parsing/Template';
import { Truth, truthOf } from '../Truth';
import type { RequestContext } from '../request/RequestContext';
import { ArnPattern } from './ArnPattern';
import { isInRange, parseIpAddress, parseIpRange } from './ipAddress';
import { parseInstant } from './parseInstant';
import { parseBase64, parseBoolean, parseDecimal } from './scalars';

/** Whether one value of the request's context agrees with one value of the policy. */
export type ValueTest = (value: string, context: RequestContext) => Truth;

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

const equalText: ValueCompiler = (text, variables, path) => {
  const template = Template.parse(text, { variables, wildcards: false }, path);
  return (value, context) => template.matches(value, context);
};

const equalTextIgnoringCase: ValueCompiler = (text, variables, path) => {
  const template = Template.parse(
    text,
    { variables, wildcards: false, ignoreCase: true },
    path,
  );
  return (value, context) => template.matches(value, context);
};

const likeText: ValueCompiler = (text, variables, path) => {
  const template = Template.parse(text, { variables, wildcards: true }, path);
  return (value, context) => template.matches(value, context);
};

const likeArn: ValueCompiler = (text, variables, path) => {
  const pattern = ArnPattern.parse(text, variables, path);
  return pattern && ((value, context) => pattern.matches(value, context));
};

/** A value of the request that is not of the operator's type agrees with nothing. */
function comparing<P, V>(
  parsePolicyValue: (text: string) => P | undefined,
  parseValue: (text: string) => V | undefined,
  agrees: (value: V, policyValue: P) => boolean,
): ValueCompiler {
  return text => {
    const policyValue = parsePolicyValue(text);
    if (policyValue === undefined) {
      return undefined;
    }
    return value => {
      const parsed = parseValue(value);
      return truthOf(parsed !== undefined && agrees(parsed, policyValue));
    };
  };
}

const inRange = comparing(parseIpRange, parseIpAddress, isInRange);
const equalBoolean = comparing(parseBoolean, parseBoolean, (a, b) => a === b);
const equalBinary = comparing(parseBase64, parseBase64, (a, b) => a === b);
const number = (agrees: (value: number, bound: number) => boolean) =>
  comparing(parseDecimal, parseDecimal, agrees);
const date = (agrees: (value: number, bound: number) => boolean) =>
  comparing(parseInstant, parseInstant, agrees);

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
  [
    'NumericEquals',
    positive(
      NUMBER,
      number((a, b) => a === b),
    ),
  ],
  [
    'NumericNotEquals',
    negative(
      NUMBER,
      number((a, b) => a === b),
    ),
  ],
  [
    'NumericLessThan',
    positive(
      NUMBER,
      number((a, b) => a < b),
    ),
  ],
  [
    'NumericLessThanEquals',
    positive(
      NUMBER,
      number((a, b) => a <= b),
    ),
  ],
  [
    'NumericGreaterThan',
    positive(
      NUMBER,
      number((a, b) => a > b),
    ),
  ],
  [
    'NumericGreaterThanEquals',
    positive(
      NUMBER,
      number((a, b) => a >= b),
    ),
  ],
  [
    'DateEquals',
    positive(
      DATE,
      date((a, b) => a === b),
    ),
  ],
  [
    'DateNotEquals',
    negative(
      DATE,
      date((a, b) => a === b),
    ),
  ],
  [
    'DateLessThan',
    positive(
      DATE,
      date((a, b) => a < b),
    ),
  ],
  [
    'DateLessThanEquals',
    positive(
      DATE,
      date((a, b) => a <= b),
    ),
  ],
  [
    'DateGreaterThan',
    positive(
      DATE,
      date((a, b) => a > b),
    ),
  ],
  [
    'DateGreaterThanEquals',
    positive(
      DATE,
      date((a, b) => a >= b),
    ),
  ],
  ['Bool', positive('true or false', equalBoolean)],
  ['BinaryEquals', positive('base64', equalBinary)],
  ['IpAddress', positive(ADDRESS, inRange)],
  ['NotIpAddress', negative(ADDRESS, inRange)],
  ['ArnEquals', positive(ARN, likeArn)],
  ['ArnLike', positive(ARN, likeArn)],
  ['ArnNotEquals', negative(ARN, likeArn)],
  ['ArnNotLike', negative(ARN, likeArn)],
]);
