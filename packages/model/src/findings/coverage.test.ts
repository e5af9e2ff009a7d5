import {
  ACCOUNT,
  environmentFile,
  fleetOf,
  memoFleet,
} from '../__fixtures__/memo';
import { buildMatrix, type CellAnswer } from '../access';
import { summarizeCoverage } from './coverage';
import { standingWeaknesses } from './standingWeakness';

describe('summarizeCoverage', () => {
  const cells = buildMatrix(memoFleet(), ACCOUNT).cells.slice(0, 10);
  const notCovered = (index: number, detail: string): CellAnswer => ({
    cell: cells[index]?.id ?? '',
    view: 'observed',
    covered: false,
    reason: 'no-harmless-probe',
    detail,
  });

  it('counts what is covered, and the rest by reason', () => {
    const answers: CellAnswer[] = [
      {
        cell: cells[0]?.id ?? '',
        view: 'observed',
        covered: true,
        verdict: 'deny',
        evidence: [],
      },
      notCovered(1, 'administer'),
      notCovered(2, 'administer'),
      {
        cell: 'a cell out of scope',
        view: 'observed',
        covered: true,
        verdict: 'deny',
        evidence: [],
      },
    ];
    expect(summarizeCoverage(cells, answers)).toEqual([
      {
        view: 'observed',
        cells: 10,
        covered: 1,
        notCovered: [
          {
            reason: 'not-reached',
            detail: 'The run ended before these cells were looked at.',
            cells: 7,
          },
          { reason: 'no-harmless-probe', detail: 'administer', cells: 2 },
        ],
      },
    ]);
  });

  it('says nothing of a view that did not answer', () => {
    expect(summarizeCoverage(cells, [])).toEqual([]);
  });
});

describe('standingWeaknesses', () => {
  it('states those of assume-role, and none of irsa', () => {
    const { environments } = fleetOf(
      environmentFile('single1'),
      environmentFile('eks', {
        identity: '{ mechanism: irsa, oidcIssuer: "https://oidc.example" }',
      }),
    );
    expect(standingWeaknesses(environments)).toEqual([
      {
        environment: 'single1',
        title: "Pods of single1 can take the node role's place",
        explanation: expect.stringContaining('role/single1_instance'),
      },
    ]);
  });
});
