import {
  allow,
  allowOther,
  bucket,
  boundary,
  deny,
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
  OWN,
  policy,
  roleArn,
  sessionArn,
  userArn,
} from '../__fixtures__/documents';

describe('AWS: "Permissions boundaries for IAM entities"', () => {
  it.each<LogicRow>([
    [
      'both allow',
      aRole(),
      { ...identity(allow), ...boundary(allow) },
      'allowed',
    ],
    [
      'the boundary grants nothing by itself',
      aRole(),
      boundary(allow),
      'implicit-deny',
    ],
    [
      'the boundary limits the identity policy',
      aRole(),
      { ...identity(allow), ...boundary(allowOther) },
      'boundary',
    ],
    [
      'an empty list of boundaries allows nothing',
      aRole(),
      { ...identity(allow), boundary: [] },
      'boundary',
    ],
    [
      'a deny in the boundary wins',
      aRole(),
      { ...identity(allow), ...boundary(allow, deny) },
      'explicit-deny',
    ],
    [
      'it limits a bucket policy that names the role',
      aRole(),
      { ...bucket(grantTo(roleArn('gha1'))), ...boundary(allowOther) },
      'boundary',
    ],
    [
      'it does not limit one that names the session',
      aSession(),
      {
        ...bucket(grantTo(sessionArn('gha1', 'spark'))),
        ...boundary(allowOther),
      },
      'allowed',
    ],
    [
      'it does not limit one that names the user',
      aUser(),
      { ...bucket(grantTo(userArn('ann'))), ...boundary(allowOther) },
      'allowed',
    ],
    [
      'it does not limit one for everyone',
      aRole(),
      { ...bucket(grantTo('*')), ...boundary(allowOther) },
      'allowed',
    ],
    [
      'a deny in the boundary binds even the named session',
      aSession(),
      {
        ...bucket(grantTo(sessionArn('gha1', 'spark'))),
        ...boundary(allow, deny),
      },
      'explicit-deny',
    ],
  ])('%s', (_, principal, policies, reason) => {
    expect(reasonOf(principal, policies, OWN)).toBe(reason);
  });
});

describe('AWS: "Policies and permissions in IAM", session policies', () => {
  it.each<LogicRow>([
    [
      'both allow',
      aSession(),
      { ...identity(allow), ...session(allow) },
      'allowed',
    ],
    [
      'they limit the identity policy',
      aSession(),
      { ...identity(allow), ...session(allowOther) },
      'session-policy',
    ],
    [
      'they grant nothing by themselves',
      aSession(),
      session(allow),
      'implicit-deny',
    ],
    [
      'several are one limit',
      aSession(),
      {
        ...identity(allow),
        session: [policy('session', allowOther), policy('session', allow)],
      },
      'allowed',
    ],
    [
      'they limit a bucket policy that names the role',
      aSession(),
      { ...bucket(grantTo(roleArn('gha1'))), ...session(allowOther) },
      'session-policy',
    ],
    [
      'a bucket policy that names the role is allowed where they allow',
      aSession(),
      { ...bucket(grantTo(roleArn('gha1'))), ...session(allow) },
      'allowed',
    ],
    [
      'a bucket policy that names the session is added to them',
      aSession(),
      {
        ...bucket(grantTo(sessionArn('gha1', 'spark'))),
        ...session(allowOther),
      },
      'allowed',
    ],
    [
      'one that names another session is not',
      aSession(),
      { ...bucket(grantTo(sessionArn('gha1', 'other'))), ...session(allow) },
      'implicit-deny',
    ],
    [
      'they limit a bucket policy that names the user whose session it is',
      aUser(),
      { ...bucket(grantTo(userArn('ann'))), ...session(allowOther) },
      'session-policy',
    ],
    [
      'so does the boundary of that user then',
      aUser(),
      {
        ...bucket(grantTo(userArn('ann'))),
        ...session(allow),
        ...boundary(allowOther),
      },
      'boundary',
    ],
    [
      'a bucket policy that names the user is allowed where they allow',
      aUser(),
      { ...bucket(grantTo(userArn('ann'))), ...session(allow) },
      'allowed',
    ],
    [
      'a bucket policy that names the federated user is added to them',
      {
        kind: 'user',
        arn: `arn:aws:sts::${OWN}:federated-user/ann`,
      },
      {
        ...bucket(grantTo(`arn:aws:sts::${OWN}:federated-user/ann`)),
        ...session(allowOther),
      },
      'allowed',
    ],
    [
      'everybody is let in beside them',
      aUser(),
      { ...bucket(grantTo('*')), ...session(allowOther) },
      'allowed',
    ],
    [
      'a deny in them binds the named session',
      aSession(),
      { ...bucket(grantTo(sessionArn('gha1', 'spark'))), ...session(deny) },
      'explicit-deny',
    ],
  ])('%s', (_, principal, policies, reason) => {
    expect(reasonOf(principal, policies, OWN)).toBe(reason);
  });
});

describe('AWS: "Service control policies (SCPs)"', () => {
  it.each<LogicRow>([
    [
      'every level allows',
      aRole(),
      { ...identity(allow), ...scp(allow, allow) },
      'allowed',
    ],
    [
      'one level does not',
      aRole(),
      { ...identity(allow), ...scp(allow, allowOther) },
      'scp',
    ],
    [
      'a level without policies allows nothing',
      aRole(),
      { ...identity(allow), scp: [[]] },
      'scp',
    ],
    [
      'no level restricts nothing',
      aRole(),
      { ...identity(allow), scp: [] },
      'allowed',
    ],
    ['they grant nothing', aRole(), scp(allow), 'implicit-deny'],
    [
      'they limit the root user',
      { kind: 'root', accountId: OWN },
      scp(allowOther),
      'scp',
    ],
    [
      'they limit what a bucket policy grants a session',
      aSession(),
      { ...bucket(grantTo(sessionArn('gha1', 'spark'))), ...scp(allowOther) },
      'scp',
    ],
    [
      'a deny of one level wins',
      aRole(),
      { ...identity(allow), ...scp(allow, deny) },
      'explicit-deny',
    ],
    ...[allowOther, deny].flatMap((level): LogicRow[] => [
      [
        'they do not apply to roles that are linked to a service',
        aRole('aws-service-role/es.amazonaws.com/AWSServiceRoleForES'),
        { ...identity(allow), ...scp(level) },
        'allowed',
      ],
      [
        'nor to their sessions',
        {
          kind: 'assumed-role',
          arn: sessionArn('AWSServiceRoleForES', 's'),
          roleArn: roleArn(
            'aws-service-role/es.amazonaws.com/AWSServiceRoleForES',
          ),
        },
        { ...identity(allow), ...scp(level) },
        'allowed',
      ],
    ]),
    [
      'a role of another path is no such role',
      aRole('team/aws-service-role/es'),
      { ...identity(allow), ...scp(allowOther) },
      'scp',
    ],
    [
      'a boundary does limit such a role',
      aRole('aws-service-role/es.amazonaws.com/AWSServiceRoleForES'),
      { ...identity(allow), ...scp(allow), ...boundary(allowOther) },
      'boundary',
    ],
    [
      'they do not apply to anonymous callers',
      { kind: 'anonymous' },
      { ...bucket(grantTo('*')), ...scp(allowOther) },
      'allowed',
    ],
  ])('%s', (_, principal, policies, reason) => {
    expect(reasonOf(principal, policies, OWN)).toBe(reason);
  });
});
