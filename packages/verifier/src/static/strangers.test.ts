import type { AccessModel } from '@corridors/policy-engine';
import { ACCOUNT, memoRepository, STRANGER } from '../__fixtures__/repository';
import {
  roleArn,
  withBucketStatement,
  withTrustStatement,
} from '../__fixtures__/sabotage';
import { analyzeAccess } from './analyzeAccess';

const { fleet, model: rendered } = memoRepository();
const GHA1 = roleArn('single1_gha1');

const told = (model: AccessModel): string[] =>
  analyzeAccess({
    fleet,
    model,
    accountId: ACCOUNT,
    view: 'declared',
  }).findings.map(({ kind, title }) => `${kind}: ${title}`);

type Json = Readonly<Record<string, unknown>>;

const onBucket = (more: Json) =>
  withBucketStatement(rendered, 'gha2-primary-1', {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::gha2-primary-1/*',
    ...more,
  });

const onTrust = (more: Json) =>
  withTrustStatement(rendered, GHA1, {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    ...more,
  });

const arns = (...values: string[]) => ({
  ArnLike: { 'aws:PrincipalArn': values },
});

const iam = (resource: string, account = STRANGER) =>
  `arn:aws:iam::${account}:${resource}`;

/** Conditions that let in none of the model. */
const CONDITIONS: readonly [string, Json][] = [
  ['another account', { StringEquals: { 'aws:PrincipalAccount': STRANGER } }],
  ['a role of another account', arns(iam('role/x'))],
  ['users of another account', arns(iam('user/*'))],
  ['users of every account', arns('arn:aws:iam::*:user/*')],
  ['a role of every account', arns('arn:aws:iam::*:role/AccountAccess')],
  ['an undeclared role', arns(iam('role/ops', ACCOUNT))],
  ['users of the account', arns(iam('user/*', ACCOUNT))],
  ['corridors to come', arns(roleArn('single1_new*'))],
  ['users by type', { StringEquals: { 'aws:PrincipalType': 'User' } }],
  ['users by name', { StringLike: { 'aws:username': '*' } }],
  ['whoever has a name', { Null: { 'aws:username': 'false' } }],
];

/** Conditions that let in nobody who could assume a role. */
const OF_BUCKETS: readonly [string, Json][] = [
  ['the root user of another account', arns(iam('root'))],
  ['root users by type', { StringEquals: { 'aws:PrincipalType': 'Account' } }],
  [
    'federated users by type',
    { StringEquals: { 'aws:PrincipalType': 'FederatedUser' } },
  ],
];

describe('principals that no file declares', () => {
  it.each([...CONDITIONS, ...OF_BUCKETS])(
    'leak when a bucket policy for everybody is held to %s',
    (_, Condition) => {
      expect(told(onBucket({ Principal: '*', Condition }))).toEqual([
        expect.stringMatching(/^leak: .* can read bucket gha2-primary-1/),
      ]);
    },
  );

  it.each(CONDITIONS)(
    'leak when a trust policy for everybody is held to %s',
    (_, Condition) => {
      expect(told(onTrust({ Principal: { AWS: '*' }, Condition }))).toEqual([
        expect.stringMatching(/^leak: .* can assume /),
      ]);
    },
  );

  it.each([
    ['users', arns(iam('user/*'))],
    ['roles below a path', arns(iam('role/team/*'))],
  ])('leak when an account is held to its %s', (_, Condition) => {
    const Principal = { AWS: STRANGER };
    expect(told(onBucket({ Principal, Condition }))).toHaveLength(1);
    expect(told(onTrust({ Principal, Condition }))).toHaveLength(1);
  });

  it('are named as examples of those who are let in', () => {
    expect(
      told(onBucket({ Principal: '*', Condition: arns(iam('user/*')) })),
    ).toEqual([
      `leak: Principals such as ${iam(
        'user/x',
      )} can read bucket gha2-primary-1 of gha2`,
    ]);
    expect(told(onTrust({ Principal: { AWS: STRANGER } }))).toEqual([
      expect.stringContaining(`Principals such as ${iam('role/x')} can assume`),
    ]);
  });

  it.each([
    ['the role that uses the bucket', arns(roleArn('single1_gha2'))],
    [
      'nobody at all',
      { StringEquals: { 'aws:PrincipalArn': iam('root', ACCOUNT) } },
    ],
  ])('are not suspected where only %s is meant', (_, Condition) => {
    expect(told(onBucket({ Principal: '*', Condition }))).toEqual([]);
  });

  it.each<[string, AccessModel]>([
    [
      'a bucket policy names an identity provider',
      onBucket({ Principal: { Federated: 'cognito-identity.amazonaws.com' } }),
    ],
    [
      'EKS Pod Identity may take a role, and no file tells for whom',
      onTrust({ Principal: { Service: 'pods.eks.amazonaws.com' } }),
    ],
    [
      'a condition hangs on the organization',
      onBucket({
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
      }),
    ],
    [
      'a condition is too intricate',
      onBucket({
        Principal: '*',
        Condition: arns('arn:aws:iam::*:user/${aws:username}/home'),
      }),
    ],
  ])('are unproven where %s', (_, model) => {
    const findings = told(model);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(title => !title.startsWith('unproven:'))).toEqual(
      [],
    );
  });

  it.each([
    'accounts.google.com',
    'cognito-identity.amazonaws.com',
    'graph.facebook.com',
    'www.amazon.com',
  ])('leak when a role takes the tokens of %s', Federated => {
    const Action = 'sts:AssumeRoleWithWebIdentity';
    expect(told(onTrust({ Principal: { Federated }, Action }))).toEqual([
      expect.stringContaining(`leak: A token of ${Federated} can assume`),
    ]);
  });

  it.each([
    ['of SAML', { Federated: iam('saml-provider/okta', ACCOUNT) }, 'SAML'],
    ['of any SAML provider', '*', 'SAML'],
    ['of any provider', '*', 'WebIdentity'],
  ])('leak when a role takes tokens %s', (_, Principal, kind) => {
    const Action = `sts:AssumeRoleWith${kind}`;
    expect(told(onTrust({ Principal, Action }))).toEqual([
      expect.stringMatching(/^leak: .* can assume /),
    ]);
  });
});
