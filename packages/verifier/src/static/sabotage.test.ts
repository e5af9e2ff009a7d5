import {
  buildMatrix,
  deriveFindings,
  type CellAnswer,
  type Finding,
  type Matrix,
} from '@corridors/model';
import {
  randomNumbers,
  randomRepository,
} from '../__fixtures__/randomRepository';
import { PLANTED, plantSabotage } from '../__fixtures__/randomSabotage';
import { ACCOUNT } from '../__fixtures__/repository';
import { createIntendedView } from '../views/createIntendedView';
import type { ViewSource } from '../views/viewSource';
import { analyzeAccess } from './analyzeAccess';
import { createStaticView } from './createStaticView';

async function fill(source: ViewSource, { cells }: Matrix) {
  const answers: CellAnswer[] = [];
  const { signal } = new AbortController();
  for await (const answer of source.fill(cells, signal)) {
    answers.push(answer);
  }
  return answers;
}

const isPlanted = ({ statements = [] }: Finding) =>
  statements.some(({ sid }) => sid === PLANTED);

describe.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'random fleet %i with one statement planted',
  seed => {
    const { fleet, model } = randomRepository(seed);
    const sabotage = plantSabotage(model, fleet, randomNumbers(seed + 1000));

    it(`is found as exactly one leak: ${sabotage.title}`, () => {
      const { findings } = analyzeAccess({
        fleet,
        model: sabotage.model,
        accountId: ACCOUNT,
        view: 'declared',
      });
      expect(findings.map(({ kind }) => kind)).toEqual(['leak']);
      expect(findings.filter(isPlanted)).toHaveLength(1);
      expect(findings[0]?.witness).toBeDefined();
    });

    it(`is the cause of each cell that differs: ${sabotage.title}`, async () => {
      const matrix = buildMatrix(fleet, ACCOUNT);
      const declared = createStaticView({
        view: 'declared',
        matrix,
        model: sabotage.model,
        fleet,
      });
      const findings = deriveFindings(
        matrix,
        await fill(createIntendedView(matrix, fleet), matrix),
        await fill(declared, matrix),
      );
      const analyzed = analyzeAccess({
        fleet,
        model: sabotage.model,
        accountId: ACCOUNT,
        view: 'declared',
      }).findings.map(({ id }) => id);
      expect(findings.every(isPlanted)).toBe(true);
      expect(findings.filter(({ id }) => !analyzed.includes(id))).toEqual([]);
    });
  },
);
