import { DecisionReason } from '..';
import { CONTEXT_KEYS } from './contextKeys';
import { Dice } from './Dice';
import {
  answerToLess,
  Case,
  differs,
  differsPrepared,
  engineDecide,
  randomCase,
  shrink,
} from './differential';
import { naiveDecide } from './naiveDecide';

/** More cases, or others, for a long search: CORRIDORS_DIFFERENTIAL=10000000 CORRIDORS_SEED=1000000. */
const CASES = Number(process.env.CORRIDORS_DIFFERENTIAL ?? 50_000);
const FEWER = Math.floor(CASES / 2);
const SEED = Number(process.env.CORRIDORS_SEED ?? 0);

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

/** Throws when a case fails, with the smallest that still does. */
function check(seed: number, one: Case, fails: (one: Case) => boolean): void {
  if (fails(one)) {
    const smallest = shrink(one, fails);
    throw new Error(
      `Case ${seed}: the engine says ${JSON.stringify(
        engineDecide(smallest),
      )}, the naive interpreter ${naiveDecide(
        smallest.request,
        smallest.policies,
      )}, of ${JSON.stringify(smallest, null, 1)}`,
    );
  }
}

const differsAnyhow = (one: Case) => differs(one) || differsPrepared(one);

describe('evaluate', () => {
  it(
    `decides ${CASES} random requests as a naive interpreter of the raw JSON does, prepared or not`,
    () => {
      const counts = new Map<DecisionReason, number>();
      for (let seed = SEED; seed < SEED + CASES; seed++) {
        const one = randomCase(seed);
        check(seed, one, seed % 4 === 0 ? differsAnyhow : differs);
        const { reason } = engineDecide(one);
        counts.set(reason, (counts.get(reason) ?? 0) + 1);
      }
      const rare = REASONS.filter(
        reason => (counts.get(reason) ?? 0) < CASES / 500,
      );
      expect(rare).toEqual([]);
    },
    Math.max(120_000, CASES),
  );

  it(
    `does not guess what it is not told of ${FEWER} random requests`,
    () => {
      let right = 0;
      for (let seed = SEED; seed < SEED + FEWER; seed++) {
        const one = randomCase(seed);
        const dice = new Dice(seed);
        const hidden = CONTEXT_KEYS.map(({ key }) => key.toLowerCase()).filter(
          () => dice.chance(0.5),
        );
        check(seed, one, other => answerToLess(other, hidden) === 'wrong');
        right += answerToLess(one, hidden) === 'right' ? 1 : 0;
      }
      expect(right).toBeGreaterThan(FEWER / 2);
      expect(right).toBeLessThan(FEWER);
    },
    Math.max(120_000, FEWER),
  );
});
