import {
  corridorFile,
  environmentFile,
  fleetOf,
  memoFleet,
} from '../__fixtures__/memo';
import type { Fleet } from '../fleet/fleet';
import { checkName } from './checkName';

const aws = (fields: string) => ({
  aws: `{ accountId: "111122223333", region: eu-west-3, awsNamespace: corridors-aws, ${fields} }`,
});

function check(
  name: string,
  fleet: Fleet = memoFleet(),
  environment = 'single1',
  except?: string,
) {
  const place = fleet.environments.find(
    one => one.metadata.name === environment,
  );
  if (!place) {
    throw new Error(`no environment ${environment}`);
  }
  return checkName(name, place, fleet, except === undefined ? {} : { except });
}

describe('checkName', () => {
  it.each(['gha3', 'spark', 'abc', 'a'.repeat(20)])('takes %s', name => {
    expect(check(name)).toEqual([]);
  });

  it.each([
    ['ab', 'name-shape', '3 to 20 characters'],
    ['a'.repeat(21), 'name-shape', '3 to 20 characters'],
    ['', 'name-shape', '3 to 20 characters'],
    ['Gha3', 'name-shape', 'lower-case'],
    ['default', 'name-reserved', 'Kubernetes'],
    ['kube-system', 'name-reserved', 'Kubernetes'],
    ['argocd', 'name-reserved', 'single1'],
    ['corridors-aws', 'name-reserved', 'single1'],
    ['security', 'name-reserved', 'page'],
    ['requests', 'name-reserved', 'page'],
    ['gha1', 'name-taken', 'exists in environment single1'],
  ])('refuses "%s" as %s', (name, code, words) => {
    expect(check(name)).toEqual([
      expect.objectContaining({
        code,
        field: 'metadata.name',
        severity: 'error',
        message: expect.stringContaining(words),
      }),
    ]);
  });

  it.each([
    ['gha1-dev', 'gha1', ['gha1-dev-', 'gha1-', 'corridor gha1']],
    ['gha', 'gha-common-1', ['gha-', 'gha-common-1', 'shared bucket']],
    ['gha-common', 'gha-common-1', ['gha-common-', 'shared bucket']],
  ])('refuses %s beside %s and names both', (name, related, words) => {
    const problems = check(name);
    expect(problems).toEqual([
      expect.objectContaining({ code: 'prefix-overlap', related }),
    ]);
    words.forEach(word => expect(problems[0]?.message).toContain(word));
  });

  it('refuses a name whose prefix another begins', () => {
    const fleet = fleetOf(environmentFile('single1'), corridorFile('gha1-dev'));
    expect(check('gha1', fleet)).toMatchObject([
      { code: 'prefix-overlap', related: 'gha1-dev' },
    ]);
  });

  it('takes a name that only looks alike: the hyphen is part of the prefix', () => {
    expect(check('gha10')).toEqual([]);
    expect(check('gha-1')).toEqual([]);
  });

  it('looks at every environment of the account, and at no other account', () => {
    const other = environmentFile('other', {
      aws: '{ accountId: "999999999999", region: eu-west-3, awsNamespace: corridors-aws }',
      nodeRole: '{ arn: "arn:aws:iam::999999999999:role/other" }',
      sharedBuckets: '[]',
    });
    const fleet = fleetOf(
      environmentFile('single1'),
      environmentFile('single2', { sharedBuckets: '[]' }),
      other,
      corridorFile('gha1'),
    );
    expect(check('gha1-dev', fleet, 'single2')).toMatchObject([
      { code: 'prefix-overlap', related: 'gha1' },
    ]);
    expect(check('gha', fleet, 'single2')).toMatchObject([
      { code: 'prefix-overlap', related: 'gha-common-1' },
    ]);
    expect(check('gha1-dev', fleet, 'other')).toEqual([]);
    expect(check('gha1', fleet, 'other')).toMatchObject([
      { code: 'name-taken' },
    ]);
  });

  const lab = (cluster: string, identity = '{ mechanism: assume-role }') =>
    environmentFile('lab', {
      kubernetes: `{ cluster: ${cluster}, apiServer: { cidrs: [10.0.0.77/32] }, managerRole: edit-spark }`,
      aws: '{ accountId: "999999999999", region: eu-west-3, awsNamespace: lab-aws }',
      identity,
      nodeRole: '{ arn: "arn:aws:iam::999999999999:role/lab" }',
      sharedBuckets: '[]',
    });

  it.each([
    ['corridors-aws', 'spec.aws.awsNamespace'],
    ['argocd', 'spec.kubernetes.reservedNamespaces[0]'],
    ['spark-system', 'spec.kubernetes.reservedNamespaces[1]'],
  ])(
    'refuses "%s", which another environment of the cluster reserves',
    (name, field) => {
      const fleet = fleetOf(environmentFile('single1'), lab('VPC2-kspray1'));
      expect(check(name, fleet, 'lab')).toEqual([
        expect.objectContaining({
          code: 'name-reserved',
          message: expect.stringContaining(
            `(${field} of environments/single1.yaml)`,
          ),
        }),
      ]);
    },
  );

  it.each(['VPC2-KSPRAY1', '\u{FF56}pc2-kspray1', 'vpc2-kspray1\uFE0F'])(
    'knows the same cluster when it is written "%s"',
    cluster => {
      const fleet = fleetOf(environmentFile('single1'), lab(cluster));
      expect(check('argocd', fleet, 'lab')).toMatchObject([
        { code: 'name-reserved' },
      ]);
    },
  );

  it('leaves the same names to environments of other clusters', () => {
    const fleet = fleetOf(environmentFile('single1'), lab('lab-eks1'));
    expect(check('corridors-aws', fleet, 'lab')).toEqual([]);
    expect(check('argocd', fleet, 'lab')).toEqual([]);
    expect(check('lab-aws', fleet)).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'issuer of tokens',
      {
        kubernetes:
          '{ cluster: alias, apiServer: { cidrs: [10.0.0.1/32] }, managerRole: edit-spark }',
        identity:
          '{ mechanism: irsa, oidcIssuer: "https://OIDC.example/id/A" }',
      },
    ],
    [
      'address of an API server, in one account',
      {
        kubernetes:
          '{ cluster: alias, apiServer: { cidrs: [10.0.1.0/28, 10.0.0.0/28] }, managerRole: edit-spark }',
      },
    ],
  ])('knows a cluster of another name by its %s', (_, parts) => {
    const fleet = fleetOf(
      environmentFile('single1', {
        identity:
          '{ mechanism: irsa, oidcIssuer: "https://oidc.example/id/A" }',
      }),
      environmentFile('twin', { ...parts, sharedBuckets: '[]' }),
    );
    expect(check('spark-system', fleet, 'twin')).toMatchObject([
      { code: 'name-reserved' },
    ]);
  });

  it('looks at a shared bucket in the account that owns it', () => {
    const sharing = (name: string) =>
      environmentFile('other', {
        aws: '{ accountId: "999999999999", region: eu-west-3, awsNamespace: other-aws }',
        kubernetes:
          '{ cluster: other, apiServer: { cidrs: [10.0.0.1/32] }, managerRole: edit-spark }',
        nodeRole: '{ arn: "arn:aws:iam::999999999999:role/other" }',
        sharedBuckets: `[{ name: reference, accountId: "999999999999" }, { name: ${name}, accountId: "111122223333", corridors: write }]`,
      });
    const fleet = fleetOf(environmentFile('single1'), sharing('gha2-new'));
    expect(check('gha2', fleet)).toMatchObject([
      { code: 'prefix-overlap', related: 'gha2-new' },
    ]);
    expect(check('reference', fleet)).toEqual([]);
    expect(check('gha2', fleet, 'other')).toEqual([]);
    expect(check('reference', fleet, 'other')).toMatchObject([
      { code: 'prefix-overlap', related: 'reference' },
    ]);
    expect(
      check('gha2', fleetOf(environmentFile('single1'), sharing('gha2new'))),
    ).toEqual([]);
  });

  it('does not stand in its own way when it is changed', () => {
    expect(check('gha1', memoFleet(), 'single1', 'gha1')).toEqual([]);
  });

  it('counts a folder that cannot be read as taken', () => {
    const fleet: Fleet = {
      ...memoFleet(),
      invalid: [
        {
          kind: 'corridor',
          name: 'gha5',
          file: 'corridors/gha5/corridor.yaml',
          problems: [],
        },
      ],
    };
    expect(check('gha5', fleet)).toMatchObject([
      { code: 'name-taken', related: 'gha5' },
    ]);
  });

  it('refuses a name whose role becomes too long', () => {
    const pattern = `{environment}-${'x'.repeat(48)}-{corridor}`;
    const fleet = fleetOf(
      environmentFile('single1', aws(`roleNamePattern: "${pattern}"`)),
    );
    expect(check('gha1', fleet)).toEqual([]);
    expect(check('gha12345', fleet)).toMatchObject([
      {
        code: 'name-too-long',
        message: expect.stringMatching(/role .* 65 of 64 characters/),
      },
    ]);
  });

  it('refuses a name that leaves no room for a bucket', () => {
    const pattern = `${'x'.repeat(55)}-{corridor}-{bucket}`;
    const fleet = fleetOf(
      environmentFile('single1', aws(`bucketNamePattern: "${pattern}"`)),
    );
    expect(check('gha', fleet)).toEqual([]);
    expect(check('gha1', fleet)).toEqual([]);
    expect(check('gha12', fleet)).toMatchObject([{ code: 'name-too-long' }]);
  });

  it('refuses a name that would have the role of another corridor or of the nodes', () => {
    const pattern = aws('roleNamePattern: "{environment}-{corridor}"');
    const fleet = fleetOf(
      environmentFile('lab', {
        ...pattern,
        nodeRole: '{ arn: "arn:aws:iam::111122223333:role/lab-nodes" }',
        sharedBuckets: '[]',
      }),
      environmentFile('lab-big', { ...pattern, sharedBuckets: '[]' }),
      corridorFile('big-gha', { environment: 'lab' }),
    );
    expect(check('gha', fleet, 'lab-big')).toMatchObject([
      { code: 'role-taken', related: 'big-gha' },
    ]);
    expect(check('nodes', fleet, 'lab')).toMatchObject([
      {
        code: 'role-taken',
        message: expect.stringContaining('node role of lab'),
      },
    ]);
  });
});
