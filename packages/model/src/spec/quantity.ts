const SUFFIXES: ReadonlyMap<string, readonly [base: bigint, exponent: bigint]> =
  new Map([
    ['n', [10n, -9n]],
    ['u', [10n, -6n]],
    ['m', [10n, -3n]],
    ['', [10n, 0n]],
    ['k', [10n, 3n]],
    ['M', [10n, 6n]],
    ['G', [10n, 9n]],
    ['T', [10n, 12n]],
    ['P', [10n, 15n]],
    ['E', [10n, 18n]],
    ['Ki', [2n, 10n]],
    ['Mi', [2n, 20n]],
    ['Gi', [2n, 30n]],
    ['Ti', [2n, 40n]],
    ['Pi', [2n, 50n]],
    ['Ei', [2n, 60n]],
  ]);

const QUANTITY =
  /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<fraction>\d*))?(?:[eE](?<exponent>[+-]?\d{1,2})|(?<suffix>[numkMGTPE]|[KMGTPE]i)?)$/;

const NANO = 9n;

/**
 * Reads a Kubernetes quantity exactly: decimal and binary suffixes, and exponents ("Quantity", Kubernetes API reference).
 * As Kubernetes does, what is finer than a billionth is rounded away from zero.
 *
 * @returns billionths of the unit (cores, bytes, pieces), or undefined when the text is not a quantity
 * @public
 */
export function parseQuantity(text: string): bigint | undefined {
  const groups = QUANTITY.exec(text)?.groups;
  if (!groups || text.length > 40) {
    return undefined;
  }
  const whole = groups.whole ?? '';
  const fraction = groups.fraction ?? '';
  if (whole === '' && fraction === '') {
    return undefined;
  }
  const [base, exponent] =
    groups.exponent === undefined
      ? SUFFIXES.get(groups.suffix ?? '') ?? [10n, 0n]
      : ([10n, BigInt(groups.exponent)] as const);
  const digits = BigInt(`${whole}${fraction}`);
  const scale = NANO - BigInt(fraction.length) + (base === 10n ? exponent : 0n);
  const binary = base === 2n ? 2n ** exponent : 1n;
  const magnitude =
    scale >= 0n
      ? digits * binary * 10n ** scale
      : divideUp(digits * binary, 10n ** -scale);
  return groups.sign === '-' ? -magnitude : magnitude;
}

function divideUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

/**
 * Orders two quantities.
 *
 * @returns below zero when `left` is less, zero when equal, above zero when more
 * @throws RangeError when one of them is not a quantity
 * @public
 */
export function compareQuantities(left: string, right: string): number {
  const [first, second] = [left, right].map(text => {
    const quantity = parseQuantity(text);
    if (quantity === undefined) {
      throw new RangeError(
        `"${text}" is not a Kubernetes quantity; write it as "16", "500m" or 64Gi`,
      );
    }
    return quantity;
  });
  if (first === undefined || second === undefined || first === second) {
    return 0;
  }
  return first < second ? -1 : 1;
}
