import {
  ACCOUNT,
  corridorFile,
  environmentFile,
  fleetOf,
  memoFleet,
} from '../__fixtures__/memo';
import { buildMatrix } from './buildMatrix';
import { cellsInScope } from './cellsInScope';

describe('buildMatrix', () => {
  it('has a row for each identity and a column for each resource', () => {
    const matrix = buildMatrix(memoFleet(), ACCOUNT);
    expect(matrix.identities.map(identity => identity.id)).toEqual([
      'corridor:gha1',
      'corridor:gha2',
      'node-role:single1',
      'anonymous',
    ]);
    expect(matrix.resources.map(resource => resource.id)).toEqual([
      'bucket:gha1-primary-1',
      'bucket:gha2-primary-1',
      'bucket:gha-common-1',
      `role:arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1`,
      `role:arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha2`,
      `role:arn:aws:iam::${ACCOUNT}:role/single1_instance`,
    ]);
  });

  it('leaves out cells that make no sense', () => {
    const ids = buildMatrix(memoFleet(), ACCOUNT).cells.map(cell => cell.id);
    expect(ids.filter(id => id.startsWith('anonymous assume'))).toEqual([]);
    expect(ids).not.toContain(
      `corridor:gha1 assume role:arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1`,
    );
    expect(ids).not.toContain(
      `node-role:single1 assume role:arn:aws:iam::${ACCOUNT}:role/single1_instance`,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows a bucket that two environments offer once', () => {
    const matrix = buildMatrix(
      fleetOf(
        environmentFile('single1'),
        environmentFile('single2'),
        corridorFile('gha1'),
      ),
      ACCOUNT,
    );
    expect(
      matrix.resources.filter(({ id }) => id === 'bucket:gha-common-1'),
    ).toMatchObject([{ owner: { kind: 'shared', environment: 'single1' } }]);
  });

  it('is empty for an account without environments', () => {
    expect(buildMatrix(memoFleet(), '999999999999')).toEqual({
      accountId: '999999999999',
      identities: [],
      resources: [],
      cells: [],
    });
  });
});

describe('cellsInScope', () => {
  const matrix = buildMatrix(
    fleetOf(
      environmentFile('single1'),
      environmentFile('single2', { sharedBuckets: '[]' }),
      corridorFile('gha1'),
      corridorFile('gha2'),
      corridorFile('gha3', { environment: 'single2' }),
    ),
    ACCOUNT,
  );

  it('takes every cell whose identity or resource is the corridor’s own', () => {
    const cells = cellsInScope(matrix, { kind: 'corridor', corridor: 'gha1' });
    expect(cells.length).toBeGreaterThan(0);
    expect(cells.every(cell => cell.id.includes('gha1'))).toBe(true);
    expect(cells.length).toBe(
      matrix.cells.filter(cell => cell.id.includes('gha1')).length,
    );
  });

  it('takes the cells of an environment, and of the whole account', () => {
    const cells = cellsInScope(matrix, {
      kind: 'environment',
      environment: 'single2',
    });
    expect(cells.map(cell => cell.id)).toContain(
      'anonymous read bucket:gha3-primary-1',
    );
    expect(cells.map(cell => cell.id)).toContain(
      'corridor:gha3 read bucket:gha1-primary-1',
    );
    expect(cells.map(cell => cell.id)).not.toContain(
      'corridor:gha1 read bucket:gha2-primary-1',
    );
    expect(
      cellsInScope(matrix, { kind: 'account', accountId: ACCOUNT }),
    ).toHaveLength(matrix.cells.length);
    expect(
      cellsInScope(matrix, { kind: 'account', accountId: '999999999999' }),
    ).toEqual([]);
  });
});
