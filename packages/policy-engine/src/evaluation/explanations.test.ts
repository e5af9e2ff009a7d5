import {
  allow,
  allowOther,
  boundary,
  bucket,
  decide,
  deny,
  denyTo,
  grantTo,
  identity,
  scp,
  session,
} from '../__fixtures__/layers';
import {
  aRole,
  aSession,
  aUser,
  OBJECT,
  OTHER,
  OWN,
  roleArn,
  rootArn,
  sessionArn,
  statement,
  userArn,
} from '../__fixtures__/documents';
import { PROVIDER, TARGET, trust } from '../__fixtures__/assuming';
import {
  AccessRequest,
  ApplicablePolicies,
  compilePolicy,
  evaluate,
  Principal,
} from '..';

const ROOT: Principal = { kind: 'root', accountId: OWN };
const TOKEN: Principal = { kind: 'web-identity', providerArn: PROVIDER };
const SERVICE: Principal = { kind: 'service', service: 's3.amazonaws.com' };
const ANYONE: Principal = { kind: 'anonymous' };

const onObject = `s3:GetObject on ${OBJECT}`;

describe('a decision about an object explains itself', () => {
  it.each<[Principal, ApplicablePolicies, string]>([
    [
      aRole(),
      identity(allow),
      `${roleArn(
        'gha1',
      )} may do ${onObject}: statement 0 of identity policy identity allows it.`,
    ],
    [
      aSession(),
      bucket(grantTo(sessionArn('gha1', 'spark'))),
      `${sessionArn(
        'gha1',
        'spark',
      )} may do ${onObject}: statement 0 of bucket policy resource allows it.`,
    ],
    [
      aUser(),
      {},
      `${userArn('ann')} may not do ${onObject}: no policy allows it.`,
    ],
    [
      ROOT,
      {},
      `the root user of account ${OWN} may do ${onObject}: it is its own account.`,
    ],
    [
      SERVICE,
      {},
      `the service s3.amazonaws.com may not do ${onObject}: no policy allows it.`,
    ],
    [
      ANYONE,
      {},
      `an anonymous caller may not do ${onObject}: no policy allows it.`,
    ],
    [
      aRole(),
      identity(allow, deny),
      `${roleArn(
        'gha1',
      )} may not do ${onObject}: statement 1 of identity policy identity denies it.`,
    ],
    [
      aRole(),
      {
        ...identity(deny),
        ...boundary(deny),
        ...session(deny),
        ...scp(deny),
        ...bucket(denyTo('*')),
      },
      `${roleArn('gha1')} may not do ${onObject}: ` +
        'statement 0 of identity policy identity, statement 0 of permissions boundary boundary, ' +
        'statement 0 of session policy session, statement 0 of service control policy scp ' +
        'and statement 0 of bucket policy resource deny it.',
    ],
    [
      aRole(),
      { ...identity(allow), ...boundary(allowOther) },
      `${roleArn(
        'gha1',
      )} may not do ${onObject}: the permissions boundary does not allow it.`,
    ],
    [
      aRole(),
      { ...identity(allow), ...session(allowOther) },
      `${roleArn(
        'gha1',
      )} may not do ${onObject}: the session policy does not allow it.`,
    ],
    [
      aRole(),
      { ...identity(allow), ...scp(allowOther) },
      `${roleArn(
        'gha1',
      )} may not do ${onObject}: the service control policies of the organisation do not allow it.`,
    ],
  ])('%j under %j', (principal, policies, explanation) => {
    expect(decide(principal, policies, OWN).explanation).toBe(explanation);
  });

  it('when the bucket is of another account', () => {
    expect(decide(aRole(), identity(allow), OTHER).explanation).toBe(
      `${roleArn('gha1')} may not do ${onObject}: ` +
        `its own policies allow it, but no policy of the resource in account ${OTHER} does.`,
    );
  });

  it('when only the bucket of another account allows it', () => {
    const { reason, explanation } = decide(
      aRole(),
      bucket(grantTo(roleArn('gha1'))),
      OTHER,
    );
    expect([reason, explanation]).toEqual([
      'implicit-deny',
      `${roleArn('gha1')} may not do ${onObject}: ` +
        `the bucket policy in account ${OTHER} allows it, but no policy of its own does, and both must.`,
    ]);
  });

  it('when the bucket policy names no more than the account', () => {
    const { reason, explanation } = decide(
      aRole(),
      bucket(grantTo(rootArn())),
      OWN,
    );
    expect([reason, explanation]).toEqual([
      'implicit-deny',
      `${roleArn('gha1')} may not do ${onObject}: ` +
        'the bucket policy leaves it to the policies of the account, and no policy of its own allows it.',
    ]);
  });

  it('in the middle of an open question', () => {
    const open = (...keys: string[]) =>
      statement({
        Condition: {
          StringEquals: Object.fromEntries(keys.map(key => [key, 'x'])),
        },
      });
    const ask = (policies: ApplicablePolicies) =>
      evaluate(
        {
          principal: aRole(),
          action: 's3:GetObject',
          resource: OBJECT,
          resourceAccount: OWN,
        },
        policies,
        { contextComplete: false },
      ).explanation;
    expect(ask(identity(open('a:b')))).toBe(
      `It hangs on a:b whether ${roleArn(
        'gha1',
      )} may do ${onObject}: so says statement 0 of identity policy identity.`,
    );
    expect(ask(identity(open('a:b', 'a:c', 'a:d'), open('a:e')))).toBe(
      `It hangs on a:b, a:c, a:d and a:e whether ${roleArn(
        'gha1',
      )} may do ${onObject}: ` +
        'so say statement 0 of identity policy identity and statement 1 of identity policy identity.',
    );
  });
});

