import type { RepositoryFile } from '@corridors/model';
import { edit } from '../__fixtures__/repository';
import { seedRepository } from '../__fixtures__/seed';
import { checkRepository } from './checkRepository';
import { hasFailed } from './checkReport';

type Files = readonly RepositoryFile[];
type Edit = (files: Files) => Files;

const NOW = new Date('2026-11-01T12:00:00Z');
const SEED = seedRepository();
const NODE = 'environments/single1/policies/node-role.yaml';
const COMMON = 'environments/single1/policies/gha-common-1.yaml';
const ENVIRONMENT = 'environments/single1.yaml';
const SPEC = 'corridors/gha1/corridor.yaml';
const POLICY = 'corridors/gha1/aws/policy.yaml';
const STRANGER = 'arn:aws:iam::999999999999:root';

const both =
  (...edits: Edit[]): Edit =>
  files =>
    edits.reduce((now, one) => one(now), files);

const replace =
  (file: string, from: string | RegExp, to: string): Edit =>
  files => {
    const after = edit(files, file, content => content.replace(from, to));
    if (JSON.stringify(after) === JSON.stringify(edit(files, file, x => x))) {
      throw new Error(`Nothing in ${file} is like ${from}`);
    }
    return after;
  };

const without =
  (file: string): Edit =>
  files =>
    files.filter(({ path }) => path !== file);

const write =
  (file: string, content: object): Edit =>
  files =>
    [...without(file)(files), { path: file, content: JSON.stringify(content) }];

/** Adds statements to the last list of a file of platform policies. */
const add =
  (file: string, indent: number, ...statements: object[]): Edit =>
  files =>
    edit(
      files,
      file,
      content =>
        `${content.trimEnd()}\n${statements
          .map(one => `${' '.repeat(indent)}- ${JSON.stringify(one)}\n`)
          .join('')}`,
    );

const node = (...statements: object[]) =>
  add(
    NODE,
    10,
    ...statements.map(one => ({ Sid: 'E', Effect: 'Allow', ...one })),
  );

const common = (...statements: object[]) =>
  add(
    COMMON,
    6,
    ...statements.map(one => ({
      Sid: 'P',
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: ['arn:aws:s3:::gha-common-1/*'],
      ...one,
    })),
  );

const EVERYTHING = node({ Sid: 'Z', Action: 's3:*', Resource: '*' });
const openPolicy = replace(
  POLICY,
  /"Resource": \[?\s*"arn:aws:s3:::gha1-[^"]*"\]?/,
  '"Resource": "*"',
);

const get = (resource: string | string[], more = {}) =>
  node({ Action: 's3:GetObject', Resource: resource, ...more });
const SCP = 'environments/single1/policies/scp.yaml';
const scp = write(SCP, {
  apiVersion: 'corridors.dev/v1alpha1',
  kind: 'ServiceControlPolicies',
  metadata: { name: 'organisation' },
  spec: {
    accountId: '111122223333',
    levels: [
      [
        {
          name: 'root',
          document: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: '*', Resource: '*' },
              {
                Effect: 'Deny',
                Action: 's3:DeleteObject',
                Resource: 'arn:aws:s3:::gha2-f*',
              },
            ],
          },
        },
      ],
    ],
  },
});

const OPS = (name: string) => `environments/single1/policies/${name}.yaml`;

/** Declares a role that may list buckets. */
const ops = (name: string, trusted: object) =>
  write(OPS(name), {
    apiVersion: 'corridors.dev/v1alpha1',
    kind: 'RolePolicies',
    metadata: { name },
    spec: {
      roleArn: `arn:aws:iam::111122223333:role/${name}`,
      trust: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: trusted, Action: 'sts:AssumeRole' },
        ],
      },
      policies: [
        {
          name: 'p',
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'L',
                Effect: 'Allow',
                Action: 's3:ListAllMyBuckets',
                Resource: '*',
              },
            ],
          },
        },
      ],
    },
  });

const GHA2 = 'arn:aws:s3:::gha2-fa/*';
const user = (name: string) => `arn:aws:iam::111122223333:user/${name}`;

function check(files: Files, base?: Files) {
  const report = checkRepository({
    repository: { files, problems: [] },
    ...(base && {
      base: { name: 'main', repository: { files: base, problems: [] } },
    }),
    root: '',
    now: NOW,
  });
  return { report, failed: hasFailed(report) };
}

it('finds nothing in the sandbox', () => {
  expect(check(SEED).report.results).toEqual([]);
});

