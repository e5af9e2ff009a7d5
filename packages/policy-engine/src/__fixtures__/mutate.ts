/** Numbers from 0 to below 1, the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1.5,
  '',
  '*',
  '?',
  '${',
  '${}',
  '${aws:username}',
  "${a:b, 'c'}",
  'arn:aws:s3:::*',
  'arn:',
  's3:*',
  '2008-10-17',
  'Allow',
  'Deny',
  [],
  {},
  [[]],
  '\u0000',
  '𝄞',
];

const KEYS = [
  'Action',
  'NotAction',
  'Resource',
  'Principal',
  'Effect',
  'Sid',
  'StringEquals',
  'BoolIfExists',
  'x',
  '',
];

/** A copy of a JSON value with one to three things changed somewhere within. */
export function mutate(value: unknown, random: () => number): unknown {
  let mutated = value;
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    mutated = change(mutated, random);
  }
  return mutated;
}

function change(value: unknown, random: () => number): unknown {
  const pick = <T>(items: readonly T[]): T | undefined =>
    items[Math.floor(random() * items.length)];
  if (random() < 0.1) {
    return pick(ODD);
  }
  if (Array.isArray(value)) {
    const index = Math.floor(random() * value.length);
    if (random() < 0.2) {
      return random() < 0.5
        ? value.filter((_, i) => i !== index)
        : [...value, pick(ODD)];
    }
    return value.map((item, i) => (i === index ? change(item, random) : item));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const index = Math.floor(random() * entries.length);
    if (random() < 0.2) {
      return Object.fromEntries(entries.filter((_, i) => i !== index));
    }
    return Object.fromEntries(
      entries.map(([key, item], i) => {
        if (i !== index) {
          return [key, item];
        }
        return random() < 0.2
          ? [pick(KEYS) ?? key, item]
          : [key, change(item, random)];
      }),
    );
  }
  if (typeof value === 'string' && random() < 0.8) {
    const at = Math.floor(random() * (value.length + 1));
    const insert =
      pick(['*', '?', ':', '/', '$', '{', '}', '${', 'x', ' ', '"', '']) ?? '';
    return (
      value.slice(0, at) + insert + value.slice(at + (random() < 0.5 ? 1 : 0))
    );
  }
  return pick(ODD);
}
