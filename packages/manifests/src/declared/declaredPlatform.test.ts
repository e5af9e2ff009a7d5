import { buildFleet, type RepositoryFile } from '@corridors/model';

import { readDeclaredModel } from './readDeclaredModel';

const HEAD = 'apiVersion: corridors.dev/v1alpha1';
const OWN = '111122223333';
const OTHER = '444455556666';
const NODES = `arn:aws:iam::${OWN}:role/nodes/single1_instance`;

interface Shared {
  readonly name: string;
  readonly accountId: string;
}

function environment(
  name: string,
  accountId: string,
  sharedBuckets: readonly Shared[] = [],
  nodeRole = `arn:aws:iam::${accountId}:role/nodes/${name}_instance`,
): RepositoryFile {
  return {
    path: `environments/${name}.yaml`,
    content: `${HEAD}
kind: Environment
metadata: { name: ${name} }
spec:
  kubernetes: { cluster: ${name}, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit-spark }
  aws: { accountId: '${accountId}', region: eu-west-3, awsNamespace: corridors-aws }
  provisioner: ack
  identity: { mechanism: assume-role }
  nodeRole:
    arn: ${nodeRole}
  sharedBuckets: ${JSON.stringify(sharedBuckets)}
  spark: { versions: [3.5.6], operators: [kubeflow] }
  quota: { maximum: { cpu: "64", memory: 256Gi, pods: 200 } }
`,
  };
}

const roleYaml = (arn: string) => `${HEAD}
kind: RolePolicies
metadata: { name: nodes }
spec:
  trust: '{}'
  roleArn: ${arn}
`;

const bucketYaml = (name: string, accountId: string) => `${HEAD}
kind: BucketPolicy
metadata: { name: ${name} }
spec:
  accountId: '${accountId}'
`;

const NODE_FILE = 'environments/single1/policies/node-role.yaml';
const BUCKET_FILE = 'environments/single1/policies/common-1.yaml';
const COMMON = { name: 'common-1', accountId: OWN };

const repository: readonly RepositoryFile[] = [
  environment('single1', OWN, [COMMON]),
  { path: NODE_FILE, content: roleYaml(NODES) },
  { path: BUCKET_FILE, content: bucketYaml('common-1', OWN) },
];

function read(...files: readonly RepositoryFile[]) {
  const fleet = buildFleet(files);
  expect(fleet.invalid).toEqual([]);
  return readDeclaredModel(files, fleet);
}

const without = (...paths: readonly string[]) =>
  repository.filter(({ path }) => !paths.includes(path));

const UNKNOWN_NODES = {
  arn: NODES,
  accountId: OWN,
  trust: { document: undefined },
  identity: [{ document: undefined }],
};
const UNKNOWN_BUCKET = { ...COMMON, policy: { document: undefined } };

