import { decideByEngine, questionOf } from '../cells/Question';
import type { Stage } from '../cells/Stage';
import { asUnderstoodByGateway, DIVERGENCES } from '../divergences';

/** Each known divergence shows in its example, so that one which is gone does not stay on the list. */
export function showDivergences(stage: () => Stage): void {
  describe('differs from AWS, as is known', () => {
    it.each(
      DIVERGENCES.map(divergence => [divergence.id, divergence] as const),
    )('%s', async (_, divergence) => {
      const bench = await stage().bench('z');
      const cell = divergence.example(bench.names);
      const answer = await bench.run(cell);

      const question = questionOf(cell, new Date());
      const byAws = decideByEngine(question).verdict;
      const foretold = decideByEngine(asUnderstoodByGateway(question)).verdict;
      const without = decideByEngine(
        asUnderstoodByGateway(question, [divergence]),
      ).verdict;
      expect({ foretold, byAws, without }).toEqual({
        foretold: answer,
        byAws: answer === 'allow' ? 'deny' : 'allow',
        without: byAws,
      });
    });
  });
}
