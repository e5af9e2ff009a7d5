import type { DecisionReason } from '@corridors/policy-engine';
import type { Stage } from '../cells/Stage';
import { compareScenes } from '../comparison/compareScenes';
import { describeSurprise } from '../comparison/describeSurprise';

const CELLS = Number(process.env.CORRIDORS_RGW_CELLS ?? 10_000);
const SEED = Number(process.env.CORRIDORS_RGW_SEED ?? 20_261_123);
const BENCHES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Least part of all cells that each reason must decide: cells that are all denied would show nothing. */
const LEAST_SHARES: readonly (readonly [DecisionReason, number])[] = [
  ['allowed', 0.2],
  ['explicit-deny', 0.1],
  ['implicit-deny', 0.2],
  ['session-policy', 0.03],
  ['resource-policy', 0.01],
];

const ANSWERS = ['list', 'get', 'put', 'delete'].flatMap(operation => [
  `${operation} allow`,
  `${operation} deny`,
]);

/** Random policies on the gateway, tried for real. */
export function compareCells(stage: () => Stage): void {
  it(
    `answers ${CELLS} random cells as the engine does, but for the known differences`,
    async () => {
      const benches = await Promise.all(
        BENCHES.map(letter => stage().bench(letter)),
      );
      const start = Date.now();
      const { tally, surprises } = await compareScenes(benches, {
        seed: SEED,
        cells: CELLS,
      });
      const seconds = (Date.now() - start) / 1000;
      // eslint-disable-next-line no-console
      console.info(
        `seed ${SEED}, ${seconds.toFixed(1)} s, ${Math.round(
          tally.cells / seconds,
        )} cells/s\n${tally}`,
      );
      const described: string[] = [];
      for (const surprise of surprises.slice(0, 3)) {
        const bench = benches.find(({ names }) =>
          names.buckets.includes(surprise.cell.attempt.bucket),
        );
        if (bench) {
          described.push(await describeSurprise(surprise, bench));
        }
      }
      expect(described).toEqual([]);
      expect(surprises).toHaveLength(0);
      expect(tally.cells).toBeGreaterThanOrEqual(CELLS);
      expect(
        LEAST_SHARES.filter(([reason, least]) => tally.share(reason) < least),
      ).toEqual([]);
      expect([...tally.answers.keys()].sort()).toEqual([...ANSWERS].sort());
    },
    30 * 60_000,
  );
}
