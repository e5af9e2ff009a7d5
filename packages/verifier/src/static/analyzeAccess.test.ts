import type { Finding } from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import { randomRepository } from '../__fixtures__/randomRepository';
import {
  ACCOUNT,
  issuerOf,
  memoRepository,
  STRANGER,
} from '../__fixtures__/repository';
import {
  policyOf,
  roleArn,
  withBucket,
  withBucketStatement,
  withGrant,
  withRole,
  withTrustStatement,
} from '../__fixtures__/sabotage';
import { analyzeAccess } from './analyzeAccess';

const memo = memoRepository();
const GHA1 = roleArn('single1_gha1');
const CLICKS = roleArn('analytics_clicks');
const ISSUER = issuerOf('analytics');
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;

const analyze = (
  model: AccessModel,
  view: 'declared' | 'configured' = 'declared',
) => analyzeAccess({ fleet: memo.fleet, model, accountId: ACCOUNT, view });

const allow = (more: object) => ({ Effect: 'Allow', ...more });
const OWN = { StringEquals: { 'aws:ResourceAccount': ACCOUNT } };

const told = (findings: readonly Finding[]) =>
  findings.map(({ kind, title }) => `${kind}: ${title}`);

describe('analyzeAccess', () => {
  it('proves that the rendered memo keeps to itself, and says how much was proved', () => {
    const analysis = analyze(memo.model);
    expect(told(analysis.findings)).toEqual([]);
    expect(analysis.notUnderstood).toEqual([]);
    expect(analysis.proved).toMatchObject({
      identities: 7,
      resources: 12,
      cells: 7 * 6 * 5 + 6 * 6 - 6,
    });
    expect(analysis.proved.principals).toBeGreaterThan(5);
    expect(analysis.proved.regions).toBeGreaterThan(20);
    expect(analysis.baseContext).toEqual({});
    expect(
      analysis.standingWeaknesses.map(({ environment }) => environment),
    ).toEqual(['single1']);
  });

  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'finds nothing in rendered random fleet %i',
    seed => {
      const { fleet, model } = randomRepository(seed);
      const { findings, notUnderstood } = analyzeAccess({
        fleet,
        model,
        accountId: ACCOUNT,
        view: 'declared',
      });
      expect([told(findings), notUnderstood]).toEqual([[], []]);
    },
  );

  const readGha2 = (more: object = {}) =>
    allow({
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::gha2-primary-1/*',
      ...more,
    });
  const trustedBy = (principal: object, more: object = {}) =>
    withTrustStatement(
      memo.model,
      CLICKS,
      allow({ Principal: principal, Action: 'sts:AssumeRole', ...more }),
    );
  const tokenTrust = (condition: object) =>
    withTrustStatement(
      memo.model,
      CLICKS,
      allow({
        Principal: { Federated: PROVIDER },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: condition,
      }),
    );

  it.each<[string, AccessModel, string[]]>([
    [
      'every bucket of another corridor, those to come included',
      withGrant(
        memo.model,
        GHA1,
        allow({
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: 'arn:aws:s3:::gha2-*',
          Condition: OWN,
        }),
      ),
      ['leak: gha1 can read and write bucket gha2-primary-1 of gha2'],
    ],
    [
      'a bucket that does not exist yet',
      withGrant(
        memo.model,
        GHA1,
        allow({
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha2-new/*',
          Condition: OWN,
        }),
      ),
      [
        'leak: gha1 can read whatever is named arn:aws:s3:::gha2-new/*, which may be of gha2',
      ],
    ],
    [
      'a prefix that holds for buckets of strangers too',
      withGrant(
        memo.model,
        GHA1,
        allow({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::gha1-*/*' }),
      ),
      [
        'leak: gha1 can write arn:aws:s3:::gha1-*/* in other accounts, if their owner agrees',
      ],
    ],
    [
      'a bucket policy that lets another corridor in',
      withBucketStatement(
        withGrant(
          memo.model,
          GHA1,
          readGha2({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ),
        'gha2-primary-1',
        readGha2({ Principal: { AWS: GHA1 } }),
      ),
      ['leak: gha1 can read bucket gha2-primary-1 of gha2'],
    ],
    [
      'a bucket policy that lets another account in',
      withBucketStatement(
        memo.model,
        'gha2-primary-1',
        readGha2({ Principal: { AWS: `arn:aws:iam::${STRANGER}:root` } }),
      ),
      [`leak: account ${STRANGER} can read bucket gha2-primary-1 of gha2`],
    ],
    [
      'a bucket policy that lets everyone in',
      withBucketStatement(
        withBucket(memo.model, 'gha2-primary-1', () => ({
          publicAccessBlock: undefined,
        })),
        'gha2-primary-1',
        readGha2({ Principal: '*' }),
      ),
      ['leak: Everyone can read bucket gha2-primary-1 of gha2'],
    ],
    [
      'a trust policy without subject',
      tokenTrust({ StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' } }),
      ['leak: A ServiceAccount such as '],
    ],
    [
      'a trust policy that takes namespaces of one beginning',
      tokenTrust({
        StringLike: { [`${ISSUER}:sub`]: 'system:serviceaccount:clicks*:*' },
      }),
      ['leak'],
    ],
    [
      'a trust policy that names another role',
      trustedBy({ AWS: GHA1 }),
      ['leak: gha1 can assume the role of clicks'],
    ],
    [
      'a trust policy that names a user',
      trustedBy({ AWS: `arn:aws:iam::${ACCOUNT}:user/mallory` }),
      [
        `leak: arn:aws:iam::${ACCOUNT}:user/mallory can assume the role of clicks`,
      ],
    ],
    [
      'rewriting its own bucket policy',
      withGrant(
        memo.model,
        GHA1,
        allow({
          Action: 's3:PutBucketPolicy',
          Resource: 'arn:aws:s3:::gha1-spark',
          Condition: OWN,
        }),
      ),
      [
        'leak: gha1 can widen access by s3:PutBucketPolicy on bucket gha1-spark of gha1',
      ],
    ],
    [
      'rewriting its own role',
      withGrant(
        memo.model,
        GHA1,
        allow({ Action: 'iam:PutRolePolicy', Resource: GHA1 }),
      ),
      ['leak: gha1 can widen access by iam:PutRolePolicy on the role of gha1'],
    ],
    [
      'a condition on a key that is not known',
      withGrant(
        memo.model,
        GHA1,
        readGha2({
          Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        }),
      ),
      [
        'unproven: Not proven that gha1 cannot read bucket gha2-primary-1 of gha2',
      ],
    ],
    [
      'a policy that was taken away',
      withRole(memo.model, GHA1, () => ({ identity: [] })),
      ['blocked'],
    ],
    [
      'a trust that refuses its own corridor',
      withRole(memo.model, CLICKS, () => ({
        trust: policyOf(
          'trust',
          allow({
            Principal: { Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
          }),
        ),
      })),
      ['blocked: The role of clicks cannot be had', 'unproven'],
    ],
  ])('finds %s, and nothing else', (_, model, titles) => {
    expect(
      told(analyze(model).findings).map((title, index) =>
        title.slice(0, titles[index]?.length),
      ),
    ).toEqual(titles);
  });

  it('names the statement, the way and a witness', () => {
    const [finding] = analyze(
      withGrant(memo.model, GHA1, readGha2({ Sid: 'Planted' })),
    ).findings;
    expect(finding).toMatchObject({
      kind: 'leak',
      views: ['declared'],
      cells: ['corridor:gha1 read bucket:gha2-primary-1'],
      corridors: ['gha1', 'gha2'],
      environments: ['single1'],
      statements: [
        { policy: 'added', kind: 'identity', statement: 0, sid: 'Planted' },
      ],
      witness: expect.stringMatching(/^arn:aws:s3:::gha2-primary-1\/./),
      nextAction:
        'Remove statement 0 (Planted) of identity policy added, or narrow it.',
    });
  });
});

describe('what an analysis leaves to others', () => {
  const admin = `arn:aws:iam::${ACCOUNT}:role/admin`;
  const withAdmin = (file?: string): AccessModel => ({
    ...memo.model,
    roles: [
      ...memo.model.roles,
      {
        arn: admin,
        accountId: ACCOUNT,
        trust: {
          ...policyOf(
            'admin',
            allow({
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
              Action: 'sts:AssumeRole',
            }),
          ),
          ...(file === undefined ? {} : { origin: { file } }),
        },
        identity: [policyOf('all', allow({ Action: '*', Resource: '*' }))],
      },
    ],
  });

  it('is what administrators may do by their own policies', () => {
    expect(told(analyze(withAdmin(), 'configured').findings)).toEqual([]);
    expect(
      told(
        analyze(withAdmin('environments/single1/policies/admin.yaml')).findings,
      ),
    ).toEqual([]);
  });

  it('is not what a role in a corridor’s folder may do', () => {
    const { findings } = analyze(withAdmin('corridors/gha1/aws/admin.yaml'));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0]).toMatchObject({
      kind: 'leak',
      title: expect.stringContaining(admin),
    });
  });
});

