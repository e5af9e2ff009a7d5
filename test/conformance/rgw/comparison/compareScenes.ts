import type { Bench } from '../cells/Bench';
import type { Answer, Cell } from '../cells/Cell';
import { Random } from '../generator/Random';
import { cellOf, drawScene, Scene } from '../generator/Scene';
import { isExplained, judge } from './judge';
import { Tally } from './Tally';

/** A cell that the gateway did not answer as foretold. */
export interface Surprise {
  readonly scene: number;
  readonly cell: Cell;
  readonly answer: Answer;
}

/** So many are enough to see what is wrong. */
const MOST_SURPRISES = 20;

/**
 * Draws scenes, puts their policies on the gateway, tries everything in them, and compares.
 *
 * @param benches - each works through scenes of its own at the same time as the others
 * @param cells - so many at least
 */
export async function compareScenes(
  benches: readonly Bench[],
  { seed, cells }: { seed: number; cells: number },
): Promise<{ tally: Tally; surprises: Surprise[] }> {
  const tally = new Tally();
  const surprises: Surprise[] = [];
  let nextScene = 0;

  const work = async (bench: Bench) => {
    while (tally.cells < cells && surprises.length < MOST_SURPRISES) {
      const number = nextScene;
      nextScene += 1;
      const scene = drawScene(new Random(seed, number), bench.names);
      await setUp(bench, scene);
      for (const visit of scene.visits) {
        const client = await bench.clientOf(visit.caller, visit.session);
        for (const attempt of visit.attempts) {
          const answer = await bench.attempt(client, visit.caller, attempt);
          const cell = cellOf(scene, visit, attempt);
          const judgement = judge(cell);
          tally.add(cell, judgement, answer);
          if (!isExplained(judgement, answer)) {
            surprises.push({ scene: number, cell, answer });
          }
        }
      }
    }
  };
  await Promise.all(benches.map(work));
  return { tally, surprises };
}

async function setUp(bench: Bench, scene: Scene): Promise<void> {
  await Promise.all([
    ...[...scene.identity].map(([owner, documents]) =>
      bench.setIdentityPolicies(owner, documents),
    ),
    ...[...scene.buckets].map(([bucket, document]) =>
      bench.setBucketPolicy(bucket, document),
    ),
  ]);
}
