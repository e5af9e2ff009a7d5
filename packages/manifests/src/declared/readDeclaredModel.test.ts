import { buildFleet, type RepositoryFile } from '@corridors/model';
import { compilePolicy, type AccessModel } from '@corridors/policy-engine';

import { fixtureFiles, placeOf } from '../__fixtures__/gitopsFleet';
import { provisionerFor } from '../provisioners/provisionerFor';
import { renderCorridor } from '../renderCorridor';
import { readDeclaredModel } from './readDeclaredModel';

const specs = fixtureFiles('gitops');
const fleet = buildFleet(specs);
const rendered = fleet.corridors.flatMap(corridor => {
  const { name } = corridor.metadata;
  return renderCorridor(corridor, placeOf(name, fleet).environment, fleet)
    .filter(({ path }) => path !== 'corridor.yaml')
    .map(({ path, content }) => ({
      path: `corridors/${name}/${path}`,
      content,
    }));
});

const BOUNDARY = `apiVersion: corridors.dev/v1alpha1
kind: ManagedPolicy
metadata: { name: corridors-boundary }
spec:
  arn: arn:aws:iam::444455556666:policy/corridors-boundary
  document: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }] }
`;
const boundaryFile = {
  path: 'environments/analytics/policies/boundary.yaml',
  content: BOUNDARY,
};

const SHARED = 'environments/single1/policies/shared.yaml';
const BUCKETS = 'environments/analytics/policies/buckets.yaml';
const bucketYaml = (name: string, accountId: string) => `---
apiVersion: corridors.dev/v1alpha1
kind: BucketPolicy
metadata: { name: ${name} }
spec: { accountId: '${accountId}' }
`;
const platformFiles = [
  {
    path: SHARED,
    content: `apiVersion: corridors.dev/v1alpha1
kind: RolePolicies
metadata: { name: single1_instance }
spec: { roleArn: 'arn:aws:iam::111122223333:role/single1_instance', trust: '{}' }
${bucketYaml('gha-common-1', '111122223333')}`,
  },
  {
    path: BUCKETS,
    content: `${bucketYaml('reference-data-1', '777788889999')}${bucketYaml(
      'landing-1',
      '444455556666',
    )}`,
  },
];

const repository: readonly RepositoryFile[] = [
  ...specs,
  ...rendered,
  ...platformFiles,
  boundaryFile,
];

function read(files: readonly RepositoryFile[]) {
  return readDeclaredModel(files, buildFleet(files));
}

/** The repository with one file changed, or added. */
function withFile(path: string, change: (content: string) => string) {
  return [
    ...repository.filter(file => file.path !== path),
    {
      path,
      content: change(
        repository.find(file => file.path === path)?.content ?? '',
      ),
    },
  ];
}

function withDocument(path: string, ...lines: readonly string[]) {
  return withFile(path, () => `${lines.join('\n')}\n`);
}

function roleOf(model: AccessModel, name: string) {
  return model.roles.find(({ arn }) => arn.endsWith(`/${name}`));
}

function lineOf(path: string, line: number | undefined): string | undefined {
  const content = repository.find(file => file.path === path)?.content;
  return content?.split('\n')[(line ?? 0) - 1];
}

function isUnderstood(document: unknown, kind: 'trust' | 'identity') {
  try {
    compilePolicy(document, { kind, name: 'policy' });
    return true;
  } catch {
    return false;
  }
}

