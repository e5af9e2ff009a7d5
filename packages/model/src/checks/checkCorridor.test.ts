import {
  corridorFile,
  environmentFile,
  fleetOf,
  memoFleet,
} from '../__fixtures__/memo';
import type { Fleet } from '../fleet/fleet';
import { parseCorridor } from '../spec';
import { checkCorridor } from './checkCorridor';

type Spec = Readonly<Record<string, string>>;
type Options = Parameters<typeof checkCorridor>[3];

function check(name: string, spec: Spec, fleet: Fleet, options: Options = {}) {
  const parsed = parseCorridor(
    corridorFile(name, spec).content,
    'corridor.yaml',
  );
  if (!parsed.ok) {
    throw new Error(parsed.problems.map(problem => problem.message).join(' '));
  }
  const environment = fleet.environments.find(
    one => one.metadata.name === parsed.value.spec.environment,
  );
  if (!environment) {
    throw new Error('unknown environment');
  }
  return checkCorridor(parsed.value, environment, fleet, options);
}

const offering = (corridors: string) =>
  environmentFile('single1', {
    sharedBuckets: `[{ name: gha-common-1, accountId: "111122223333", nodeRole: read, corridors: ${corridors} }]`,
  });

describe('checkCorridor', () => {
  it('finds nothing wrong with a corridor like those of the memo', () => {
    expect(check('gha3', {}, memoFleet())).toEqual([]);
  });

  it.each<[string, Spec, string, string, string]>([
    [
      'too much cpu',
      { quota: '{ cpu: "65", memory: 1Gi, pods: 1 }' },
      'above-maximum',
      'spec.quota.cpu',
      'at most 64',
    ],
    [
      'too much memory',
      { quota: '{ cpu: "1", memory: 257Gi, pods: 1 }' },
      'above-maximum',
      'spec.quota.memory',
      '256Gi',
    ],
    [
      'too many pods',
      { quota: '{ cpu: "1", memory: 1Gi, pods: 201 }' },
      'above-maximum',
      'spec.quota.pods',
      '200',
    ],
    [
      'a Spark version not offered',
      { spark: '{ version: 4.0.0, operator: kubeflow }' },
      'spark-version',
      'spec.spark.version',
      '3.5.6, 4.1.1',
    ],
    [
      'an operator not offered',
      { spark: '{ version: 3.5.6, operator: none }' },
      'spark-operator',
      'spec.spark.operator',
      'kubeflow',
    ],
    [
      'a bucket that nobody has',
      { uses: '[{ bucket: nowhere, access: read }]' },
      'unknown-bucket',
      'spec.uses[0].bucket',
      'neither',
    ],
    [
      'a bucket not shared',
      { uses: '[{ bucket: gha1-primary-1, access: read }]' },
      'not-shared',
      'spec.uses[0].bucket',
      'in corridor gha1',
    ],
    [
      'a shared bucket not offered',
      { uses: '[{ bucket: gha-common-1, access: read }]' },
      'not-shared',
      'spec.uses[0].bucket',
      'does not offer it',
    ],
    [
      'its own bucket',
      { uses: '[{ bucket: gha3-primary-1, access: read }]' },
      'uses-own-bucket',
      'spec.uses[0].bucket',
      'need not',
    ],
    [
      'a share with nobody',
      { shares: '[{ bucket: primary-1, with: gha9, access: read }]' },
      'unknown-corridor',
      'spec.shares[0].with',
      'no corridor',
    ],
    [
      'an owner of another catalog namespace',
      { owner: 'group:other/gha' },
      'owner-namespace',
      'spec.owner',
      'default',
    ],
  ])('judges %s', (_, spec, code, field, words) => {
    const problems = check('gha3', spec, memoFleet());
    expect(problems).toEqual([
      expect.objectContaining({
        code,
        field,
        severity: 'error',
        message: expect.stringContaining(words),
      }),
    ]);
  });

  it('refuses a bucket whose real name is 64 long, with that name', () => {
    const problems = check(
      'gha34',
      { buckets: `[{ name: ${'x'.repeat(58)} }]` },
      memoFleet(),
    );
    expect(problems).toMatchObject([
      { code: 'bucket-name', field: 'spec.buckets[0].name' },
    ]);
    expect(problems[0]?.message).toContain('has 64 characters');
  });

  it('takes a quantity that is equal to the maximum in other words', () => {
    expect(
      check(
        'gha3',
        { quota: '{ cpu: 64000m, memory: 262144Mi, pods: 200 }' },
        memoFleet(),
      ),
    ).toEqual([]);
  });

  it('lets a corridor use what both sides agree on, and no more', () => {
    const fleet = fleetOf(
      offering('read'),
      corridorFile('gha1', {
        shares: '[{ bucket: primary-1, with: gha2, access: read }]',
      }),
      corridorFile('gha2'),
    );
    const uses = (bucket: string, access: string) =>
      check(
        'gha2',
        { uses: `[{ bucket: ${bucket}, access: ${access} }]` },
        fleet,
        { existing: 'gha2' },
      );
    expect(uses('gha1-primary-1', 'read')).toEqual([]);
    expect(uses('gha1-primary-1', 'write')).toMatchObject([
      { code: 'access-not-offered', related: 'gha1' },
    ]);
    expect(uses('gha-common-1', 'read')).toEqual([]);
    expect(uses('gha-common-1', 'write')).toMatchObject([
      { code: 'access-not-offered', field: 'spec.uses[0].access' },
    ]);
  });

  it('shares within one AWS account only', () => {
    const fleet = fleetOf(
      environmentFile('single1'),
      environmentFile('other', {
        aws: '{ accountId: "999999999999", region: eu-west-3, awsNamespace: x }',
        nodeRole: '{ arn: "arn:aws:iam::999999999999:role/x" }',
      }),
      corridorFile('far', { environment: 'other' }),
    );
    expect(
      check(
        'gha3',
        { shares: '[{ bucket: primary-1, with: far, access: read }]' },
        fleet,
      ),
    ).toMatchObject([{ code: 'other-account', related: 'far' }]);
    expect(
      check(
        'gha3',
        { uses: '[{ bucket: far-primary-1, access: read }]' },
        fleet,
      ),
    ).toMatchObject([{ code: 'unknown-bucket' }]);
  });

  it('judges expiry by the day it is told', () => {
    const on = (day: string, existing?: string) =>
      check(existing ?? 'gha3', { expires: '2027-06-30' }, memoFleet(), {
        now: new Date(`${day}T12:00:00Z`),
        ...(existing ? { existing } : {}),
      });
    expect(on('2027-06-30')).toEqual([]);
    expect(on('2027-07-01')).toMatchObject([
      { code: 'expired', severity: 'error' },
    ]);
    expect(on('2027-07-01', 'gha1')).toMatchObject([
      { code: 'expired', severity: 'warning' },
    ]);
  });

  it('neither renames nor moves a corridor', () => {
    const fleet = fleetOf(
      environmentFile('single1'),
      environmentFile('single2', { sharedBuckets: '[]' }),
      corridorFile('gha1'),
    );
    expect(check('gha3', {}, fleet, { existing: 'gha1' })).toMatchObject([
      { code: 'renamed' },
    ]);
    expect(
      check('gha1', { environment: 'single2' }, fleet, { existing: 'gha1' }),
    ).toMatchObject([{ code: 'moved' }]);
  });

  it('refuses a Spark that cannot take web identities under irsa', () => {
    const fleet = fleetOf(
      environmentFile('eks', {
        identity: '{ mechanism: irsa, oidcIssuer: "https://oidc.example" }',
        spark: '{ versions: [3.1.1, 3.5.6], operators: [none] }',
      }),
    );
    const version = (text: string) =>
      check(
        'gha3',
        { environment: 'eks', spark: `{ version: ${text}, operator: none }` },
        fleet,
      );
    expect(version('3.5.6')).toEqual([]);
    expect(version('3.1.1')).toMatchObject([
      { code: 'spark-version', message: expect.stringContaining('3.2.0') },
    ]);
  });

  it('refuses a bucket that another corridor or environment of any account has', () => {
    const fleet = fleetOf(
      environmentFile('other', {
        aws: '{ accountId: "999999999999", region: eu-west-3, awsNamespace: x }',
        nodeRole: '{ arn: "arn:aws:iam::999999999999:role/x" }',
        sharedBuckets: '[{ name: gha3-raw, accountId: "999999999999" }]',
      }),
      environmentFile('single1'),
    );
    expect(check('gha3', { buckets: '[{ name: raw }]' }, fleet)).toMatchObject([
      {
        code: 'bucket-taken',
        field: 'spec.buckets[0].name',
        related: 'gha3-raw',
      },
    ]);
  });
});

