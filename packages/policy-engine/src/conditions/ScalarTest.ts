import { Truth, truthOf } from '../Truth';
import type { ValueTest } from './ValueTest';

/** How values of a type other than text are read and compared. */
export interface ScalarComparison<P, V> {
  /** Undefined when the text of a policy is not of the type. */
  readonly parsePolicyValue: (text: string) => P | undefined;
  readonly parseValue: (text: string) => V | undefined;
  readonly agrees: (value: V, policyValue: P) => boolean;
}

/** Compares with a number, a date, a boolean or an address. A value that is not of the type agrees with nothing. */
export class ScalarTest<P, V> implements ValueTest {
  readonly #comparison: ScalarComparison<P, V>;
  readonly #policyValue: P;

  private constructor(comparison: ScalarComparison<P, V>, policyValue: P) {
    this.#comparison = comparison;
    this.#policyValue = policyValue;
  }

  /** Undefined when the text is not of the type. */
  static parse<P, V>(
    comparison: ScalarComparison<P, V>,
    text: string,
  ): ValueTest | undefined {
    const policyValue = comparison.parsePolicyValue(text);
    return policyValue === undefined
      ? undefined
      : new ScalarTest(comparison, policyValue);
  }

  matches(value: string): Truth {
    const parsed = this.#comparison.parseValue(value);
    return truthOf(
      parsed !== undefined &&
        this.#comparison.agrees(parsed, this.#policyValue),
    );
  }

  addMissing(): void {
    // Nothing is ever missing: the value stands in the policy.
  }
}