describe('readDeclaredModel', () => {
  it('reads every rendered corridor of every environment', () => {
    const { model, problems } = read(repository);
    expect(problems).toEqual([]);
    const expected = fleet.corridors.map(corridor => {
      const { name } = corridor.metadata;
      const { environment } = placeOf(name, fleet);
      return provisionerFor(environment)
        .read(renderCorridor(corridor, environment, fleet), {
          ...environment,
          spec: {
            ...environment.spec,
            aws: { ...environment.spec.aws, permissionsBoundary: undefined },
          },
        })
        .buckets.map(bucket => bucket.name);
    });
    expect(model.buckets.map(bucket => bucket.name).sort()).toEqual(
      [
        ...expected.flat(),
        'gha-common-1',
        'landing-1',
        'reference-data-1',
      ].sort(),
    );
    expect(model.roles.map(role => role.arn).sort()).toEqual(
      [
        'arn:aws:iam::111122223333:role/single1_instance',
        'arn:aws:iam::111122223333:role/corridors/single1_gha1',
        'arn:aws:iam::111122223333:role/corridors/single1_gha2',
        'arn:aws:iam::444455556666:role/corridors/analytics-clickstream',
        'arn:aws:iam::444455556666:role/corridors/analytics-weblogs',
      ].sort(),
    );
    expect(
      model.buckets.find(({ name }) => name === 'gha1-primary-1'),
    ).toMatchObject({
      objectOwnership: 'BucketOwnerEnforced',
      publicAccessBlock: { restrictPublicBuckets: true },
    });
  });

  it('takes providers from irsa environments and ServiceAccounts from manifests', () => {
    const { model } = read(repository);
    const issuer =
      'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E';
    expect(model.oidcProviders).toEqual([
      {
        arn: `arn:aws:iam::444455556666:oidc-provider/${issuer}`,
        url: `https://${issuer}`,
        audiences: ['sts.amazonaws.com'],
      },
    ]);
    expect(model.serviceAccounts).toContainEqual({
      cluster: 'analytics-eks1',
      namespace: 'clickstream',
      name: 'clickstream',
      issuer: `https://${issuer}`,
      roleArn: 'arn:aws:iam::444455556666:role/corridors/analytics-clickstream',
    });
    expect(model.serviceAccounts).toContainEqual({
      cluster: 'vpc2-kspray1',
      namespace: 'gha1',
      name: 'gha1',
    });
  });

  it('finds the permissions boundary that roles name', () => {
    const { model } = read(repository);
    expect(roleOf(model, 'analytics-weblogs')?.boundary).toMatchObject({
      name: 'arn:aws:iam::444455556666:policy/corridors-boundary',
      document: { Version: '2012-10-17' },
    });
  });

  it('knows the line of each statement, in JSON text and in YAML', () => {
    const { model } = read(repository);
    const path = 'corridors/clickstream/aws/bucket-raw.yaml';
    const origin = model.buckets.find(({ name }) => name === 'clickstream-raw')
      ?.policy?.origin;
    expect(lineOf(path, origin?.line)).toBe('  policy: |-');
    expect(
      origin?.statementLines?.map(line => lineOf(path, line + 1)?.trim()),
    ).toEqual([
      '"Sid": "DenyInsecureTransport",',
      '"Sid": "ShareBucketWithweblogs",',
      '"Sid": "ShareObjectsWithweblogs",',
    ]);
    const boundary = roleOf(model, 'analytics-weblogs')?.boundary?.origin;
    expect(boundary).toEqual({
      file: boundaryFile.path,
      line: 6,
      statementLines: [6],
    });
  });

  it('does not take files of policies/ for environments', () => {
    expect(
      buildFleet(repository).environments.map(({ metadata }) => metadata.name),
    ).toEqual(['analytics', 'single1']);
    expect(buildFleet(repository).invalid).toEqual([]);
  });

  it('takes a role whose boundary is not in the repository for not understood, and warns', () => {
    const { model, problems } = read([...specs, ...rendered, ...platformFiles]);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['boundary-not-declared', 'warning'],
      ['boundary-not-declared', 'warning'],
    ]);
    expect(roleOf(model, 'analytics-weblogs')?.boundary).toMatchObject({
      document: undefined,
    });
  });

  it('lets one bad file harm nothing else, and forgets nothing that it may hold', () => {
    const path = 'corridors/gha1/aws/role.yaml';
    const whole = read(repository).model;
    const { model, problems } = read(withFile(path, () => 'kind: [Role'));
    expect(problems).toEqual([
      expect.objectContaining({ code: 'not-yaml', file: path, line: 1 }),
    ]);
    const own = roleOf(model, 'single1_gha1');
    expect(isUnderstood(own?.trust.document, 'trust')).toBe(false);
    expect(own?.identity.map(({ document }) => document)).toEqual([undefined]);
    expect(
      model.roles
        .filter(role => role !== own)
        .map(({ arn }) => arn)
        .sort(),
    ).toEqual(
      whole.roles
        .map(({ arn }) => arn)
        .filter(arn => arn !== own?.arn)
        .sort(),
    );
    expect(model.buckets).toHaveLength(whole.buckets.length);
  });

  it('tells what a corridor does not declare', () => {
    const { model, problems } = read(
      repository.filter(({ path }) => path !== 'corridors/gha1/aws/role.yaml'),
    );
    expect(problems).toMatchObject([
      {
        code: 'not-declared',
        severity: 'warning',
        message: expect.stringContaining('single1_gha1'),
      },
    ]);
    expect(roleOf(model, 'single1_gha1')).toBeUndefined();
  });
});