describe('a decision about a role explains itself', () => {
  const ask = (over: Partial<AccessRequest>, policies: ApplicablePolicies) => {
    const { explanation, reason } = evaluate(
      {
        principal: aRole(),
        action: 'sts:AssumeRole',
        resource: TARGET,
        ...over,
      },
      policies,
      { contextComplete: true },
    );
    return [reason, explanation];
  };

  it.each<
    [Partial<AccessRequest>, ApplicablePolicies, reason: string, text: string]
  >([
    [
      {},
      {},
      'trust-policy',
      `${roleArn(
        'gha1',
      )} may not do sts:AssumeRole on ${TARGET}: the role's trust policy does not allow it.`,
    ],
    [
      {},
      trust({ Sid: 'Own', Principal: { AWS: roleArn('gha1') } }),
      'allowed',
      `${roleArn(
        'gha1',
      )} may do sts:AssumeRole on ${TARGET}: statement 0 (Own) of trust policy trust allows it.`,
    ],
    [
      {},
      trust({ Principal: { AWS: rootArn() } }),
      'implicit-deny',
      `${roleArn('gha1')} may not do sts:AssumeRole on ${TARGET}: ` +
        'the trust policy leaves it to the policies of the account, and no policy of its own allows it.',
    ],
    [
      { principal: ROOT },
      trust({ Principal: { AWS: rootArn() } }),
      'implicit-deny',
      `the root user of account ${OWN} may not do sts:AssumeRole: a root user cannot assume a role.`,
    ],
    [
      { principal: TOKEN },
      {},
      'implicit-deny',
      `a token of ${PROVIDER} may only assume a role with the token, not do sts:AssumeRole.`,
    ],
    [
      { action: 'sts:AssumeRoleWithWebIdentity' },
      {},
      'implicit-deny',
      `${roleArn(
        'gha1',
      )} may not do sts:AssumeRoleWithWebIdentity, which needs a token of an identity provider.`,
    ],
    [
      { action: 'sts:AssumeRoleWithSAML' },
      trust({ Principal: '*', Action: 'sts:*' }),
      'implicit-deny',
      `${roleArn(
        'gha1',
      )} may not do sts:AssumeRoleWithSAML, which needs a token of an identity provider.`,
    ],
    [
      { principal: ANYONE },
      {},
      'implicit-deny',
      'an anonymous caller may not do sts:AssumeRole, which must be signed.',
    ],
    [
      { action: 'sts:GetSessionToken', resource: '*' },
      {},
      'implicit-deny',
      `${roleArn(
        'gha1',
      )} may not do sts:GetSessionToken, which needs the long-term credentials of a user.`,
    ],
    [
      { action: 'sts:GetCallerIdentity', resource: '*' },
      {},
      'allowed',
      `${roleArn(
        'gha1',
      )} may do sts:GetCallerIdentity, which needs no permission and cannot be denied.`,
    ],
    [
      { action: 'sts:SetSourceIdentity' },
      identity(allow, statement({ Action: 'sts:*' })),
      'trust-policy',
      `${roleArn(
        'gha1',
      )} may not do sts:SetSourceIdentity on ${TARGET}: the role's trust policy does not allow it.`,
    ],
    [
      { action: 's3:ListAllMyBuckets', resource: '*' },
      identity(allow),
      'allowed',
      `${roleArn(
        'gha1',
      )} may do s3:ListAllMyBuckets: statement 0 of identity policy identity allows it.`,
    ],
  ])('%j under %j', (over, policies, reason, text) => {
    expect(ask(over, policies)).toEqual([reason, text]);
  });
});

describe('a decision says where its statement stands', () => {
  const explained = (origin: {
    file?: string;
    line?: number;
    statementLines?: number[];
  }) =>
    evaluate(
      {
        principal: aRole(),
        action: 's3:GetObject',
        resource: OBJECT,
        resourceAccount: OWN,
      },
      {
        identity: [
          compilePolicy(
            { Statement: [allowOther, allow] },
            { kind: 'identity', name: 'gha1', origin },
          ),
        ],
      },
      { contextComplete: true },
    ).explanation.replace(/^.*: /, '');

  it.each([
    [{}, 'statement 1 of identity policy gha1 allows it.'],
    [{ line: 3 }, 'statement 1 of identity policy gha1 allows it.'],
    [
      { file: 'a.yaml' },
      'statement 1 of identity policy gha1 (a.yaml) allows it.',
    ],
    [
      { file: 'a.yaml', line: 3 },
      'statement 1 of identity policy gha1 (a.yaml:3) allows it.',
    ],
    [
      { file: 'a.yaml', line: 3, statementLines: [4, 9] },
      'statement 1 of identity policy gha1 (a.yaml:9) allows it.',
    ],
    [
      { file: 'a.yaml', line: 3, statementLines: [4] },
      'statement 1 of identity policy gha1 (a.yaml:3) allows it.',
    ],
  ])('%j', (origin, expected) => {
    expect(explained(origin)).toBe(expected);
  });
});
