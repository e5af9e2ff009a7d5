import {
  ContextKey,
  CONTEXT_KEYS,
  DERIVED_KEYS,
  ValueType,
} from './contextKeys';
import { Dice } from './Dice';
import { COMPARING_OPERATORS } from './naiveConditions';
import { inAnyCase } from './randomRequest';
import { OneOrMore, RawConditions } from './RawPolicy';

const OPERATOR_PREFIX: Readonly<Record<ValueType, RegExp>> = {
  text: /^String/,
  arn: /^Arn/,
  number: /^Numeric/,
  date: /^Date/,
  flag: /^Bool/,
  bytes: /^Binary/,
  address: /IpAddress$/,
};

/** One to three conditions, each with an operator that goes with its key. */
export function randomConditions(dice: Dice): RawConditions {
  const conditions: Record<string, Record<string, OneOrMore>> = {};
  for (let count = dice.between(1, 3); count > 0; count--) {
    const key = dice.pick<Omit<ContextKey, 'values'>>(
      dice.chance(0.7) ? CONTEXT_KEYS : DERIVED_KEYS,
    );
    const operator = randomOperator(dice, key);
    const values =
      operator === 'Null'
        ? dice.pick(['true', 'false'])
        : dice.oneOrMore(3, () => dice.pick(key.wanted));
    conditions[operator] = {
      ...(dice.chance(0.5) ? conditions[operator] : {}),
      [inAnyCase(dice, key.key)]: values,
    };
  }
  return conditions;
}

function randomOperator(dice: Dice, key: Omit<ContextKey, 'values'>): string {
  if (dice.chance(0.1)) {
    return 'Null';
  }
  const base = dice.pick(
    COMPARING_OPERATORS.filter(name => OPERATOR_PREFIX[key.type].test(name)),
  );
  const set = dice.chance(key.isMultivalued ? 0.9 : 0.1)
    ? dice.pick(['ForAllValues:', 'ForAnyValue:'])
    : '';
  return `${set}${base}${dice.chance(0.25) ? 'IfExists' : ''}`;
}