describe('what is not understood', () => {
  it('is told with its path, file and line, and proves nothing', () => {
    const analysis = analyze(
      withBucket(memo.model, 'gha2-primary-1', () => ({
        policy: {
          ...policyOf('gha2-primary-1', allow({}), {
            Effect: 'Allow',
            Principal: '*',
            Actoin: 's3:*',
            Resource: '*',
          }),
          origin: { file: 'bucket.yaml', line: 30, statementLines: [34, 40] },
        },
      })),
    );
    expect(analysis.notUnderstood).toMatchObject([
      {
        code: 'policy-not-understood',
        severity: 'error',
        file: 'bucket.yaml',
        related: 'gha2-primary-1',
      },
    ]);
    expect(analysis.findings.map(({ kind }) => kind)).toContain('unproven');
  });

  it('is one finding for all that hangs on one policy, which stays the same when lines move', () => {
    const broken = (line: number) =>
      analyze(
        withRole(memo.model, GHA1, ({ identity }) => ({
          identity: [
            ...identity,
            {
              ...policyOf('broken', allow({ Actoin: 's3:*', Resource: '*' })),
              origin: { file: 'policy.yaml', line },
            },
          ],
        })),
      );
    const { findings, grounds } = broken(3);
    const [finding, ...others] = findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: 'unproven',
      title: expect.stringMatching(
        /^Nothing is proved of what gha1 reaches: policy broken of .* is not understood \(policy\.yaml\)/,
      ),
      explanation: expect.stringMatching(/and \d+ more ways in/),
    });
    expect(grounds.get(finding?.id ?? '')?.notUnderstood).toEqual([
      { owner: GHA1, policy: 'broken', file: 'policy.yaml', isUnread: false },
    ]);
    const moved = broken(30);
    expect(moved.findings.map(({ id }) => id)).toEqual([finding?.id]);
    expect(moved.grounds.get(finding?.id ?? '')).toEqual(
      grounds.get(finding?.id ?? ''),
    );
  });

  it('says of a range of roles that it is a range', () => {
    const { findings } = analyze(
      withGrant(
        memo.model,
        GHA1,
        allow({ Action: 'iam:PassRole', Resource: '*' }),
      ),
    );
    expect(told(findings)).toEqual([
      `leak: gha1 can widen access by iam:PassRole on any role of account ${ACCOUNT}`,
    ]);
  });
});
