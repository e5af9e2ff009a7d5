import {
  ACCOUNT,
  corridorFile,
  environmentFile,
  fleetOf,
  memoFleet,
} from '../__fixtures__/memo';
import type { Fleet } from '../fleet/fleet';
import { buildMatrix } from './buildMatrix';
import { intendedVerdict } from './intendedVerdict';

function verdicts(fleet: Fleet): Record<string, string> {
  const matrix = buildMatrix(fleet, ACCOUNT);
  return Object.fromEntries(
    matrix.cells.map(cell => [
      cell.id,
      intendedVerdict(cell, matrix, fleet).verdict,
    ]),
  );
}

function allowed(fleet: Fleet): string[] {
  return Object.entries(verdicts(fleet))
    .filter(([, verdict]) => verdict === 'allow')
    .map(([cell]) => cell);
}

const role = (name: string) => `role:arn:aws:iam::${ACCOUNT}:role/${name}`;

describe("the memo's experiment", () => {
  it('comes out as its transcripts show, cell by cell', () => {
    expect(verdicts(memoFleet())).toEqual({
      'corridor:gha1 list bucket:gha1-primary-1': 'allow',
      'corridor:gha1 read bucket:gha1-primary-1': 'allow',
      'corridor:gha1 write bucket:gha1-primary-1': 'allow',
      'corridor:gha1 delete bucket:gha1-primary-1': 'allow',
      'corridor:gha1 administer bucket:gha1-primary-1': 'deny',
      'corridor:gha1 list bucket:gha2-primary-1': 'deny',
      'corridor:gha1 read bucket:gha2-primary-1': 'deny',
      'corridor:gha1 write bucket:gha2-primary-1': 'deny',
      'corridor:gha1 delete bucket:gha2-primary-1': 'deny',
      'corridor:gha1 administer bucket:gha2-primary-1': 'deny',
      'corridor:gha1 list bucket:gha-common-1': 'deny',
      'corridor:gha1 read bucket:gha-common-1': 'deny',
      'corridor:gha1 write bucket:gha-common-1': 'deny',
      'corridor:gha1 delete bucket:gha-common-1': 'deny',
      'corridor:gha1 administer bucket:gha-common-1': 'deny',
      [`corridor:gha1 assume ${role('corridors/single1_gha2')}`]: 'deny',
      [`corridor:gha1 assume ${role('single1_instance')}`]: 'deny',
      'corridor:gha2 list bucket:gha1-primary-1': 'deny',
      'corridor:gha2 read bucket:gha1-primary-1': 'deny',
      'corridor:gha2 write bucket:gha1-primary-1': 'deny',
      'corridor:gha2 delete bucket:gha1-primary-1': 'deny',
      'corridor:gha2 administer bucket:gha1-primary-1': 'deny',
      'corridor:gha2 list bucket:gha2-primary-1': 'allow',
      'corridor:gha2 read bucket:gha2-primary-1': 'allow',
      'corridor:gha2 write bucket:gha2-primary-1': 'allow',
      'corridor:gha2 delete bucket:gha2-primary-1': 'allow',
      'corridor:gha2 administer bucket:gha2-primary-1': 'deny',
      'corridor:gha2 list bucket:gha-common-1': 'deny',
      'corridor:gha2 read bucket:gha-common-1': 'deny',
      'corridor:gha2 write bucket:gha-common-1': 'deny',
      'corridor:gha2 delete bucket:gha-common-1': 'deny',
      'corridor:gha2 administer bucket:gha-common-1': 'deny',
      [`corridor:gha2 assume ${role('corridors/single1_gha1')}`]: 'deny',
      [`corridor:gha2 assume ${role('single1_instance')}`]: 'deny',
      'node-role:single1 list bucket:gha1-primary-1': 'deny',
      'node-role:single1 read bucket:gha1-primary-1': 'deny',
      'node-role:single1 write bucket:gha1-primary-1': 'deny',
      'node-role:single1 delete bucket:gha1-primary-1': 'deny',
      'node-role:single1 administer bucket:gha1-primary-1': 'deny',
      'node-role:single1 list bucket:gha2-primary-1': 'deny',
      'node-role:single1 read bucket:gha2-primary-1': 'deny',
      'node-role:single1 write bucket:gha2-primary-1': 'deny',
      'node-role:single1 delete bucket:gha2-primary-1': 'deny',
      'node-role:single1 administer bucket:gha2-primary-1': 'deny',
      'node-role:single1 list bucket:gha-common-1': 'allow',
      'node-role:single1 read bucket:gha-common-1': 'allow',
      'node-role:single1 write bucket:gha-common-1': 'deny',
      'node-role:single1 delete bucket:gha-common-1': 'deny',
      'node-role:single1 administer bucket:gha-common-1': 'deny',
      [`node-role:single1 assume ${role('corridors/single1_gha1')}`]: 'allow',
      [`node-role:single1 assume ${role('corridors/single1_gha2')}`]: 'allow',
      'anonymous list bucket:gha1-primary-1': 'deny',
      'anonymous read bucket:gha1-primary-1': 'deny',
      'anonymous write bucket:gha1-primary-1': 'deny',
      'anonymous delete bucket:gha1-primary-1': 'deny',
      'anonymous administer bucket:gha1-primary-1': 'deny',
      'anonymous list bucket:gha2-primary-1': 'deny',
      'anonymous read bucket:gha2-primary-1': 'deny',
      'anonymous write bucket:gha2-primary-1': 'deny',
      'anonymous delete bucket:gha2-primary-1': 'deny',
      'anonymous administer bucket:gha2-primary-1': 'deny',
      'anonymous list bucket:gha-common-1': 'deny',
      'anonymous read bucket:gha-common-1': 'deny',
      'anonymous write bucket:gha-common-1': 'deny',
      'anonymous delete bucket:gha-common-1': 'deny',
      'anonymous administer bucket:gha-common-1': 'deny',
    });
  });
});