describe('what the platform team declares', () => {
  it('reads roles, buckets and service control policies', () => {
    const { model, problems } = read([
      ...withDocument(
        SHARED,
        'apiVersion: corridors.dev/v1alpha1',
        'kind: RolePolicies',
        'metadata: { name: node }',
        'spec:',
        '  roleArn: arn:aws:iam::111122223333:role/single1_instance',
        '  trust: \'{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}\'',
        '  policies:',
        '    - name: node',
        '      document:',
        "        Version: '2012-10-17'",
        '        Statement:',
        '          - Effect: Allow',
        '            Action: s3:GetObject',
        '            Resource: arn:aws:s3:::gha-common-1/*',
        '          - { Effect: Allow, Action: s3:ListBucket, Resource: arn:aws:s3:::gha-common-1 }',
        '---',
        'apiVersion: corridors.dev/v1alpha1',
        'kind: BucketPolicy',
        'metadata: { name: gha-common-1 }',
        'spec:',
        '  accountId: "111122223333"',
        '  publicAccessBlock: { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true }',
        '  objectOwnership: BucketOwnerEnforced',
        '---',
        'apiVersion: corridors.dev/v1alpha1',
        'kind: ServiceControlPolicies',
        'metadata: { name: organisation }',
        'spec:',
        '  accountId: "111122223333"',
        '  levels:',
        "    - [{ name: FullAWSAccess, document: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: '*', Resource: '*' }] } }]",
      ),
    ]);
    expect(problems).toEqual([]);
    const role = roleOf(model, 'single1_instance');
    expect(role).toMatchObject({
      accountId: '111122223333',
      trust: { name: 'single1_instance', origin: { line: 6 } },
      identity: [
        {
          name: 'node of role single1_instance',
          origin: { line: 9, statementLines: [12, 15] },
        },
      ],
    });
    expect(isUnderstood(role?.trust.document, 'trust')).toBe(true);
    expect(model.buckets).toContainEqual({
      name: 'gha-common-1',
      accountId: '111122223333',
      publicAccessBlock: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
      },
      objectOwnership: 'BucketOwnerEnforced',
    });
    expect(model.accounts).toMatchObject([
      {
        accountId: '111122223333',
        serviceControlPolicies: [[{ name: 'FullAWSAccess' }]],
      },
    ]);
  });

  it('keeps a role of another account for what it is', () => {
    const { model } = read(
      withDocument(
        SHARED,
        'apiVersion: corridors.dev/v1alpha1',
        'kind: RolePolicies',
        'metadata: { name: stranger }',
        'spec: { roleArn: "arn:aws:iam::999999999999:role/stranger", trust: "{}" }',
      ),
    );
    expect(
      model.roles.find(({ arn }) => arn.endsWith(':role/stranger')),
    ).toMatchObject({ accountId: '999999999999' });
  });

  const HEAD = 'apiVersion: corridors.dev/v1alpha1';
  it.each<[string, string, readonly string[], string, number | undefined]>([
    [
      'an unknown kind',
      SHARED,
      [HEAD, 'kind: RolePolicy', 'metadata: { name: x }', 'spec: {}'],
      'invalid-value',
      2,
    ],
    [
      'an unknown field',
      SHARED,
      [
        HEAD,
        'kind: BucketPolicy',
        'metadata: { name: gha-common-1 }',
        'spec:',
        '  accountId: "111122223333"',
        '  acl: public-read',
      ],
      'unknown-field',
      6,
    ],
    [
      'a role that is no ARN',
      SHARED,
      [
        HEAD,
        'kind: RolePolicies',
        'metadata: { name: x }',
        'spec:',
        '  trust: "{}"',
        '  roleArn: single1_instance',
      ],
      'invalid-value',
      6,
    ],
    [
      'a document that is neither text nor a mapping',
      SHARED,
      [
        HEAD,
        'kind: ManagedPolicy',
        'metadata: { name: x }',
        'spec:',
        '  arn: arn:aws:iam::111122223333:policy/x',
        '  document: [1]',
      ],
      'invalid-value',
      6,
    ],
    [
      'a file of another ending',
      'environments/single1/policies/x.yml',
      [HEAD],
      'wrong-file-name',
      undefined,
    ],
    [
      'a file in a folder below',
      'environments/single1/policies/more/x.yaml',
      [HEAD],
      'wrong-file-name',
      undefined,
    ],
    [
      'an environment that does not exist',
      'environments/nowhere/policies/x.yaml',
      [BOUNDARY.replaceAll('444455556666', '999999999999')],
      'unknown-environment',
      undefined,
    ],
  ])('refuses %s', (_, path, lines, code, line) => {
    const { problems } = read(withDocument(path, ...lines));
    expect(problems).toMatchObject([
      {
        code,
        severity: 'error',
        file: path,
        ...(line === undefined ? {} : { line }),
      },
    ]);
  });
});

