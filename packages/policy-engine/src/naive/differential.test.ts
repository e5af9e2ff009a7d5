import { DecisionReason } from '..';
import { differs, engineDecide, randomCase, shrink } from './differential';

/** More cases, or others, for a long search: CORRIDORS_DIFFERENTIAL=10000000 CORRIDORS_SEED=7. */
const CASES = Number(process.env.CORRIDORS_DIFFERENTIAL ?? 50_000);
const SEED = Number(process.env.CORRIDORS_SEED ?? 1);

const REASONS: readonly DecisionReason[] = [
  'allowed',
  'explicit-deny',
  'implicit-deny',
  'resource-policy',
  'trust-policy',
  'boundary',
  'session-policy',
  'scp',
];

/** Decides a case, and throws when the two disagree, with the smallest case in which they still do. */
function compare(seed: number): DecisionReason {
  const one = randomCase(seed);
  if (!differs(one)) {
    return engineDecide(one).reason;
  }
  const smallest = shrink(one);
  const decision = JSON.stringify(engineDecide(smallest));
  throw new Error(
    `Case ${seed}: the naive interpreter does not say ${decision} of ${JSON.stringify(
      smallest,
      null,
      1,
    )}`,
  );
}

describe('evaluate', () => {
  it(
    `decides ${CASES} random requests as a naive interpreter of the raw JSON does`,
    () => {
      const counts = new Map<DecisionReason, number>();
      for (let i = 0; i < CASES; i++) {
        const reason = compare(SEED * 20_000_003 + i);
        counts.set(reason, (counts.get(reason) ?? 0) + 1);
      }
      for (const reason of REASONS) {
        expect([reason, (counts.get(reason) ?? 0) / CASES > 0.002]).toEqual([
          reason,
          true,
        ]);
      }
    },
    Math.max(120_000, CASES),
  );
});
