import {
  allow,
  allowOther,
  bucket,
  boundary,
  deny,
  denyTo,
  reasonOf,
  grantTo,
  identity,
  LogicRow,
  scp,
  session,
} from '../__fixtures__/layers';
import {
  aRole,
  aSession,
  aUser,
  OTHER,
  OWN,
  roleArn,
  rootArn,
  sessionArn,
  statement,
  userArn,
} from '../__fixtures__/documents';

describe('AWS: "Cross-account policy evaluation logic"', () => {
  const both = (arn: string) => ({
    ...identity(allow),
    ...bucket(grantTo(arn)),
  });
  it.each<LogicRow>([
    [
      'an identity allow alone does not suffice',
      aRole(),
      identity(allow),
      'resource-policy',
    ],
    ['neither', aRole(), identity(allowOther), 'implicit-deny'],
    [
      'a bucket policy alone does not suffice',
      aRole(),
      bucket(grantTo(roleArn('gha1'))),
      'implicit-deny',
    ],
    [
      'not even one for everyone',
      aRole(),
      bucket(grantTo('*')),
      'implicit-deny',
    ],
    ['both suffice: role', aRole(), both(roleArn('gha1')), 'allowed'],
    ['both suffice: account', aRole(), both(rootArn()), 'allowed'],
    ['both suffice: everyone', aRole(), both('*'), 'allowed'],
    [
      'both suffice: session',
      aSession(),
      both(sessionArn('gha1', 'spark')),
      'allowed',
    ],
    [
      'the bucket policy names the other account',
      aRole(),
      both(rootArn(OTHER)),
      'resource-policy',
    ],
    [
      'a deny of the bucket policy wins over both',
      aRole(),
      {
        ...identity(allow),
        ...bucket(grantTo(roleArn('gha1')), denyTo(roleArn('gha1'))),
      },
      'explicit-deny',
    ],
    [
      'a deny of the identity policy wins over both',
      aRole(),
      { ...identity(allow, deny), ...bucket(grantTo(roleArn('gha1'))) },
      'explicit-deny',
    ],
    [
      'a service control policy limits both',
      aRole(),
      { ...both(roleArn('gha1')), ...scp(allowOther) },
      'scp',
    ],
    [
      'an anonymous caller gets what everyone gets',
      { kind: 'anonymous' },
      bucket(grantTo('*')),
      'allowed',
    ],
    [
      'a service gets what names it',
      { kind: 'service', service: 'logging.s3.amazonaws.com' },
      bucket(statement({ Principal: { Service: 'logging.s3.amazonaws.com' } })),
      'allowed',
    ],
    [
      'a session policy limits even the named session',
      aSession(),
      { ...both(sessionArn('gha1', 'spark')), ...session(allowOther) },
      'session-policy',
    ],
    [
      'a boundary limits even the named user',
      aUser(),
      { ...both(userArn('ann')), ...boundary(allowOther) },
      'boundary',
    ],
    [
      'a foreign root user needs the bucket policy',
      { kind: 'root', accountId: OWN },
      {},
      'resource-policy',
    ],
    [
      'a foreign root user gets what its account gets',
      { kind: 'root', accountId: OWN },
      bucket(grantTo(rootArn())),
      'allowed',
    ],
  ])('%s', (_, principal, policies, reason) => {
    expect(reasonOf(principal, policies, OTHER)).toBe(reason);
  });
});
