import { corridorYaml, environmentYaml } from '../__fixtures__/memo';
import { parseCorridor, parseEnvironment, validateCorridor } from './parse';

const FILE = 'corridors/gha1/corridor.yaml';

function corridorProblems(text: string) {
  const parsed = parseCorridor(text, FILE);
  return parsed.ok ? [] : parsed.problems;
}

const ofSpec = (spec: Readonly<Record<string, string>>) =>
  corridorProblems(corridorYaml('gha1', spec));

describe('parseCorridor', () => {
  it('applies defaults', () => {
    const parsed = parseCorridor(corridorYaml('gha1'), FILE);
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        metadata: { name: 'gha1' },
        spec: {
          shares: [],
          uses: [],
          buckets: [{ name: 'primary-1', purpose: 'data', versioning: false }],
        },
      },
    });
  });

  it('names an unknown field, where it stands, and what is allowed there', () => {
    expect(ofSpec({ bucket: '[]' })).toEqual([
      {
        code: 'unknown-field',
        severity: 'error',
        field: 'spec.bucket',
        file: FILE,
        line: 11,
        column: 3,
        message:
          'spec.bucket is not a field of this object; its fields are: environment, owner, buckets, shares, uses, spark, quota, expires.',
      },
    ]);
  });

  it('names an unknown field inside a list', () => {
    expect(
      ofSpec({ buckets: '[{ name: raw }, { name: logs, size: 3 }]' }),
    ).toMatchObject([
      {
        code: 'unknown-field',
        field: 'spec.buckets[1].size',
        line: 8,
        column: 42,
      },
    ]);
  });

  it('takes the name __proto__ for what it is', () => {
    expect(
      corridorProblems(
        `${corridorYaml('gha1')}__proto__: { polluted: true }\n`,
      ),
    ).toMatchObject([{ code: 'unknown-field', field: '__proto__' }]);
  });

  it.each([
    [
      'a missing field',
      { environment: '' },
      'missing-field',
      'spec.environment',
      'is missing',
    ],
    [
      'a missing list',
      { buckets: '' },
      'missing-field',
      'spec.buckets',
      'is missing',
    ],
    [
      'an empty value',
      { owner: ' ' },
      'wrong-type',
      'spec.owner',
      'must be text, but is empty',
    ],
    [
      'no buckets',
      { buckets: '[]' },
      'invalid-value',
      'spec.buckets',
      'at least one bucket',
    ],
    [
      'a bucket of one character',
      { buckets: '[{ name: a }]' },
      'invalid-value',
      'spec.buckets[0].name',
      'at least two',
    ],
    [
      'a bucket in capitals',
      { buckets: '[{ name: Raw }]' },
      'invalid-value',
      'spec.buckets[0].name',
      'lower-case',
    ],
    [
      'an owner without kind',
      { owner: 'gha' },
      'invalid-value',
      'spec.owner',
      'group:default/gha',
    ],
    [
      'an owner of another kind',
      { owner: 'component:default/gha' },
      'invalid-value',
      'spec.owner',
      'group or user',
    ],
    [
      'a number for text',
      { quota: '{ cpu: 16, memory: 1Gi, pods: 1 }' },
      'wrong-type',
      'spec.quota.cpu',
      'in quotes',
    ],
    [
      'a quantity of zero',
      { quota: '{ cpu: "0", memory: 1Gi, pods: 1 }' },
      'invalid-value',
      'spec.quota.cpu',
      'above zero',
    ],
    [
      'text for a number',
      { quota: '{ cpu: "1", memory: 1Gi, pods: many }' },
      'wrong-type',
      'spec.quota.pods',
      '"many"',
    ],
    [
      'half a pod',
      { quota: '{ cpu: "1", memory: 1Gi, pods: 1.5 }' },
      'wrong-type',
      'spec.quota.pods',
      'whole number',
    ],
    [
      'an unknown operator',
      { spark: '{ version: 3.5.6, operator: yarn }' },
      'not-allowed',
      'spec.spark.operator',
      'kubeflow, apache, none',
    ],
    [
      'a version with two parts',
      { spark: '{ version: "3.5", operator: none }' },
      'invalid-value',
      'spec.spark.version',
      '3.5.6',
    ],
    [
      'a version read as number',
      { spark: '{ version: 3.5, operator: none }' },
      'wrong-type',
      'spec.spark.version',
      'in quotes',
    ],
    [
      'a date that does not exist',
      { expires: '2027-02-30' },
      'invalid-value',
      'spec.expires',
      '2027-06-30',
    ],
    [
      'access beyond write',
      { uses: '[{ bucket: abc, access: admin }]' },
      'not-allowed',
      'spec.uses[0].access',
      'read, write',
    ],
    [
      'a bucket twice',
      { buckets: '[{ name: raw }, { name: raw }]' },
      'duplicate-bucket',
      'spec.buckets[1].name',
      'spec.buckets[0]',
    ],
    [
      'a use twice',
      {
        uses: '[{ bucket: abc, access: read }, { bucket: abc, access: write }]',
      },
      'duplicate-use',
      'spec.uses[1].bucket',
      'spec.uses[0]',
    ],
    [
      'a share twice',
      {
        shares:
          '[{ bucket: primary-1, with: gha2, access: read }, { bucket: primary-1, with: gha2, access: write }]',
      },
      'duplicate-share',
      'spec.shares[1]',
      'spec.shares[0]',
    ],
    [
      'a share of a bucket that it has not',
      { shares: '[{ bucket: raw, with: gha2, access: read }]' },
      'unknown-bucket',
      'spec.shares[0].bucket',
      'primary-1',
    ],
    [
      'a share with what cannot be a corridor',
      { shares: '[{ bucket: primary-1, with: "gha2 \\u202E", access: read }]' },
      'invalid-value',
      'spec.shares[0].with',
      'lower-case',
    ],
    [
      'a share with itself',
      { shares: '[{ bucket: primary-1, with: gha1, access: read }]' },
      'shares-with-itself',
      'spec.shares[0].with',
      'another one',
    ],
  ])('refuses %s', (_, spec, code, field, words) => {
    expect(ofSpec(spec)).toEqual([
      expect.objectContaining({
        code,
        field,
        severity: 'error',
        message: expect.stringContaining(words),
        file: FILE,
      }),
    ]);
  });

  it.each([
    ['ab', '3 to 20 characters'],
    ['a'.repeat(21), '3 to 20 characters'],
    ['1gha', 'begin with a letter'],
    ['gha-', 'end with a letter or digit'],
    ['gha--1', 'two hyphens'],
    ['Gha', 'lower-case'],
    ['gha_1', 'lower-case'],
  ])('refuses the name %s', (name, words) => {
    expect(
      corridorProblems(corridorYaml(name, { owner: 'group:default/gha' })),
    ).toEqual([
      expect.objectContaining({
        field: 'metadata.name',
        line: 4,
        column: 3,
        message: expect.stringContaining(words),
      }),
    ]);
  });

  it.each([
    ['nothing', '', 'not-a-mapping'],
    ['a comment', '# soon\n', 'not-a-mapping'],
    ['a list', '- gha1\n', 'not-a-mapping'],
    ['a word', 'gha1\n', 'not-a-mapping'],
    [
      'several documents',
      `${corridorYaml('gha1')}---\n${corridorYaml('gha2')}`,
      'several-documents',
    ],
    ['an anchor', `${corridorYaml('gha1')}x: &a [1]\n`, 'anchor'],
    ['a bomb', `a: &a [x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n`, 'anchor'],
    ['a broken line', 'kind: [Corridor\n', 'not-yaml'],
    ['a tag that runs code', 'kind: !!js/function "x"\n', 'not-yaml'],
    [
      'a field twice',
      `${corridorYaml('gha1')}kind: Corridor\n`,
      'duplicate-field',
    ],
    ['too much', `# ${'x'.repeat(70_000)}\n`, 'too-large'],
    ['nesting without end', `a: ${'['.repeat(30_000)}`, 'too-deep'],
  ])('refuses a file that holds %s', (_, text, code) => {
    const problems = corridorProblems(text);
    expect(problems[0]).toMatchObject({ code, file: FILE, severity: 'error' });
    expect(problems[0]?.line).toBeGreaterThanOrEqual(1);
  });

  it('points to the second of two equal fields', () => {
    expect(
      corridorProblems('kind: Corridor\nmetadata: {}\nkind: Corridor\n'),
    ).toMatchObject([{ code: 'duplicate-field', line: 3, column: 1 }]);
  });

  it('tells everything that is wrong at once', () => {
    const problems = corridorProblems(
      'kind: Environment\nmetadata: { name: x }\nspec: {}\n',
    );
    expect(problems.map(problem => problem.field)).toEqual([
      'apiVersion',
      'kind',
      'metadata.name',
      'spec.environment',
      'spec.owner',
      'spec.buckets',
      'spec.spark',
      'spec.quota',
    ]);
  });
});