describe('what a base has is no excuse for more', () => {
  it.each<[what: string, base: Edit, head: Edit]>([
    [
      'a folder whose spec is invalid',
      replace(SPEC, 'kind: Corridor', 'kind: Korridor'),
      openPolicy,
    ],
    ['a folder without a spec', without(SPEC), openPolicy],
    [
      'a spec that is invalid, and the node role that reaches what is its',
      replace(SPEC, 'kind: Corridor', 'kind: Korridor'),
      node({ Action: 's3:*', Resource: 'arn:aws:s3:::gha1-*' }),
    ],
    [
      'a corridor whose environment is invalid',
      replace(ENVIRONMENT, 'kind: Environment', 'kind: Environ'),
      openPolicy,
    ],
    [
      'policies of an environment that is invalid',
      replace(ENVIRONMENT, 'kind: Environment', 'kind: Environ'),
      EVERYTHING,
    ],
    [
      'policies with an anchor',
      replace(NODE, 'name: single1_instance', 'name: &a single1_instance'),
      EVERYTHING,
    ],
    [
      'policies with an unknown field',
      replace(NODE, 'kind: RolePolicies', 'kind: RolePolicies\nmore: 1'),
      EVERYTHING,
    ],
    [
      'a policy that is not understood',
      get(GHA2, { Condition: { StringIs: { 'aws:x': 'y' } } }),
      EVERYTHING,
    ],
    [
      'another statement of a policy that is not understood',
      get(GHA2, { Condition: { StringIs: { 'aws:x': 'y' } } }),
      replace(NODE, 'Action: s3:GetObject', "Action: 's3:*'"),
    ],
    [
      'a bucket policy that is not understood',
      common({ Principal: '*', Condition: { StringIs: { 'aws:x': 'y' } } }),
      replace(COMMON, 'Effect: Deny', 'Effect: Allow'),
    ],
    [
      'a statement that names another user',
      common({ Principal: { AWS: user('a') } }),
      replace(COMMON, 'user/a', 'user/b'),
    ],
    [
      'a statement that names another user too',
      common({ Principal: { AWS: [user('a')] } }),
      replace(COMMON, `"${user('a')}"`, `"${user('a')}","${user('b')}"`),
    ],
    [
      'another account',
      common({ Principal: { AWS: STRANGER } }),
      replace(COMMON, '999999999999', '888888888888'),
    ],
    [
      'more actions for another account',
      common({ Principal: { AWS: STRANGER } }),
      replace(COMMON, /"s3:GetObject"/, '"s3:*"'),
    ],
    [
      'wider addresses',
      common({
        Principal: '*',
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      }),
      replace(COMMON, '10.0.0.0/8', '0.0.0.0/0'),
    ],
    [
      'another account in the trust of the nodes',
      replace(NODE, 'Service: ec2.amazonaws.com', `AWS: '${STRANGER}'`),
      replace(NODE, '999999999999', '888888888888'),
    ],
    [
      'more buckets in one statement',
      get([GHA2]),
      replace(NODE, GHA2, `${GHA2}","arn:aws:s3:::gha2-fb/*`),
    ],
    [
      'more actions in one statement',
      get(GHA2),
      replace(NODE, /"s3:GetObject"/, '"s3:*"'),
    ],
    [
      'another way to rewrite a bucket',
      node({ Action: ['s3:PutBucketAcl'], Resource: 'arn:aws:s3:::gha2-fa' }),
      replace(
        NODE,
        '"s3:PutBucketAcl"',
        '"s3:PutBucketAcl","s3:PutBucketPolicy"',
      ),
    ],
    [
      'other ways to widen access',
      node({ Action: ['iam:PassRole'], Resource: '*' }),
      replace(NODE, '"iam:PassRole"', '"iam:PassRole","iam:PutRolePolicy"'),
    ],
    [
      'ways to make users',
      node({ Action: ['iam:PassRole'], Resource: '*' }),
      replace(NODE, '"iam:PassRole"', '"iam:PassRole","iam:CreateUser"'),
    ],
    [
      'writing where only reading was',
      node({ Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::gha2-zzz/*' }),
      replace(NODE, '"s3:GetObject"', '"s3:GetObject","s3:PutObject"'),
    ],
    [
      'versions of objects',
      get(GHA2, { Action: ['s3:GetObject'] }),
      replace(NODE, '"s3:GetObject"', '"s3:GetObject","s3:GetObjectVersion"'),
    ],
    [
      'a condition that is gone',
      get(GHA2, { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
      replace(NODE, /,"Condition":\{"IpAddress.*\}\}/, ''),
    ],
    [
      'a service control policy that held it back',
      both(get(GHA2), scp),
      without(SCP),
    ],
    [
      'what a role may do that can be had through another',
      both(
        ops('a', {
          AWS: 'arn:aws:iam::111122223333:role/corridors/single1_gha1',
        }),
        ops('b', { AWS: 'arn:aws:iam::111122223333:role/a' }),
      ),
      replace(OPS('b'), 's3:ListAllMyBuckets', 's3:GetObject'),
    ],
    [
      'a deny that held it back',
      both(
        get('arn:aws:s3:::gha2-*'),
        node({
          Sid: 'D',
          Effect: 'Deny',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha2-f*',
        }),
      ),
      replace(NODE, 'gha2-f*"', 'gha2-fa*"'),
    ],
  ])('%s', (_, before, change) => {
    const base = before(SEED);
    const head = change(base);
    expect(check(base).failed).toBe(true);
    expect(check(base, base).failed).toBe(false);
    expect(check(head, base).failed).toBe(true);
  });
});

describe('what has not grown stays in the base', () => {
  it.each<[what: string, base: Edit, head: Edit]>([
    [
      'fewer buckets',
      get([GHA2, 'arn:aws:s3:::gha2-fb/*']),
      replace(NODE, ',"arn:aws:s3:::gha2-fb/*"', ''),
    ],
    [
      'fewer actions',
      get(GHA2, { Action: ['s3:GetObject', 's3:PutObject'] }),
      replace(NODE, ',"s3:PutObject"', ''),
    ],
    [
      'fewer users',
      common({ Principal: { AWS: [user('a'), user('b')] } }),
      replace(COMMON, `,"${user('b')}"`, ''),
    ],
    [
      'a deny more',
      get('arn:aws:s3:::gha2-*'),
      node({
        Sid: 'D',
        Effect: 'Deny',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gha2-f*',
      }),
    ],
    [
      'a comment above',
      get(GHA2),
      replace(NODE, 'apiVersion', '# Another line\n\napiVersion'),
    ],
    [
      'a harmless statement above',
      get(GHA2),
      replace(
        NODE,
        '          - Sid: SwitchToCorridorRoles',
        '          - { Sid: Own, Effect: Allow, Action: s3:GetBucketLocation, Resource: arn:aws:s3:::gha-common-1 }\n          - Sid: SwitchToCorridorRoles',
      ),
    ],
    [
      'another order of the same',
      get(GHA2, { Action: ['s3:GetObject', 's3:PutObject'] }),
      replace(
        NODE,
        '"s3:GetObject","s3:PutObject"',
        '"s3:PutObject","s3:GetObject"',
      ),
    ],
    [
      'an edit of another file while a policy is not understood',
      get(GHA2, { Condition: { StringIs: { 'aws:x': 'y' } } }),
      replace(COMMON, 'apiVersion', '# Another line\napiVersion'),
    ],
    [
      'an edit of another corridor while a spec is invalid',
      replace(SPEC, 'kind: Corridor', 'kind: Korridor'),
      replace('corridors/gha2/corridor.yaml', 'apiVersion', '# x\napiVersion'),
    ],
  ])('%s', (_, before, change) => {
    const base = before(SEED);
    const head = change(base);
    expect(check(base).failed).toBe(true);
    const { report, failed } = check(head, base);
    expect(report.results.filter(({ status }) => status === 'open')).toEqual(
      [],
    );
    expect(failed).toBe(false);
  });
});

describe('what is not read', () => {
  const linked = (target: string | undefined) => ({
    files: SEED,
    problems: [
      {
        code: 'symbolic-link',
        severity: 'error' as const,
        message: 'x.',
        file: 'corridors/gha1/more',
      },
    ],
    unread: new Map(
      target === undefined ? [] : [['corridors/gha1/more', target]],
    ),
  });

  it.each([
    ['a', 'a', false],
    ['a', 'b', true],
    [undefined, 'a', true],
    ['a', undefined, true],
    [undefined, undefined, true],
  ])(
    'is in the base while it is known to be the same: %s and %s',
    (before, now, fails) => {
      const report = checkRepository({
        repository: linked(now),
        base: { name: 'main', repository: linked(before) },
        root: '',
        now: NOW,
      });
      expect(hasFailed(report)).toBe(fails);
    },
  );
});
