import {
  ACCOUNT,
  issuerOf,
  memoRepository,
  platformRole,
  readRepository,
  STRANGER,
} from '../../__fixtures__/repository';
import { analyzeAccess } from '../analyzeAccess';

const memo = memoRepository();
const OPS = `arn:aws:iam::${ACCOUNT}:role/ops`;
const SECOND = `arn:aws:iam::${ACCOUNT}:role/second`;
const THIRD = `arn:aws:iam::${ACCOUNT}:role/third`;
const ISSUER = issuerOf('analytics');
const provider = (issuer: string) =>
  `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}`;
const PIPELINES = 'token.actions.githubusercontent.com';

const allow = (more: object) => ({ Effect: 'Allow', ...more });
const EVERYTHING = allow({ Sid: 'All', Action: 's3:*', Resource: '*' });
const NOTHING = allow({ Action: 'ec2:*', Resource: '*' });
const ANY_ROLE = allow({ Action: 'sts:AssumeRole', Resource: '*' });

const trusting = (Principal: unknown, Condition?: object) =>
  allow({
    Sid: 'Trust',
    Principal,
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    ...(Condition && { Condition }),
  });
const withToken = (issuer: string, Condition?: object) =>
  allow({
    Sid: 'Trust',
    Principal: {
      Federated: issuer.startsWith('accounts.') ? issuer : provider(issuer),
    },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(Condition && { Condition }),
  });
const ofPods = (subject: string | string[]) =>
  withToken(ISSUER, { StringLike: { [`${ISSUER}:sub`]: subject } });
const ofPipelines = (subject: string) =>
  withToken(PIPELINES, {
    StringEquals: { [`${PIPELINES}:aud`]: 'sts.amazonaws.com' },
    StringLike: { [`${PIPELINES}:sub`]: subject },
  });

function analyze(...roles: Parameters<typeof platformRole>[]) {
  const { fleet, model } = readRepository([
    ...memo.files,
    ...roles.map(role => platformRole(...role)),
  ]);
  return analyzeAccess({ fleet, model, accountId: ACCOUNT, view: 'declared' });
}

const kinds = (...roles: Parameters<typeof platformRole>[]) => [
  ...new Set(analyze(...roles).findings.map(({ kind }) => kind)),
];

