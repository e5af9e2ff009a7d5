import type { ComparisonMode } from './Comparison';
import { Operator, OPERATORS } from './operators';

/** An operator as a policy may name it, with prefix and suffix. */
export interface NamedOperator {
  readonly name: string;
  /** Absent for `Null`, which compares nothing. */
  readonly compares?: {
    readonly operator: Operator;
    readonly mode: ComparisonMode;
  };
}

const QUANTIFIERS = [
  ['', 'single'],
  ['ForAllValues:', 'ForAllValues'],
  ['ForAnyValue:', 'ForAnyValue'],
] as const;

const SUFFIXES = [
  ['', false],
  ['IfExists', true],
] as const;

const NAMED: ReadonlyMap<string, NamedOperator> = new Map(allNames());

/** The operator of a name, or undefined. (AWS: "IAM JSON policy elements: Condition operators".) */
export function operatorOf(name: string): NamedOperator | undefined {
  return NAMED.get(name);
}

function allNames(): [name: string, operator: NamedOperator][] {
  const compared = [...OPERATORS].flatMap(([base, operator]) =>
    QUANTIFIERS.flatMap(([prefix, quantifier]) =>
      SUFFIXES.map(([suffix, ifExists]): [string, NamedOperator] => {
        const name = `${prefix}${base}${suffix}`;
        const mode = { quantifier, ifExists, isNegated: operator.isNegated };
        return [name, { name, compares: { operator, mode } }];
      }),
    ),
  );
  return [...compared, ['Null', { name: 'Null' }]];
}
