import type { Operation, Verdict } from '@corridors/model';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AccessMatrix, countCells, type MatrixData } from '../AccessMatrix';
import { pairsOfMatrix } from './accessPair';

const identity = (corridor: string) =>
  ({
    kind: 'corridor',
    id: `corridor:${corridor}`,
    corridor,
    environment: 'single1',
    accountId: '111122223333',
    roleArn: `arn:aws:iam::111122223333:role/single1_${corridor}`,
    namespace: corridor,
    serviceAccount: corridor,
  } as const);

const bucket = (corridor: string) =>
  ({
    kind: 'bucket',
    id: `bucket:${corridor}-primary`,
    name: `${corridor}-primary`,
    accountId: '111122223333',
    region: 'eu-west-3',
    owner: { kind: 'corridor', corridor },
    environment: 'single1',
  } as const);

function cell(
  who: string,
  operation: Operation,
  what: string,
  intended: Verdict,
  declared: Verdict,
): MatrixData['cells'][number] {
  const id = `corridor:${who} ${operation} bucket:${what}-primary`;
  return {
    id,
    identity: `corridor:${who}`,
    resource: `bucket:${what}-primary`,
    operation,
    answers: [
      {
        cell: id,
        view: 'intended',
        covered: true,
        verdict: intended,
        evidence: [],
      },
      {
        cell: id,
        view: 'declared',
        covered: true,
        verdict: declared,
        evidence: [],
      },
    ],
  };
}

/** A large run, as it comes: most of what is denied is a number. */
const DATA: MatrixData = {
  identities: [identity('gha1'), identity('gha2')],
  resources: [bucket('gha1'), bucket('gha2')],
  cells: [
    cell('gha1', 'list', 'gha1', 'allow', 'allow'),
    cell('gha1', 'read', 'gha1', 'allow', 'allow'),
    cell('gha2', 'list', 'gha2', 'allow', 'deny'),
    cell('gha1', 'read', 'gha2', 'deny', 'allow'),
    cell('gha1', 'write', 'gha2', 'deny', 'conditional'),
  ],
  unlisted: [
    [3, 3],
    [5, 4],
  ],
};

describe('access as a list', () => {
  it('tells pairs in which something is allowed or differs, differences first', () => {
    expect(
      pairsOfMatrix(DATA).map(({ identity: who, resource, operations }) => [
        who.id,
        resource.id,
        operations.map(({ operation, outcome }) => `${outcome} ${operation}`),
      ]),
    ).toEqual([
      ['corridor:gha1', 'bucket:gha2-primary', ['leak read', 'unproven write']],
      ['corridor:gha2', 'bucket:gha2-primary', ['blocked list']],
      ['corridor:gha1', 'bucket:gha1-primary', ['allow list', 'allow read']],
    ]);
  });

  it('is a table that says in words what differs', async () => {
    render(<AccessMatrix data={DATA} label="Access" onOpen={() => {}} />);
    await userEvent.click(screen.getByRole('radio', { name: 'List' }));
    const table = screen.getByRole('table', { name: 'Access' });
    expect(
      within(table).getByRole('row', {
        name: 'gha1 gha2-primary Leak read Unproven write',
      }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('switch', { name: 'Only what differs' }),
    );
    expect(within(table).getAllByRole('rowheader')).toHaveLength(2);
  });
});

describe('a matrix that is rolled up', () => {
  it('counts cells that are not listed as denied', () => {
    expect(countCells(DATA)).toBe(20);
    render(<AccessMatrix data={DATA} label="Access" onOpen={() => {}} />);
    expect(
      screen.getByRole('gridcell', {
        name: 'gha1 to gha2: 1 leak, 1 unproven, 3 denied as intended',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('gridcell', {
        name: 'gha2 to gha1: 5 denied as intended',
      }),
    ).toBeInTheDocument();
  });
});
