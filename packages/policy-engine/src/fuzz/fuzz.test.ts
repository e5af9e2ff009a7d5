import { Dice } from '../naive/Dice';
import { Specimen, specimens } from './corpus';
import { mutateDocument } from './mutateDocument';
import { mutateText } from './mutateText';
import { Outcome, understand } from './understand';

/** More documents, or others, for a long search: CORRIDORS_FUZZ=1000000 CORRIDORS_SEED=1. */
const DOCUMENTS = Number(process.env.CORRIDORS_FUZZ ?? 20_000);
const SEED = Number(process.env.CORRIDORS_SEED ?? 0) * 20_000_003;

/** No document takes longer, in milliseconds; a pause of the runtime fits in. */
const SLOWEST = 2_000;

const CORPUS = specimens(Math.min(2_000, Math.ceil(DOCUMENTS / 10)));

function mutation(seed: number): Specimen & { mutated: unknown } {
  const dice = new Dice(seed);
  const specimen = dice.pick(CORPUS);
  const mutated = dice.chance(0.5)
    ? mutateDocument(specimen.document, dice)
    : mutateText(JSON.stringify(specimen.document), dice);
  return { ...specimen, mutated };
}

describe('compilePolicy', () => {
  it('understands every document of the corpus', () => {
    const outcomes = CORPUS.map(({ document, kind, request }) => [
      understand(document, kind, request),
      understand(JSON.stringify(document), kind, request),
    ]);
    expect(new Set(outcomes.flat())).toEqual(new Set(['understood']));
  });

  it(
    `understands or refuses each of ${DOCUMENTS} mutated documents, and nothing in between`,
    () => {
      const counts: Record<Outcome, number> = { understood: 0, refused: 0 };
      for (let seed = SEED; seed < SEED + DOCUMENTS; seed++) {
        const { mutated, kind, request } = mutation(seed);
        const start = performance.now();
        try {
          counts[understand(mutated, kind, request)] += 1;
        } catch (error) {
          throw new Error(
            `Document ${seed}, ${kind}: ${String(error)}: ${
              typeof mutated === 'string' ? mutated : JSON.stringify(mutated)
            } asked ${JSON.stringify(request)}`,
          );
        }
        expect([seed, performance.now() - start < SLOWEST]).toEqual([
          seed,
          true,
        ]);
      }
      expect(counts.understood).toBeGreaterThan(DOCUMENTS / 10);
      expect(counts.refused).toBeGreaterThan(DOCUMENTS / 3);
    },
    Math.max(120_000, DOCUMENTS),
  );
});
