import { CONTEXT_KEYS } from './contextKeys';
import { NaiveContext } from './naiveContext';
import { matches, matchesArn, readPattern } from './naivePattern';
import { instantOf, isInBlock } from './naiveValues';
import { RawConditions, textsOf } from './RawPolicy';

/** What a test of one value of the request against one of the policy may look at. */
interface Setting {
  readonly context: NaiveContext;
  readonly hasVariables: boolean;
}

/** Keys with several values that random requests carry. */
const MULTIVALUED = CONTEXT_KEYS.filter(one => one.isMultivalued).map(one =>
  one.key.toLowerCase(),
);

type Test = (wanted: string, given: string, setting: Setting) => boolean;

const text =
  (hasWildcards: boolean, ignoresCase: boolean): Test =>
  (wanted, given, setting) => {
    const places = readPattern(wanted, { ...setting, hasWildcards });
    if (places === undefined) {
      return false;
    }
    const fold = (part: string) => (ignoresCase ? part.toLowerCase() : part);
    return matches(
      places.map(place => (typeof place === 'string' ? fold(place) : place)),
      fold(given),
    );
  };

const arn: Test = (wanted, given, setting) => {
  const places = readPattern(wanted, { ...setting, hasWildcards: true });
  return places !== undefined && matchesArn(places, given);
};

const numbers =
  (compare: (given: number, wanted: number) => boolean): Test =>
  (wanted, given) =>
    compare(Number(given), Number(wanted));

const dates =
  (compare: (given: number, wanted: number) => boolean): Test =>
  (wanted, given) =>
    compare(instantOf(given), instantOf(wanted));

const same: Test = (wanted, given) => wanted === given;

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: text(false, false),
  StringEqualsIgnoreCase: text(false, true),
  StringLike: text(true, false),
  ArnEquals: arn,
  ArnLike: arn,
  NumericEquals: numbers((given, wanted) => given === wanted),
  NumericLessThan: numbers((given, wanted) => given < wanted),
  NumericLessThanEquals: numbers((given, wanted) => given <= wanted),
  NumericGreaterThan: numbers((given, wanted) => given > wanted),
  NumericGreaterThanEquals: numbers((given, wanted) => given >= wanted),
  DateEquals: dates((given, wanted) => given === wanted),
  DateLessThan: dates((given, wanted) => given < wanted),
  DateLessThanEquals: dates((given, wanted) => given <= wanted),
  DateGreaterThan: dates((given, wanted) => given > wanted),
  DateGreaterThanEquals: dates((given, wanted) => given >= wanted),
  Bool: same,
  BinaryEquals: same,
  IpAddress: (wanted, given) => isInBlock(given, wanted),
};

/** A negated operator, and the one that it negates. */
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

/** The names of all operators that compare a value. */
export const COMPARING_OPERATORS: readonly string[] = [
  ...Object.keys(TESTS),
  ...Object.keys(NEGATED),
];

/**
 * Whether all conditions of a statement hold, when the context has all that the request says.
 *
 * Source: "IAM JSON policy elements: Condition operators", "Creating a condition with multiple keys or values", "Single-valued
 * vs. multivalued context keys".
 */
export function conditionsHold(
  conditions: RawConditions,
  setting: Setting,
): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) =>
      conditionHolds(operator, key, textsOf(wanted), setting),
    ),
  );
}

function conditionHolds(
  name: string,
  key: string,
  wanted: readonly string[],
  setting: Setting,
): boolean {
  const set = name.includes(':') ? name.split(':')[0] : undefined;
  const isSet =
    set !== undefined ||
    (name === 'Null' && MULTIVALUED.includes(key.toLowerCase()));
  const given = givenValues(key, isSet, setting.context);
  if (name === 'Null') {
    return wanted.some(value => (value === 'true') === (given.length === 0));
  }
  const operator = name.replace(/^.*:/, '').replace(/IfExists$/, '');
  const isNegated = NEGATED[operator] !== undefined;
  if (given.length === 0) {
    if (name.endsWith('IfExists')) {
      return true;
    }
    return set === undefined ? isNegated : set === 'ForAllValues';
  }
  const test = TESTS[NEGATED[operator] ?? operator];
  if (test === undefined) {
    throw new Error(`no such operator: ${operator}`);
  }
  const isOneOfThem = (value: string) =>
    wanted.some(one => test(one, value, setting));
  const holdsFor = (value: string) => isOneOfThem(value) !== isNegated;
  switch (set) {
    case 'ForAllValues':
      return given.every(holdsFor);
    case 'ForAnyValue':
      return given.some(holdsFor);
    default:
      return given.some(isOneOfThem) !== isNegated;
  }
}

/**
 * The values of the key; for operators on sets, and for Null of a key with several values, empty texts alone are no values,
 * and no values are no key.
 */
function givenValues(
  key: string,
  isSet: boolean,
  context: NaiveContext,
): readonly string[] {
  const given = context.get(key.toLowerCase()) ?? [];
  return isSet && given.every(value => value === '') ? [] : given;
}