describe('what environments name', () => {
  it('is declared once, in whatever environment', () => {
    const lab = environment('lab', OWN, [COMMON], NODES);
    const { model, problems } = read(...repository, lab);
    expect(problems).toEqual([]);
    expect(model.roles).toMatchObject([
      { arn: NODES, trust: { document: '{}' } },
    ]);
    expect(model.buckets).toEqual([COMMON]);
  });

  it('is not understood when nobody declares the node role', () => {
    const { model, problems } = read(...without(NODE_FILE));
    expect(problems).toEqual([
      {
        code: 'node-role-not-declared',
        severity: 'error',
        message: expect.stringContaining(
          'kind RolePolicies in environments/single1/policies/',
        ),
        field: 'spec.nodeRole.arn',
        file: 'environments/single1.yaml',
        line: 10,
        related: NODES,
      },
    ]);
    expect(model.roles).toMatchObject([UNKNOWN_NODES]);
  });

  it('is not understood when nobody declares the shared bucket', () => {
    const { model, problems } = read(...without(BUCKET_FILE));
    expect(problems).toEqual([
      {
        code: 'bucket-not-declared',
        severity: 'error',
        message: expect.stringContaining(
          'kind BucketPolicy in environments/single1/policies/',
        ),
        field: 'spec.sharedBuckets[0].name',
        file: 'environments/single1.yaml',
        line: 11,
        related: 'common-1',
      },
    ]);
    expect(model.buckets).toMatchObject([UNKNOWN_BUCKET]);
  });

  it('is told once when environments name the same', () => {
    const lab = environment('lab', OWN, [COMMON], NODES);
    const { problems } = read(...without(NODE_FILE, BUCKET_FILE), lab);
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['node-role-not-declared', 'environments/lab.yaml'],
      ['bucket-not-declared', 'environments/lab.yaml'],
    ]);
  });

  it('may be in a file that cannot be read, which is told instead', () => {
    const { model, problems } = read(...without(NODE_FILE, BUCKET_FILE), {
      path: NODE_FILE,
      content: 'kind: &a [RolePolicies',
    });
    expect(problems).toMatchObject([{ file: NODE_FILE }]);
    expect(problems).toHaveLength(1);
    expect(model.roles).toMatchObject([UNKNOWN_NODES]);
    expect(model.buckets).toMatchObject([UNKNOWN_BUCKET]);
  });

  it.each([
    ['path', `arn:aws:iam::${OWN}:role/single1_instance`],
    ['case', `arn:aws:iam::${OWN}:role/nodes/Single1_instance`],
    ['case of its path', `arn:aws:iam::${OWN}:role/Nodes/single1_instance`],
    ['account', `arn:aws:iam::${OTHER}:role/nodes/single1_instance`],
    ['partition', `arn:aws-cn:iam::${OWN}:role/nodes/single1_instance`],
  ])(
    'is not understood when the node role is declared by another %s',
    (_, arn) => {
      const { model, problems } = read(...without(NODE_FILE), {
        path: NODE_FILE,
        content: roleYaml(arn),
      });
      expect(problems).toEqual([
        {
          code: 'contradicts-environment',
          severity: 'error',
          message: expect.stringContaining(
            `spec.nodeRole.arn of environments/single1.yaml:10 is ${NODES}`,
          ),
          field: 'spec.roleArn',
          file: NODE_FILE,
          line: 6,
          related: 'environments/single1.yaml',
        },
      ]);
      expect(model.roles.find(one => one.arn === NODES)).toMatchObject(
        UNKNOWN_NODES,
      );
    },
  );

  it('lets another account have a role of the same name', () => {
    const lab = environment(
      'lab',
      OTHER,
      [],
      `arn:aws:iam::${OTHER}:role/nodes/single1_instance`,
    );
    const declared = {
      path: 'environments/lab/policies/nodes.yaml',
      content: roleYaml(`arn:aws:iam::${OTHER}:role/nodes/single1_instance`),
    };
    expect(read(...repository, lab, declared).problems).toEqual([]);
    expect(read(...repository, declared, lab).model.roles).toHaveLength(2);
    expect(read(...without(NODE_FILE), lab, declared).problems).toMatchObject([
      { code: 'node-role-not-declared' },
    ]);
  });

  it('is not understood when the shared bucket is declared for another account', () => {
    const { model, problems } = read(...without(BUCKET_FILE), {
      path: BUCKET_FILE,
      content: bucketYaml('common-1', OTHER),
    });
    expect(problems).toEqual([
      {
        code: 'contradicts-environment',
        severity: 'error',
        message: expect.stringContaining(
          `spec.sharedBuckets[0].accountId of environments/single1.yaml:11 says that bucket common-1 is of account ${OWN}`,
        ),
        field: 'spec.accountId',
        file: BUCKET_FILE,
        line: 5,
        related: 'environments/single1.yaml',
      },
    ]);
    expect(model.buckets).toMatchObject([UNKNOWN_BUCKET]);
  });

  it.each([
    ['declared', [BUCKET_FILE]],
    ['not declared', []],
  ])(
    'is not understood when two environments share a bucket, %s, of two accounts',
    (_, kept) => {
      const { model, problems } = read(
        ...repository.filter(
          ({ path }) => path !== BUCKET_FILE || kept.includes(path),
        ),
        environment('zoo', OWN, [{ ...COMMON, accountId: OTHER }], NODES),
      );
      expect(problems).toContainEqual({
        code: 'bucket-of-two-accounts',
        severity: 'error',
        message: expect.stringContaining(
          `spec.sharedBuckets[0].accountId of environments/single1.yaml:11 says that bucket common-1 is of account ${OWN}`,
        ),
        field: 'spec.sharedBuckets[0].accountId',
        file: 'environments/zoo.yaml',
        line: 11,
        related: 'common-1',
      });
      expect(model.buckets).toMatchObject([UNKNOWN_BUCKET]);
    },
  );

  it('lets environments share buckets of other accounts', () => {
    const reference = { name: 'reference-1', accountId: OTHER };
    const { problems } = read(
      ...repository,
      environment('lab', OWN, [reference], NODES),
      environment('zoo', OWN, [reference, COMMON], NODES),
      {
        path: 'environments/zoo/policies/reference.yaml',
        content: bucketYaml('reference-1', OTHER),
      },
    );
    expect(problems).toEqual([]);
  });

  const corridorOf = (name: string, of: string) => ({
    path: `corridors/${name}/corridor.yaml`,
    content: `${HEAD}
kind: Corridor
metadata: { name: ${name} }
spec:
  environment: ${of}
  owner: group:default/weblogs
  buckets: [{ name: raw }]
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: "16", memory: 64Gi, pods: 50 }
`,
  });
  const corridor = corridorOf('weblogs', 'single1');

  it('takes a bucket for that of the corridor of its account, whatever prefixes other accounts have', () => {
    const bucket = (name: string) => ({
      path: `corridors/${name}/aws/bucket-raw.yaml`,
      content: `apiVersion: s3.services.k8s.aws/v1alpha1
kind: Bucket
metadata: { name: ${name}-raw, namespace: corridors-aws }
spec: { name: ${name}-raw }
`,
    });
    const { problems } = read(
      ...repository,
      environment('zoo', OTHER),
      corridorOf('gha', 'single1'),
      bucket('gha'),
      corridorOf('gha-eu', 'zoo'),
      bucket('gha-eu'),
    );
    expect(problems.filter(({ code }) => code === 'not-in-spec')).toEqual([]);
  });

  it('is not what the folder of a corridor declares', () => {
    const { model, problems } = read(
      ...without(NODE_FILE, BUCKET_FILE),
      corridor,
      {
        path: 'corridors/weblogs/aws/mine.yaml',
        content: `apiVersion: iam.services.k8s.aws/v1alpha1
kind: Role
metadata: { name: mine, namespace: corridors-aws }
spec: { name: single1_instance, path: /nodes/, assumeRolePolicyDocument: '{}' }
---
apiVersion: s3.services.k8s.aws/v1alpha1
kind: Bucket
metadata: { name: mine, namespace: corridors-aws }
spec: { name: common-1 }
`,
      },
    );
    expect(
      problems
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code)
        .sort(),
    ).toEqual([
      'bucket-not-declared',
      'node-role-not-declared',
      'not-in-spec',
      'not-in-spec',
    ]);
    expect(model.roles).toMatchObject([UNKNOWN_NODES]);
    expect(model.buckets).toMatchObject([UNKNOWN_BUCKET]);
  });

  it('tells an environment that shares a bucket of a corridor as of another account', () => {
    const bucket = {
      path: 'corridors/weblogs/aws/bucket-raw.yaml',
      content: `apiVersion: s3.services.k8s.aws/v1alpha1
kind: Bucket
metadata: { name: weblogs-raw, namespace: corridors-aws }
spec: { name: weblogs-raw }
`,
    };
    const { model, problems } = read(
      ...repository,
      corridor,
      bucket,
      environment(
        'zoo',
        OTHER,
        [{ name: 'weblogs-raw', accountId: OTHER }],
        `arn:aws:iam::${OTHER}:role/zoo`,
      ),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'contradicts-corridor',
        severity: 'error',
        file: 'environments/zoo.yaml',
        field: 'spec.sharedBuckets[0].accountId',
        message: expect.stringContaining(
          `corridor weblogs in account ${OWN} (corridors/weblogs/aws/bucket-raw.yaml:1)`,
        ),
      }),
    );
    expect(
      model.buckets.find(({ name }) => name === 'weblogs-raw')?.accountId,
    ).toBe(OWN);
  });
});