describe('a role of the platform that reaches corridors', () => {
  it.each<[string, object]>([
    ['another account', trusting({ AWS: STRANGER })],
    [
      'a role of another account',
      trusting({ AWS: `arn:aws:iam::${STRANGER}:role/x` }),
    ],
    ['everybody', trusting('*')],
    [
      'a corridor',
      trusting({ AWS: `arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1` }),
    ],
    [
      'the nodes',
      trusting({ AWS: `arn:aws:iam::${ACCOUNT}:role/single1_instance` }),
    ],
    ['any token of a cluster', withToken(ISSUER)],
    ['any ServiceAccount', ofPods('system:serviceaccount:*:*')],
    [
      'a corridor’s ServiceAccount',
      ofPods('system:serviceaccount:weblogs:weblogs'),
    ],
    [
      'another ServiceAccount of a corridor',
      ofPods('system:serviceaccount:weblogs:default'),
    ],
    [
      'all of a corridor’s namespace',
      ofPods('system:serviceaccount:weblogs:*'),
    ],
    ['namespaces to come', ofPods('system:serviceaccount:lab*:x')],
    [
      'a corridor among others',
      ofPods([
        'system:serviceaccount:kube-system:*',
        'system:serviceaccount:clicks:clicks',
      ]),
    ],
    [
      'a corridor’s ServiceAccount of a cluster whose issuer no file names',
      withToken('oidc.eks.eu-west-3.amazonaws.com/id/OTHER', {
        StringEquals: {
          'oidc.eks.eu-west-3.amazonaws.com/id/OTHER:sub':
            'system:serviceaccount:gha1:gha1',
        },
      }),
    ],
    [
      'whoever has a token for an audience',
      withToken(PIPELINES, {
        StringLike: { [`${PIPELINES}:aud`]: 'https://acme.example/*' },
      }),
    ],
    [
      'any account of a provider that AWS knows',
      withToken('accounts.google.com'),
    ],
    ['every repository of an owner', ofPipelines('repo:acme/*')],
  ])('may not be assumed by %s', (_, trust) => {
    expect(kinds([OPS, [trust], [EVERYTHING]])).toEqual(['leak']);
  });

  it.each<[string, object]>([
    ['machines', trusting({ Service: 'ec2.amazonaws.com' })],
    ['its own account', trusting({ AWS: `arn:aws:iam::${ACCOUNT}:root` })],
    [
      'people who signed in to its account',
      trusting({
        AWS: `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
      }),
    ],
    ['a controller', ofPods('system:serviceaccount:ack-system:controller')],
    ['the system', ofPods('system:serviceaccount:kube-system:*')],
    ['one repository’s pipelines', ofPipelines('repo:acme/infra:*')],
    [
      'pods of one namespace, by association',
      trusting(
        { Service: 'pods.eks.amazonaws.com' },
        {
          StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'ack-system' },
        },
      ),
    ],
  ])('may be assumed by %s, which is told', (_, trust) => {
    const { findings, notCovered } = analyze([OPS, [trust], [EVERYTHING]]);
    expect(findings).toEqual([]);
    expect(notCovered).toContainEqual(
      expect.stringContaining(
        `${OPS} (environments/single1/policies/role-ops.yaml)`,
      ),
    );
  });

  it('is not proved to be kept from pods that associations may name', () => {
    const trust = trusting({ Service: 'pods.eks.amazonaws.com' });
    expect(kinds([OPS, [trust], [EVERYTHING]])).toEqual(['unproven']);
    expect(kinds([OPS, [trust], [NOTHING]])).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'a shared bucket',
      allow({
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gha-common-1/*',
      }),
      'bucket gha-common-1',
    ],
    [
      'a bucket to come',
      allow({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::gha2-new/*' }),
      'gha2',
    ],
    [
      'the policy of a bucket',
      allow({ Action: 's3:PutBucketPolicy', Resource: 'arn:aws:s3:::gha2-*' }),
      'gha2',
    ],
  ])('is one that reaches %s', (_, statement, what) => {
    const { findings } = analyze([
      OPS,
      [trusting({ AWS: STRANGER })],
      [statement],
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.title).toMatch(
      new RegExp(`can assume ${OPS}, and by it reach what is of ${what}$`),
    );
  });

  it('is one that may rewrite roles', () => {
    expect(
      kinds([
        OPS,
        [trusting({ AWS: STRANGER })],
        [allow({ Action: 'iam:PutRolePolicy', Resource: '*' })],
      ]),
    ).toEqual(['leak']);
  });

  it.each<[string, object[]]>([
    ['nothing', [NOTHING]],
    [
      'what is of no corridor',
      [
        allow({
          Action: 's3:*',
          Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
        }),
      ],
    ],
    [
      'everything but corridors',
      [
        allow({
          Action: ['s3:ListBucket', 's3:GetObject', 's3:PutObject'],
          Resource: '*',
        }),
        {
          Effect: 'Deny',
          Action: 's3:*',
          Resource: [
            'gha1-*',
            'gha2-*',
            'clicks-*',
            'weblogs-*',
            'gha-common-1*',
          ].map(name => `arn:aws:s3:::${name}`),
        },
      ],
    ],
  ])('is none that reaches %s, whoever may assume it', (_, statements) => {
    expect(kinds([OPS, [trusting({ AWS: STRANGER })], statements])).toEqual([]);
    expect(kinds([OPS, [withToken(ISSUER)], statements])).toEqual([]);
  });
});

describe('a chain of roles of the platform', () => {
  const stranger = trusting({ AWS: STRANGER });

  it('is followed to its end and told', () => {
    const { findings } = analyze(
      [OPS, [stranger], [NOTHING]],
      [SECOND, [trusting({ AWS: OPS })], [NOTHING]],
      [THIRD, [trusting({ AWS: SECOND })], [EVERYTHING]],
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      kind: 'leak',
      explanation: expect.stringContaining(
        `That role can become ${SECOND}, then ${THIRD}, which reaches what is not its own`,
      ),
      statements: [
        { kind: 'trust', policy: 'ops', sid: 'Trust' },
        { kind: 'trust', policy: 'second' },
        { kind: 'trust', policy: 'third' },
        { kind: 'identity', sid: 'All' },
      ],
    });
  });

  it('may be made by what their own policies let them assume', () => {
    const root = trusting({ AWS: `arn:aws:iam::${ACCOUNT}:root` });
    expect(
      kinds([OPS, [stranger], [ANY_ROLE]], [SECOND, [root], [EVERYTHING]]),
    ).toEqual(['leak']);
    expect(
      kinds([OPS, [stranger], [NOTHING]], [SECOND, [root], [EVERYTHING]]),
    ).toEqual([]);
  });

  it('may turn in a circle', () => {
    expect(
      kinds(
        [OPS, [trusting({ AWS: [STRANGER, SECOND] })], [NOTHING]],
        [SECOND, [trusting({ AWS: OPS })], [NOTHING]],
      ),
    ).toEqual([]);
  });

  it('is proved as far as its weakest link', () => {
    const sometimes = trusting(
      { AWS: OPS },
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    );
    expect(
      kinds([OPS, [stranger], [NOTHING]], [SECOND, [sometimes], [EVERYTHING]]),
    ).toEqual(['unproven']);
  });
});
