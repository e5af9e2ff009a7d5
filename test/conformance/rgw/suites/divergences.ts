import { decideByEngine, questionOf } from '../cells/Question';
import type { Stage } from '../cells/Stage';
import { AVOIDED } from '../divergences/avoided';
import { asUnderstoodByGateway, DIVERGENCES } from '../divergences';

/** What the generator avoids is refused by the gateway, so that nothing is avoided that it has learnt. */
export function showAvoided(stage: () => Stage): void {
  describe('cannot do what is not drawn', () => {
    it.each(
      AVOIDED.map(avoidance => [avoidance.description, avoidance] as const),
    )('%s', async (_, { ask, status }) => {
      const { names } = await stage().bench('z');
      await expect(
        ask(stage().administrators.iam, names.roles[0] ?? ''),
      ).rejects.toMatchObject({ $metadata: { httpStatusCode: status } });
    });
  });
}

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
