const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/**
 * The value of a Kubernetes quantity in base units: cores, bytes or a count. Source: the Kubernetes reference, "Quantity".
 *
 * @returns undefined when the text is no quantity
 * @public
 */
export function parseQuantity(text: string | number): number | undefined {
  const match =
    /^([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)([numkMGTP]?|[KMGTP]i)$/.exec(
      String(text),
    );
  const factor = match ? SUFFIXES[match[2] ?? ''] : undefined;
  return match && factor !== undefined ? Number(match[1]) * factor : undefined;
}

/**
 * Writes a value in base units as the API server would write its sum: whole binary units for memory, milli-units for
 * fractions of a core.
 *
 * @public
 */
export function formatQuantity(
  value: number,
  unit: 'bytes' | 'number',
): string {
  if (unit === 'bytes') {
    for (const suffix of ['Ti', 'Gi', 'Mi', 'Ki'] as const) {
      const factor = SUFFIXES[suffix] ?? 1;
      if (value !== 0 && value % factor === 0) {
        return `${value / factor}${suffix}`;
      }
    }
  }
  const milli = Math.round(value * 1000);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}