const ROLE = 'corridors/gha1/aws/role.yaml';
const EXTRA = 'corridors/gha1/aws/extra.yaml';

function ackObject(kind: string, ...spec: readonly string[]): string {
  const group = kind === 'Bucket' ? 's3' : 'iam';
  return [
    `apiVersion: ${group}.services.k8s.aws/v1alpha1`,
    `kind: ${kind}`,
    'metadata: { name: extra, namespace: corridors-aws }',
    'spec:',
    ...spec.map(line => `  ${line}`),
    '',
  ].join('\n');
}

describe('malicious input', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'
      .split('')
      .map(
        (letter, index) =>
          `${letter}: &${letter} [${Array(10)
            .fill(`*${'abcdefgh'[index]}`)
            .join(', ')}]`,
      ),
  ].join('\n');
  const manyKeys = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`);

  it.each<[string, string, string]>([
    ['an alias bomb', bomb, 'anchor'],
    ['an anchor that nothing uses', 'kind: &kind Role', 'anchor'],
    ['a merge key', '<<: { kind: Role }', 'merge-key'],
    [
      'a field that is written twice',
      'kind: Role\nkind: Bucket',
      'duplicate-field',
    ],
    ['a key that is a list', '[a, b]: c', 'not-yaml'],
    ['an unknown tag', 'kind: !role Role', 'not-yaml'],
    ['a list of documents', '- kind: Role', 'not-a-mapping'],
    ['a file that is too large', `# ${'x'.repeat(300_000)}`, 'too-large'],
    ['too many documents', '---\na: 1\n'.repeat(101), 'too-large'],
    [
      'nesting without end',
      `a: ${'['.repeat(9e4)}${']'.repeat(9e4)}`,
      'too-deep',
    ],
    ['brackets that never close', `a: ${'['.repeat(1e5)}`, 'not-yaml'],
  ])('refuses %s within a second', (_, content, code) => {
    const start = performance.now();
    const { problems } = read(withFile(EXTRA, () => content));
    expect(performance.now() - start).toBeLessThan(1000);
    expect(problems.map(problem => problem.code)).toContain(code);
    expect(problems.every(({ file }) => file === EXTRA)).toBe(true);
    expect(problems.length).toBeLessThan(50);
  });

  it('reads many keys in linear time', () => {
    const start = performance.now();
    read(withFile(EXTRA, () => manyKeys.join('\n')));
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each<[string, string, string, string]>([
    [
      'a role of another corridor',
      ackObject(
        'Role',
        'name: single1_gha2',
        'path: /corridors/',
        'assumeRolePolicyDocument: "{}"',
      ),
      'name-of-another',
      'gha2',
    ],
    [
      'a role of another corridor under another path',
      ackObject('Role', 'name: SINGLE1_gha2', 'assumeRolePolicyDocument: "{}"'),
      'name-of-another',
      'gha2',
    ],
    [
      'a bucket with the prefix of another corridor',
      ackObject('Bucket', 'name: gha2-future'),
      'name-of-another',
      'gha2',
    ],
    [
      'a role that no spec asks for',
      ackObject('Role', 'name: backdoor', 'assumeRolePolicyDocument: "{}"'),
      'not-in-spec',
      'backdoor',
    ],
    [
      'a bucket that no spec asks for',
      ackObject('Bucket', 'name: elsewhere'),
      'not-in-spec',
      'elsewhere',
    ],
    [
      'an access control list',
      ackObject('Bucket', 'name: gha1-more', 'acl: public-read'),
      'acl-not-evaluated',
      'acl',
    ],
    [
      'a kind that is not read',
      'apiVersion: iam.services.k8s.aws/v1alpha1\nkind: User\nmetadata: { name: x }\n',
      'unknown-kind',
      'User',
    ],
    [
      'a list of objects',
      'apiVersion: v1\nkind: List\nitems: []\n',
      'unknown-kind',
      'List',
    ],
    [
      'an object of another namespace',
      ackObject('Bucket', 'name: gha1-more').replace(
        'corridors-aws',
        'default',
      ),
      'foreign-namespace',
      'corridors-aws',
    ],
  ])('tells %s', (_, content, code, words) => {
    const { problems } = read(withFile(EXTRA, () => content));
    expect(problems).toMatchObject([
      { code, severity: 'error', file: EXTRA, line: expect.any(Number) },
    ]);
    expect(problems[0]?.message).toContain(words);
  });

  it('keeps the role of its owner when another corridor declares it too', () => {
    const own = roleOf(read(repository).model, 'single1_gha2');
    const { model } = read(
      withFile(EXTRA, () =>
        ackObject(
          'Role',
          'name: single1_gha2',
          'path: /corridors/',
          'assumeRolePolicyDocument: "{}"',
        ),
      ),
    );
    expect(roleOf(model, 'single1_gha2')).toEqual(own);
  });

  it('knows nothing of a role that the platform team declares twice', () => {
    const document = (name: string) => ({
      path: `environments/single1/policies/${name}.yaml`,
      content: `apiVersion: corridors.dev/v1alpha1
kind: RolePolicies
metadata: { name: ${name} }
spec: { roleArn: 'arn:aws:iam::111122223333:role/node', trust: '{}' }
`,
    });
    const { model, problems } = read([
      ...repository,
      document('first'),
      document('second'),
    ]);
    expect(problems).toMatchObject([
      { code: 'declared-twice', file: expect.stringContaining('second') },
    ]);
    const role = model.roles.find(({ arn }) => arn.endsWith(':role/node'));
    expect(role?.trust.document).toBeUndefined();
    expect(role?.identity).toHaveLength(1);
  });

  it.each<[string, (content: string) => string, string, string]>([
    [
      'policies by an ARN that the repository does not have',
      text =>
        text.replace(
          'spec:\n',
          'spec:\n  policies: [arn:aws:iam::aws:policy/AdministratorAccess]\n',
        ),
      'policy-not-declared',
      'AdministratorAccess',
    ],
    [
      'a policy that is not there',
      text =>
        text.replace(
          '- from:\n        name: gha1',
          '- from:\n        name: gone',
        ),
      'policy-not-declared',
      'gone',
    ],
    [
      'references that are no list',
      text => text.replace(/policyRefs:[^]*?tags:/, 'policyRefs: all\n  tags:'),
      'not-understood',
      'policyRefs',
    ],
    [
      'a role without trust policy',
      text => text.replace('assumeRolePolicyDocument', 'description2'),
      'missing-document',
      'assumeRolePolicyDocument',
    ],
  ])(
    'takes %s for not understood, never for nothing',
    (_, change, code, words) => {
      const { model, problems } = read(withFile(ROLE, change));
      expect(problems).toMatchObject([{ code, file: ROLE }]);
      expect(problems[0]?.message).toContain(words);
      const role = roleOf(model, 'single1_gha1');
      expect(
        [role?.trust, ...(role?.identity ?? [])].filter(
          policy => policy?.document === undefined,
        ),
      ).toHaveLength(1);
    },
  );

  it('attaches the policy of another corridor to the role that refers to it', () => {
    const { model } = read(
      withFile(ROLE, text =>
        text.replace(
          '- from:\n        name: gha1',
          '- from:\n        name: gha2',
        ),
      ),
    );
    expect(roleOf(model, 'single1_gha1')?.identity).toMatchObject([
      { name: 'arn:aws:iam::111122223333:policy/corridors/single1_gha2' },
    ]);
  });

  const SERVICE_ACCOUNT =
    'corridors/clickstream/kubernetes/service-account.yaml';
  it.each<[string, string, (content: string) => string, string, string]>([
    [
      'asks for the role of another corridor',
      SERVICE_ACCOUNT,
      text =>
        text.replace(
          'role/corridors/analytics-clickstream',
          'role/corridors/analytics-weblogs',
        ),
      'foreign-role',
      '"roleArn":"arn:aws:iam::444455556666:role/corridors/analytics-weblogs"},{"cluster":"vpc2-kspray1","namespace":"gha1"',
    ],
    [
      'stands in the namespace of another corridor',
      SERVICE_ACCOUNT,
      text => text.replace('namespace: clickstream', 'namespace: weblogs'),
      'foreign-namespace',
      '"namespace":"weblogs","name":"clickstream"',
    ],
    [
      'is spelled with escapes, in a file of another name',
      'corridors/clickstream/kubernetes/other.yaml',
      () =>
        'apiVersion: v1\nkind: "Service\\u0041ccount"\nmetadata: { name: x, namespace: weblogs }\n',
      'foreign-namespace',
      '"namespace":"weblogs","name":"x"',
    ],
  ])('tells a ServiceAccount that %s', (_, path, change, code, seen) => {
    const { model, problems } = read(withFile(path, change));
    expect(problems).toMatchObject([{ code, severity: 'error', file: path }]);
    expect(JSON.stringify(model.serviceAccounts)).toContain(seen);
  });

  it('reads nothing of a folder whose spec is invalid, and says so', () => {
    const { model, problems } = read(
      withFile('corridors/gha1/corridor.yaml', () => 'kind: Corridor'),
    );
    expect(problems).toMatchObject([
      { code: 'not-read', file: 'corridors/gha1/corridor.yaml' },
    ]);
    expect(roleOf(model, 'single1_gha1')).toBeUndefined();
    expect(roleOf(model, 'single1_gha2')).toBeDefined();
  });
});
