import {
  allow,
  allowOther,
  bucket,
  deny,
  denyTo,
  reasonOf,
  grantTo,
  identity,
  LogicRow,
} from '../__fixtures__/layers';
import {
  aRole,
  aUser,
  BUCKET,
  OTHER,
  OWN,
  roleArn,
  rootArn,
  statement,
  userArn,
} from '../__fixtures__/documents';
import { evaluate, Principal } from '..';

describe('AWS: "Policy evaluation logic", one account', () => {
  it.each<LogicRow>([
    ['no policy is an implicit deny', aRole(), {}, 'implicit-deny'],
    ['an identity allow suffices', aRole(), identity(allow), 'allowed'],
    [
      'an allow of something else does not',
      aRole(),
      identity(allowOther),
      'implicit-deny',
    ],
    [
      'a bucket policy that names the role suffices',
      aRole(),
      bucket(grantTo(roleArn('gha1'))),
      'allowed',
    ],
    [
      'a bucket policy that names the user suffices',
      aUser(),
      bucket(grantTo(userArn('ann'))),
      'allowed',
    ],
    [
      'a bucket policy for everyone suffices',
      aRole(),
      bucket(grantTo('*')),
      'allowed',
    ],
    [
      'a bucket policy that names another role does not',
      aRole(),
      bucket(grantTo(roleArn('gha2'))),
      'implicit-deny',
    ],
    [
      'a bucket policy that names the account only delegates',
      aRole(),
      bucket(grantTo(rootArn())),
      'implicit-deny',
    ],
    [
      'so does the bare account id',
      aRole(),
      bucket(grantTo(OWN)),
      'implicit-deny',
    ],
    [
      'a deny beside the allow wins',
      aRole(),
      identity(allow, deny),
      'explicit-deny',
    ],
    [
      'a deny before the allow wins',
      aRole(),
      identity(deny, allow),
      'explicit-deny',
    ],
    [
      'a deny of the bucket policy wins',
      aRole(),
      { ...identity(allow), ...bucket(denyTo(roleArn('gha1'))) },
      'explicit-deny',
    ],
    [
      'a deny for the account binds its roles',
      aRole(),
      { ...identity(allow), ...bucket(denyTo(rootArn())) },
      'explicit-deny',
    ],
    [
      'a deny for another role does not',
      aRole(),
      { ...identity(allow), ...bucket(denyTo(roleArn('gha2'))) },
      'allowed',
    ],
    [
      'the root user needs no policy in its account',
      { kind: 'root', accountId: OWN },
      {},
      'allowed',
    ],
    [
      'the root user is bound by a deny of the bucket policy',
      { kind: 'root', accountId: OWN },
      bucket(denyTo('*')),
      'explicit-deny',
    ],
    [
      'an anonymous caller has nothing',
      { kind: 'anonymous' },
      {},
      'implicit-deny',
    ],
    [
      'an anonymous caller gets what everyone gets',
      { kind: 'anonymous' },
      bucket(grantTo('*')),
      'allowed',
    ],
    [
      'an anonymous caller belongs to no account',
      { kind: 'anonymous' },
      bucket(grantTo(OWN)),
      'implicit-deny',
    ],
    [
      'an anonymous caller is bound by a deny for everyone',
      { kind: 'anonymous' },
      bucket(grantTo('*'), denyTo('*')),
      'explicit-deny',
    ],
    [
      'a service gets what names it',
      { kind: 'service', service: 'logging.s3.amazonaws.com' },
      bucket(statement({ Principal: { Service: 'logging.s3.amazonaws.com' } })),
      'allowed',
    ],
    [
      'a service gets what names it beside an account',
      { kind: 'service', service: 'logging.s3.amazonaws.com' },
      bucket(
        statement({
          Principal: {
            AWS: [OTHER, roleArn('gha1')],
            Service: ['cloudtrail.amazonaws.com', 'logging.s3.amazonaws.com'],
          },
        }),
      ),
      'allowed',
    ],
    [
      'a role gets what names it before a service',
      aRole(),
      bucket(
        statement({
          Principal: {
            AWS: [OTHER, roleArn('gha1')],
            Service: 'logging.s3.amazonaws.com',
          },
        }),
      ),
      'allowed',
    ],
    [
      'a service does not get what names another',
      { kind: 'service', service: 'logging.s3.amazonaws.com' },
      bucket(statement({ Principal: { Service: 'cloudtrail.amazonaws.com' } })),
      'implicit-deny',
    ],
  ])('%s', (_, principal, policies, reason) => {
    expect(reasonOf(principal, policies, OWN)).toBe(reason);
  });

  it.each([
    's3:GetBucketPolicy',
    's3:PutBucketPolicy',
    's3:DeleteBucketPolicy',
  ])(
    'lets the owner root do %s whatever the bucket policy denies (AWS: "PutBucketPolicy")',
    action => {
      const ask = (principal: Principal) =>
        evaluate(
          { principal, action, resource: BUCKET, resourceAccount: OWN },
          bucket(denyTo('*')),
          { contextComplete: true },
        ).reason;
      expect(ask({ kind: 'root', accountId: OWN })).toBe('allowed');
      expect(ask({ kind: 'root', accountId: OTHER })).toBe('explicit-deny');
      expect(ask(aRole())).toBe('explicit-deny');
    },
  );
});
