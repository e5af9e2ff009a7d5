const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/**
 * A Kubernetes quantity as a number, such as 0.5 for `500m`; `undefined` when it is none (Kubernetes documentation,
 * "Resource Management for Pods and Containers").
 */
export function parseQuantity(text: string): number | undefined {
  const [, digits, unit = ''] =
    /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(text.trim()) ?? [];
  const factor = UNITS[unit];
  return digits === undefined || factor === undefined
    ? undefined
    : Number(digits) * factor;
}