describe('validateCorridor', () => {
  it.each([undefined, null, 'gha1', 3, []])('refuses %p', value => {
    expect(validateCorridor(value)).toMatchObject({
      ok: false,
      problems: [{ severity: 'error' }],
    });
  });
});

describe('parseEnvironment', () => {
  const problemsOf = (spec: Readonly<Record<string, string>>) => {
    const parsed = parseEnvironment(
      environmentYaml('single1', spec),
      'environments/single1.yaml',
    );
    return parsed.ok ? [] : parsed.problems;
  };
  const aws = (fields: string) => ({
    aws: `{ accountId: "111122223333", awsNamespace: corridors-aws, ${fields} }`,
  });

  it('applies defaults', () => {
    expect(parseEnvironment(environmentYaml('single1'), 'x')).toMatchObject({
      ok: true,
      value: {
        spec: {
          kubernetes: {
            apiServer: { port: 6443 },
            managerGroupPattern: '{name}',
          },
          aws: {
            partition: 'aws',
            roleNamePattern: '{environment}_{corridor}',
            bucketNamePattern: '{corridor}-{bucket}',
          },
          sharedBuckets: [{ nodeRole: 'read', corridors: 'none' }],
        },
      },
    });
  });

  it.each([
    [
      'a provisioner it cannot render',
      { provisioner: 'terraform' },
      'spec.provisioner',
      'must be ack',
    ],
    [
      'a mechanism it does not know',
      { identity: '{ mechanism: kube2iam }' },
      'spec.identity.mechanism',
      'assume-role, irsa',
    ],
    [
      'irsa without issuer',
      { identity: '{ mechanism: irsa }' },
      'spec.identity.oidcIssuer',
      'is missing',
    ],
    [
      'an issuer without TLS',
      { identity: '{ mechanism: irsa, oidcIssuer: "http://x" }' },
      'spec.identity.oidcIssuer',
      'https',
    ],
    [
      'assume-role without node role',
      { nodeRole: '' },
      'spec.nodeRole',
      'is missing',
    ],
    [
      'a node role of another account',
      { nodeRole: '{ arn: "arn:aws:iam::999999999999:role/x" }' },
      'spec.nodeRole.arn',
      '111122223333',
    ],
    [
      'an account id as number',
      {
        aws: '{ accountId: 111122223333, region: eu-west-3, awsNamespace: x }',
      },
      'spec.aws.accountId',
      'in quotes',
    ],
    [
      'a partition of another Region',
      aws('region: cn-north-1'),
      'spec.aws.partition',
      'aws-cn',
    ],
    [
      'a bucket pattern without corridor',
      aws('region: eu-west-3, bucketNamePattern: "x-{bucket}"'),
      'spec.aws.bucketNamePattern',
      '{corridor}-{bucket}',
    ],
    [
      'a role pattern without corridor',
      aws('region: eu-west-3, roleNamePattern: "{environment}"'),
      'spec.aws.roleNamePattern',
      '{corridor}',
    ],
    [
      'a path without slashes',
      aws('region: eu-west-3, rolePath: corridors'),
      'spec.aws.rolePath',
      '/corridors/',
    ],
    [
      'a boundary of another account',
      aws(
        'region: eu-west-3, permissionsBoundary: "arn:aws:iam::999999999999:policy/x"',
      ),
      'spec.aws.permissionsBoundary',
      '111122223333',
    ],
    [
      'a default above the maximum',
      {
        quota:
          '{ maximum: { cpu: "1", memory: 1Gi, pods: 1 }, default: { cpu: "2", memory: 1Gi, pods: 1 } }',
      },
      'spec.quota.default.cpu',
      'above the maximum',
    ],
    [
      'a range that is none',
      {
        kubernetes:
          '{ cluster: c, apiServer: { cidrs: [10.0.0.10] }, managerRole: edit }',
      },
      'spec.kubernetes.apiServer.cidrs[0]',
      '10.0.0.10/32',
    ],
    [
      'a manager who may do everything',
      {
        kubernetes:
          '{ cluster: c, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: cluster-admin }',
      },
      'spec.kubernetes.managerRole',
      'edit-spark',
    ],
    [
      'a manager with a role of Kubernetes',
      {
        kubernetes:
          '{ cluster: c, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: "system:node" }',
      },
      'spec.kubernetes.managerRole',
      'edit-spark',
    ],
    [
      'managers who may be every pod',
      {
        kubernetes:
          '{ cluster: c, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit, managerGroupPattern: "system:serviceaccounts:{name}" }',
      },
      'spec.kubernetes.managerGroupPattern',
      'system:',
    ],
    [
      'an audience that is a policy variable',
      {
        identity:
          '{ mechanism: irsa, oidcIssuer: "https://x", audience: "${x:aud}" }',
      },
      'spec.identity.audience',
      'policy variables',
    ],
    [
      "a path of AWS's own roles",
      aws('region: eu-west-3, rolePath: /aws-service-role/x/'),
      'spec.aws.rolePath',
      '/corridors/',
    ],
    [
      'a cluster that only looks like another',
      {
        kubernetes:
          '{ cluster: "c ", apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit }',
      },
      'spec.kubernetes.cluster',
      'space',
    ],
    [
      'a shared bucket twice',
      {
        sharedBuckets:
          '[{ name: abc, accountId: "111122223333" }, { name: abc, accountId: "111122223333" }]',
      },
      'spec.sharedBuckets[1].name',
      'spec.sharedBuckets[0]',
    ],
  ])('refuses %s', (_, spec, field, words) => {
    expect(problemsOf(spec)).toEqual([
      expect.objectContaining({
        field,
        message: expect.stringContaining(words),
      }),
    ]);
  });

  it('takes IPv6 ranges and a boundary that AWS manages', () => {
    expect(
      problemsOf({
        kubernetes:
          '{ cluster: c, apiServer: { cidrs: ["2001:db8::/32"] }, managerRole: edit }',
        ...aws(
          'region: eu-west-3, permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess"',
        ),
      }),
    ).toEqual([]);
  });
});