describe('a bucket shared between corridors', () => {
  const bucketCells = (access: string, operations: readonly string[]) => ({
    access,
    operations,
  });
  const table = [
    { share: 'none', use: 'read', ...bucketCells('none', []) },
    { share: 'read', use: 'none', ...bucketCells('none', []) },
    { share: 'read', use: 'read', ...bucketCells('read', ['list', 'read']) },
    { share: 'read', use: 'write', ...bucketCells('read', ['list', 'read']) },
    { share: 'write', use: 'read', ...bucketCells('read', ['list', 'read']) },
    {
      share: 'write',
      use: 'write',
      ...bucketCells('write', ['list', 'read', 'write', 'delete']),
    },
  ];

  it.each(table)(
    'shared $share and used $use gives $access',
    ({ share, use, operations }) => {
      const fleet = fleetOf(
        environmentFile('single1'),
        corridorFile('gha1', {
          shares:
            share === 'none'
              ? '[]'
              : `[{ bucket: primary-1, with: gha2, access: ${share} }]`,
        }),
        corridorFile('gha2', {
          uses:
            use === 'none'
              ? '[]'
              : `[{ bucket: gha1-primary-1, access: ${use} }]`,
        }),
        corridorFile('gha3', {
          uses: '[{ bucket: gha1-primary-1, access: write }]',
        }),
      );
      expect(
        allowed(fleet).filter(
          cell =>
            cell.startsWith('corridor:') &&
            cell.endsWith('bucket:gha1-primary-1'),
        ),
      ).toEqual([
        ...['list', 'read', 'write', 'delete'].map(
          operation => `corridor:gha1 ${operation} bucket:gha1-primary-1`,
        ),
        ...operations.map(
          operation => `corridor:gha2 ${operation} bucket:gha1-primary-1`,
        ),
      ]);
    },
  );

  it.each(table)(
    'offered $share by the environment and used $use gives $access',
    ({ share, use, operations }) => {
      const fleet = fleetOf(
        environmentFile('single1', {
          sharedBuckets: `[{ name: gha-common-1, accountId: "999999999999", corridors: ${share} }]`,
        }),
        corridorFile('gha1', {
          uses:
            use === 'none'
              ? '[]'
              : `[{ bucket: gha-common-1, access: ${use} }]`,
        }),
        corridorFile('gha2'),
      );
      expect(
        allowed(fleet).filter(cell => cell.endsWith('bucket:gha-common-1')),
      ).toEqual(
        operations.map(
          operation => `corridor:gha1 ${operation} bucket:gha-common-1`,
        ),
      );
    },
  );

  it('is offered by the environment of the corridor, not by another', () => {
    const fleet = fleetOf(
      environmentFile('single1', { sharedBuckets: '[]' }),
      environmentFile('single2', {
        sharedBuckets: `[{ name: gha-common-1, accountId: "${ACCOUNT}", corridors: read, nodeRole: write }]`,
      }),
      corridorFile('gha1', {
        uses: '[{ bucket: gha-common-1, access: read }]',
      }),
    );
    expect(
      allowed(fleet).filter(cell => cell.endsWith('bucket:gha-common-1')),
    ).toEqual(
      ['list', 'read', 'write', 'delete'].map(
        operation => `node-role:single2 ${operation} bucket:gha-common-1`,
      ),
    );
  });
});

