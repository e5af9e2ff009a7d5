import {
  corridorFile,
  corridorYaml,
  environmentFile,
  environmentYaml,
} from '../__fixtures__/memo';
import { buildFleet } from './buildFleet';

const names = (items: readonly { metadata: { name: string } }[]) =>
  items.map(item => item.metadata.name);

describe('buildFleet', () => {
  it('reads environments and corridors, whatever the order, and ignores everything else', () => {
    const fleet = buildFleet([
      corridorFile('gha2'),
      {
        path: 'corridors/gha1/kubernetes/namespace.yaml',
        content: 'kind: Namespace',
      },
      corridorFile('gha1'),
      { path: 'environments/single1/policies/node-role.json', content: '{' },
      { path: 'README.md', content: '# Corridors' },
      environmentFile('single1'),
    ]);
    expect(names(fleet.environments)).toEqual(['single1']);
    expect(names(fleet.corridors)).toEqual(['gha1', 'gha2']);
    expect(fleet.invalid).toEqual([]);
  });

  it('lists what cannot be read with file and line, and goes on with the rest', () => {
    const fleet = buildFleet([
      environmentFile('single1'),
      corridorFile('gha1'),
      { path: 'corridors/broken/corridor.yaml', content: 'kind: [Corridor\n' },
      { path: 'corridors/list/corridor.yaml', content: '- a\n' },
      {
        path: 'environments/lab.yaml',
        content: environmentYaml('lab', { provisioner: 'magic' }),
      },
      { path: 'environments/old.yml', content: environmentYaml('old') },
      { path: 'corridors/orphan/aws/role.yaml', content: 'kind: Role' },
    ]);
    expect(names(fleet.corridors)).toEqual(['gha1']);
    expect(fleet.invalid).toMatchObject([
      {
        kind: 'corridor',
        name: 'broken',
        file: 'corridors/broken/corridor.yaml',
        problems: [{ code: 'not-yaml', line: 2 }],
      },
      {
        kind: 'corridor',
        name: 'list',
        problems: [{ code: 'not-a-mapping', line: 1 }],
      },
      {
        kind: 'corridor',
        name: 'orphan',
        problems: [{ code: 'missing-spec' }],
      },
      {
        kind: 'environment',
        name: 'lab',
        problems: [{ field: 'spec.provisioner', line: 7 }],
      },
      {
        kind: 'environment',
        name: 'old',
        problems: [{ code: 'wrong-file-name' }],
      },
    ]);
  });

  it('wants the folder to bear the name, and names both folders that claim one', () => {
    const fleet = buildFleet([
      environmentFile('single1'),
      corridorFile('gha1'),
      { path: 'corridors/copy/corridor.yaml', content: corridorYaml('gha1') },
      { path: 'corridors/moved/corridor.yaml', content: corridorYaml('other') },
    ]);
    expect(fleet.corridors).toEqual([]);
    expect(fleet.invalid).toMatchObject([
      {
        name: 'copy',
        problems: [
          { code: 'name-mismatch', related: 'gha1', line: 4 },
          { code: 'name-claimed-twice', related: 'gha1' },
        ],
      },
      {
        name: 'gha1',
        problems: [
          {
            code: 'name-claimed-twice',
            related: 'copy',
            line: 4,
            file: 'corridors/gha1/corridor.yaml',
          },
        ],
      },
      {
        name: 'moved',
        problems: [{ code: 'name-mismatch', related: 'other' }],
      },
    ]);
  });

  it('wants a known environment', () => {
    const fleet = buildFleet([
      environmentFile('single1'),
      { path: 'environments/lab.yaml', content: 'nothing' },
      corridorFile('gha1', { environment: 'nowhere' }),
      corridorFile('gha2', { environment: 'lab' }),
    ]);
    expect(fleet.invalid).toMatchObject([
      {
        name: 'gha1',
        problems: [
          {
            code: 'unknown-environment',
            line: 6,
            message: expect.stringContaining('known: single1'),
          },
        ],
      },
      {
        name: 'gha2',
        problems: [
          {
            message: expect.stringContaining(
              'environments/lab.yaml is invalid',
            ),
          },
        ],
      },
      { kind: 'environment', name: 'lab' },
    ]);
  });

  it.each([
    ['gha1-dev', 'prefix-overlap', 'gha1'],
    ['default', 'name-reserved', undefined],
  ])('refuses %s beside gha1 and leaves gha1 alone', (name, code, related) => {
    const fleet = buildFleet([
      environmentFile('single1'),
      corridorFile('gha1'),
      corridorFile(name),
    ]);
    expect(names(fleet.corridors)).toEqual(['gha1']);
    expect(fleet.invalid).toEqual([
      expect.objectContaining({
        name,
        problems: [
          expect.objectContaining({
            code,
            line: 4,
            column: 3,
            file: `corridors/${name}/corridor.yaml`,
            ...(related ? { related } : {}),
          }),
        ],
      }),
    ]);
  });

  it.each<[string, string, Readonly<Record<string, string>>, string, string]>([
    [
      'takes the namespace of a corridor for AWS objects',
      'weblogs',
      {
        aws: '{ accountId: "111122223333", region: eu-west-3, awsNamespace: weblogs }',
        sharedBuckets: '[]',
      },
      'name-reserved',
      'spec.aws.awsNamespace',
    ],
    [
      'reserves the namespace of a corridor',
      'weblogs',
      {
        kubernetes:
          '{ cluster: vpc2-kspray1, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit-spark, reservedNamespaces: [argocd, weblogs] }',
        sharedBuckets: '[]',
      },
      'name-reserved',
      'spec.kubernetes.reservedNamespaces[1]',
    ],
    [
      'shares a bucket of a corridor',
      'weblogs',
      {
        sharedBuckets:
          '[{ name: abc, accountId: "999999999999" }, { name: weblogs-new, accountId: "111122223333" }]',
      },
      'prefix-overlap',
      'spec.sharedBuckets[1].name',
    ],
  ])(
    'tells an environment that %s, at both places',
    (_, name, lab, code, field) => {
      const content = environmentYaml('lab', lab);
      const fleet = buildFleet([
        environmentFile('single1'),
        corridorFile(name),
        { path: 'environments/lab.yaml', content },
      ]);
      expect(names(fleet.environments)).toEqual(['lab', 'single1']);
      expect(fleet.invalid).toMatchObject([
        {
          name,
          problems: [
            { code, file: `corridors/${name}/corridor.yaml`, line: 4 },
            {
              severity: 'error',
              field,
              file: 'environments/lab.yaml',
              line: expect.any(Number),
              message: expect.stringContaining(
                `corridors/${name}/corridor.yaml`,
              ),
            },
          ],
        },
      ]);
      expect(fleet.invalid[0]?.problems).toHaveLength(2);
    },
  );

  it('lets an environment of another cluster use the name of a corridor', () => {
    const fleet = buildFleet([
      environmentFile('single1'),
      corridorFile('weblogs'),
      environmentFile('lab', {
        kubernetes:
          '{ cluster: lab-eks1, apiServer: { cidrs: [10.9.0.10/32] }, managerRole: edit-spark, reservedNamespaces: [weblogs] }',
        sharedBuckets: '[]',
      }),
    ]);
    expect(fleet.invalid).toEqual([]);
  });
});