describe('owners as Kubernetes knows them', () => {
  const place = (pattern: string) =>
    environmentFile('single1', {
      kubernetes: `{ cluster: c, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit-spark, managerGroupPattern: '${pattern}' }`,
    });

  it.each([
    ['{namespace}:{name}', 'group:system/authenticated', 'owner-reserved'],
    ['{namespace}:{name}', 'group:system/serviceaccounts', 'owner-reserved'],
    ['{namespace}{name}', 'group:other/team', 'owner-taken'],
    ['oidc:{namespace}-{name}', 'group:ot/her-team', undefined],
    ['oidc:{namespace}-{name}', 'group:other-x/team', 'owner-taken'],
    ['oidc:{namespace}/{name}', 'group:other-x/team', undefined],
    ['oidc:{namespace}/{name}', 'group:system/authenticated', undefined],
    ['{namespace}:{name}', 'user:othert/eam', undefined],
  ])('by %s, %s comes to %s', (pattern, owner, code) => {
    const fleet = fleetOf(
      place(pattern),
      corridorFile('gha1', { owner: 'group:othert/eam' }),
      corridorFile('gha2', { owner: 'group:other/x-team' }),
    );
    expect(
      check('gha3', { owner }, fleet).map(problem => [
        problem.code,
        problem.field,
      ]),
    ).toEqual(code === undefined ? [] : [[code, 'spec.owner']]);
  });
});
