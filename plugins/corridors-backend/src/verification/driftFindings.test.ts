import { renderCorridor } from '@corridors/manifests';
import { buildFleet, buildMatrix } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import { repositoryFiles } from '../__testUtils__/repository';
import { declaredModelOf } from '../inventory';
import { driftFindings } from './driftFindings';

const specs = repositoryFiles();
const fleet = buildFleet(
  Object.entries(specs).map(([path, content]) => ({ path, content })),
);
const [environment] = fleet.environments;
const files = new Map([
  ...Object.entries(specs),
  ...fleet.corridors.flatMap(corridor =>
    environment
      ? renderCorridor(corridor, environment, fleet).map(
          ({ path, content }) =>
            [`corridors/${corridor.metadata.name}/${path}`, content] as const,
        )
      : [],
  ),
]);
const { model: declared } = declaredModelOf({ fleet, files });
const matrix = buildMatrix(fleet, '111122223333');
const GHA1 = 'arn:aws:iam::111122223333:role/corridors/single1_gha1';

/** The account, as the repository declares it, with one role changed. */
function accountWith(
  change: (role: AccessModel['roles'][number]) => AccessModel['roles'][number],
): AccessModel {
  return {
    ...declared,
    roles: declared.roles.map(role =>
      role.arn === GHA1 ? change(role) : role,
    ),
  };
}

describe('driftFindings', () => {
  it('finds none where the account is what the repository declares', () => {
    expect(driftFindings(declared, declared, matrix, fleet)).toEqual({
      findings: [],
      unknown: [],
    });
  });

  it('names a policy that is in the account alone, whose it is, and what to do', () => {
    const { findings } = driftFindings(
      declared,
      accountWith(role => ({
        ...role,
        identity: [
          ...role.identity,
          {
            name: 'by-hand',
            document: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'Favour',
                  Effect: 'Allow',
                  Action: 's3:GetObject',
                  Resource: 'arn:aws:s3:::gha2-primary-1/*',
                },
              ],
            },
          },
        ],
      })),
      matrix,
      fleet,
    );
    expect(findings.map(({ finding }) => finding)).toEqual([
      expect.objectContaining({
        kind: 'drift',
        title: expect.stringMatching(
          /^Role single1_gha1: .*by-hand is in the account alone$/,
        ),
        nextAction: expect.stringContaining('Remove it from the account'),
        corridors: ['gha1'],
        environments: ['single1'],
        views: ['declared', 'configured'],
      }),
    ]);
    const [drift] = findings;
    const cells = matrix.cells.filter(cell => drift?.mayDiffer(cell));
    expect(cells.length).toBeGreaterThan(0);
    for (const { identity, resource } of cells) {
      expect([identity, resource]).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^corridor:gha1$|single1_gha1$/),
        ]),
      );
    }
  });

  it('names the file and line of a statement that differs', () => {
    const { findings } = driftFindings(
      declared,
      accountWith(role => ({
        ...role,
        trust: {
          ...role.trust,
          origin: undefined,
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::111122223333:root' },
                Action: 'sts:AssumeRole',
              },
            ],
          },
        },
      })),
      matrix,
      fleet,
    );
    const missing = findings.filter(({ finding }) =>
      finding.statements?.some(
        ({ file, line }) =>
          file === 'corridors/gha1/aws/role.yaml' && line !== undefined,
      ),
    );
    expect(missing.length).toBeGreaterThan(0);
    for (const { finding } of missing) {
      expect(finding.nextAction).toContain('corridors/gha1/aws/role.yaml:');
    }
    expect(new Set(findings.map(({ finding }) => finding.id)).size).toBe(
      findings.length,
    );
  });

  it('says that the role is missing, once', () => {
    const { findings } = driftFindings(
      declared,
      { ...declared, roles: declared.roles.filter(({ arn }) => arn !== GHA1) },
      matrix,
      fleet,
    );
    expect(findings.map(({ finding }) => finding.title)).toEqual([
      'Role single1_gha1: the role is missing in the account',
    ]);
  });
});