describe('roles', () => {
  it('are open to no node under irsa', () => {
    const fleet = fleetOf(
      environmentFile('single1', {
        identity: '{ mechanism: irsa, oidcIssuer: "https://oidc.example" }',
      }),
      corridorFile('gha1'),
      corridorFile('gha2'),
    );
    expect(allowed(fleet).filter(cell => cell.includes(' assume '))).toEqual(
      [],
    );
  });

  it('are open to the node role of their own environment alone', () => {
    const fleet = fleetOf(
      environmentFile('single1'),
      environmentFile('single2', { sharedBuckets: '[]' }),
      corridorFile('gha1'),
      corridorFile('gha2', { environment: 'single2' }),
    );
    expect(allowed(fleet).filter(cell => cell.includes(' assume '))).toEqual([
      `node-role:single1 assume ${role('corridors/single1_gha1')}`,
      `node-role:single2 assume ${role('corridors/single2_gha2')}`,
    ]);
  });

  it('are open to a node role that two environments run on, in both', () => {
    const nodeRole = `{ arn: "arn:aws:iam::${ACCOUNT}:role/nodes" }`;
    const fleet = fleetOf(
      environmentFile('single1', { nodeRole }),
      environmentFile('single2', { nodeRole, sharedBuckets: '[]' }),
      corridorFile('gha1'),
    );
    expect(allowed(fleet).filter(cell => cell.includes(' assume '))).toEqual([
      `node-role:single1 assume ${role('corridors/single1_gha1')}`,
      `node-role:single2 assume ${role('corridors/single1_gha1')}`,
    ]);
    expect(
      Object.keys(verdicts(fleet)).filter(cell => cell.endsWith(role('nodes'))),
    ).toEqual([`corridor:gha1 assume ${role('nodes')}`]);
  });
});

describe('intendedVerdict', () => {
  it('says why', () => {
    const fleet = memoFleet();
    const matrix = buildMatrix(fleet, ACCOUNT);
    const because = (id: string) => {
      const cell = matrix.cells.find(one => one.id === id);
      return cell && intendedVerdict(cell, matrix, fleet).because;
    };
    expect(because('corridor:gha1 read bucket:gha1-primary-1')).toBe(
      'gha1 owns gha1-primary-1',
    );
    expect(because('corridor:gha1 read bucket:gha2-primary-1')).toBe(
      'gha2 does not offer gha2-primary-1 to gha1, and gha1 does not use it',
    );
    expect(because('anonymous read bucket:gha1-primary-1')).toContain(
      'without credentials',
    );
  });

  it('refuses a cell of another matrix', () => {
    const fleet = memoFleet();
    const matrix = buildMatrix(fleet, ACCOUNT);
    const cell = {
      id: 'x read y',
      identity: 'x',
      resource: 'y',
      operation: 'read',
    } as const;
    expect(() => intendedVerdict(cell, matrix, fleet)).toThrow(
      '"x read y" is not in the matrix',
    );
  });
});