describe('files below environments', () => {
  it.each([
    ['environments/single1/policies/node-role.YAML', 'wrong case'],
    ['environments/single1/policies/node-role.yml', 'another ending'],
    ['environments/single1/policies/node-role.json', 'JSON'],
    ['environments/single1/policies/node-role.yaml.bak', 'a copy'],
    ['environments/single1/policies/node-role.txt', 'text'],
    ['environments/single1/policies/node-role', 'no ending'],
    ['environments/single1/policies/.yaml.swp', 'a hidden file'],
    ['environments/single1/policies/more/node-role.yaml', 'a folder below'],
    ['environments/single1/Policies/node-role.yaml', 'a folder in capitals'],
    ['environments/single1/p\u043Elicies/node-role.yaml', 'a look-alike'],
    ['environments/single1/policy/node-role.yaml', 'a folder of another name'],
    ['environments/single1/node-role.yaml', 'no folder of policies'],
    ['environments/policies/node-role.yaml', 'no folder of an environment'],
    ['environments/node-role.json', 'the top'],
    ['environments/lab.YAML', 'the top, in capitals'],
  ])('must be read: %s (%s)', path => {
    const { problems } = read(...repository, {
      path,
      content: roleYaml(`arn:aws:iam::${OWN}:role/ops`),
    });
    expect(problems).toEqual([
      {
        code: 'wrong-file-name',
        severity: 'error',
        message: expect.stringContaining(
          'environments/<name>/policies/<file>.yaml',
        ),
        file: path,
        line: 1,
      },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['comments', '# kind: RolePolicies\n# soon\n'],
    ['empty documents', '---\n---\n'],
  ])('must declare something, and not %s', (_, content) => {
    const { model, problems } = read(...without(NODE_FILE), {
      path: NODE_FILE,
      content,
    });
    expect(problems).toMatchObject([
      { code: 'empty-file', severity: 'error', file: NODE_FILE, line: 1 },
    ]);
    expect(model.roles).toMatchObject([UNKNOWN_NODES]);
  });

  it('must be shown in the order that they have', () => {
    const { model, problems } = read(...without(NODE_FILE), {
      path: NODE_FILE,
      content: `${roleYaml(NODES)}# \u202Edaer\n`,
    });
    expect(problems).toMatchObject([
      { code: 'hidden-character', file: NODE_FILE, line: 7 },
    ]);
    expect(model.roles).toMatchObject([UNKNOWN_NODES]);
  });

  it.each<[string, string]>([
    ['environments/README.md', '```yaml\nkind: RolePolicies\n```\n'],
    ['environments/single1/README.md', roleYaml(NODES)],
    ['environments/single1/policies/README.MD', 'Ask the platform team.'],
    ['environments/single1/policies/.gitkeep', ''],
    ['environments/single1/nodes.tf', 'resource "aws_iam_role" "nodes" {}'],
    ['environments/CODEOWNERS', '* @platform'],
    ['environments/notes.txt', 'This kind of file is prose.'],
  ])('may stay beside: %s', (path, content) => {
    expect(read(...repository, { path, content }).problems).toEqual([]);
  });
});
