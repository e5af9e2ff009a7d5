import {
  CreatePolicyCommand,
  GetRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import {
  ACCOUNT,
  OTHER_ROOT,
  REGION,
  ROOT,
  policy,
  refusalOf,
  startTestAws,
} from '../__testUtils__/startTestAws';
import type { TestAws, TestCredentials } from '../__testUtils__/startTestAws';
import {
  EC2,
  arnOf,
  assume,
  createRole,
  deleteRole,
  trust,
} from '../__testUtils__/roles';

const SWITCH = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
const NODE = { AWS: arnOf('node') };

let test: TestAws;
let node: TestCredentials;

beforeEach(async () => {
  test = await startTestAws();
  await createRole(test, 'node', {
    statements: [SWITCH],
    maxSessionDuration: 7200,
  });
  node = await assume(test, 'node', { RoleSessionName: 'i-0123456789abcdef0' });
});

afterEach(() => test.remove());

const identity = (credentials: TestCredentials) =>
  test.sts(credentials).send(new GetCallerIdentityCommand({}));

it('switches from role to role, and leaves the rights of the first behind', async () => {
  await test.s3(ROOT).send(
    new CreateBucketCommand({
      Bucket: 'gha-common-1',
      CreateBucketConfiguration: { LocationConstraint: REGION },
    }),
  );
  await createRole(test, 'gha1', {
    trust: trust(NODE),
    statements: [{ ...SWITCH, Action: 's3:GetObject' }],
  });
  const gha1 = await assume(test, 'gha1', { as: node });
  await expect(identity(gha1)).resolves.toMatchObject({
    Account: ACCOUNT,
    Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/gha1/probe`,
    UserId: expect.stringMatching(/^AROA[A-Z2-7]{16}:probe$/),
  });
  expect(await refusalOf(assume(test, 'node', { as: gha1 }))).toEqual({
    code: 'AccessDenied',
    status: 403,
    message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/gha1/probe is not authorized to perform: sts:AssumeRole on resource: ${arnOf(
      'node',
    )}`,
  });
  expect(
    await refusalOf(
      test.s3(gha1).send(new ListObjectsV2Command({ Bucket: 'gha-common-1' })),
    ),
  ).toMatchObject({ code: 'AccessDenied' });
});

describe('who may assume a role', () => {
  it.each([
    [
      'the role that the trust policy names, without a policy of its own',
      NODE,
      [],
      true,
    ],
    [
      'every role of an account that is named and allows it',
      { AWS: ACCOUNT },
      [SWITCH],
      true,
    ],
    [
      'no role of an account that is named but does not allow it',
      { AWS: ACCOUNT },
      [],
      false,
    ],
    ['no role that is not named, whatever it is allowed', EC2, [SWITCH], false],
  ])('%s', async (_, principal, statements, isAllowed) => {
    await createRole(test, 'caller', { statements });
    const named = principal === NODE ? { AWS: arnOf('caller') } : principal;
    await createRole(test, 'gha1', { trust: trust(named) });
    const outcome = await assume(test, 'gha1', {
      as: await assume(test, 'caller'),
    }).then(
      () => 'allowed',
      error => error.name,
    );
    expect(outcome).toBe(isAllowed ? 'allowed' : 'AccessDenied');
  });

  it('not a role made again under the name that was trusted', async () => {
    await createRole(test, 'gha1', { trust: trust(NODE) });
    await deleteRole(test, 'node');
    await createRole(test, 'node', { statements: [SWITCH] });
    const again = await assume(test, 'node');
    expect(await refusalOf(assume(test, 'gha1', { as: again }))).toMatchObject({
      code: 'AccessDenied',
    });
    const { Role } = await test
      .iam(ROOT)
      .send(new GetRoleCommand({ RoleName: 'gha1' }));
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toMatch(
      /"AWS":"AROA/,
    );
    await test.iam(ROOT).send(
      new UpdateAssumeRolePolicyCommand({
        RoleName: 'gha1',
        PolicyDocument: trust(NODE),
      }),
    );
    await expect(assume(test, 'gha1', { as: again })).resolves.toBeDefined();
  });

  it('not the root user, nor anybody for a role that does not exist', async () => {
    await createRole(test, 'gha1', { trust: trust({ AWS: ACCOUNT }) });
    expect(await refusalOf(assume(test, 'gha1', { as: ROOT }))).toMatchObject({
      code: 'AccessDenied',
      message: 'Roles may not be assumed by root accounts.',
    });
    expect(await refusalOf(assume(test, 'nobody', { as: node }))).toMatchObject(
      {
        code: 'AccessDenied',
      },
    );
    expect(
      await refusalOf(assume(test, 'gha1', { as: OTHER_ROOT })),
    ).toMatchObject({
      code: 'AccessDenied',
    });
  });

  it('only those who know the external id, when the trust policy asks for it', async () => {
    const condition = { StringEquals: { 'sts:ExternalId': 'secret' } };
    await createRole(test, 'gha1', {
      trust: trust(NODE, 'sts:AssumeRole', condition),
    });
    expect(await refusalOf(assume(test, 'gha1', { as: node }))).toMatchObject({
      code: 'AccessDenied',
    });
    await expect(
      assume(test, 'gha1', { as: node, ExternalId: 'secret' }),
    ).resolves.toBeDefined();
  });

  it('with tags only those whom the trust policy lets tag', async () => {
    await createRole(test, 'gha1', { trust: trust(NODE) });
    const Tags = [{ Key: 'corridor', Value: 'gha1' }];
    expect(
      (await refusalOf(assume(test, 'gha1', { as: node, Tags }))).message,
    ).toContain('sts:TagSession');
  });
});

describe('how long a session lasts', () => {
  it.each([
    ['too short', { DurationSeconds: 899 }, 'greater than or equal to 900'],
    [
      'longer than any',
      { DurationSeconds: 43_201 },
      'less than or equal to 43200',
    ],
    [
      'longer than an hour from another session',
      { DurationSeconds: 3601 },
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    ],
  ])('is refused when %s', async (_, input, message) => {
    await createRole(test, 'gha1', {
      trust: trust(NODE),
      maxSessionDuration: 43_200,
    });
    const refusal = await refusalOf(
      assume(test, 'gha1', { as: node, ...input }),
    );
    expect(refusal.code).toMatch(/^ValidationError/);
    expect(refusal.message).toContain(message);
  });

  it('ends: its credentials are refused as expired', async () => {
    await createRole(test, 'gha1', { trust: trust(NODE) });
    const gha1 = await assume(test, 'gha1', { as: node, DurationSeconds: 900 });
    await expect(identity(gha1)).resolves.toBeDefined();
    test.time.now = new Date(Date.now() + 14.9 * 60_000);
    await expect(identity(gha1)).resolves.toBeDefined();
    // The client's clock goes along, or it would be the clock that is refused.
    test.time.now = new Date(Date.now() + 15.1 * 60_000);
    const clients = { systemClockOffset: 15.1 * 60_000 };
    expect(
      await refusalOf(test.s3(gha1, clients).send(new ListBucketsCommand({}))),
    ).toMatchObject({ code: 'ExpiredToken', status: 400 });
    const sts = test.sts(gha1);
    sts.config.systemClockOffset = clients.systemClockOffset;
    expect(
      await refusalOf(sts.send(new GetCallerIdentityCommand({}))),
    ).toMatchObject({
      code: 'ExpiredToken',
      status: 403,
    });
  });

  it('ends with its role', async () => {
    await deleteRole(test, 'node');
    expect(await refusalOf(identity(node))).toMatchObject({
      code: 'InvalidClientTokenId',
    });
    await createRole(test, 'node');
    expect(await refusalOf(identity(node))).toMatchObject({
      code: 'InvalidClientTokenId',
    });
    expect(
      await refusalOf(test.s3(node).send(new ListBucketsCommand({}))),
    ).toMatchObject({
      code: 'InvalidAccessKeyId',
    });
  });

  it('ends with a reset', async () => {
    await test.aws.reset();
    expect(await refusalOf(identity(node))).toMatchObject({
      code: 'InvalidClientTokenId',
    });
  });
});

describe('session policies', () => {
  const listBuckets = {
    Effect: 'Allow',
    Action: 's3:ListAllMyBuckets',
    Resource: '*',
  };
  const DENY = policy({ Effect: 'Deny', Action: '*', Resource: '*' });

  it('make a session worthless, but for knowing who it is', async () => {
    await createRole(test, 'gha1', {
      trust: trust(NODE),
      statements: [listBuckets],
    });
    const worthless = await assume(test, 'gha1', { as: node, Policy: DENY });
    expect(
      (await refusalOf(test.s3(worthless).send(new ListBucketsCommand({}))))
        .message,
    ).toMatch(/ with an explicit deny in a session policy$/);
    await expect(identity(worthless)).resolves.toBeDefined();
  });

  it('may be managed ones', async () => {
    await test.iam(ROOT).send(
      new CreatePolicyCommand({
        PolicyName: 'nothing',
        PolicyDocument: DENY,
      }),
    );
    await createRole(test, 'gha1', {
      trust: trust(NODE),
      statements: [listBuckets],
    });
    const session = await assume(test, 'gha1', {
      as: node,
      PolicyArns: [{ arn: `arn:aws:iam::${ACCOUNT}:policy/nothing` }],
    });
    expect(
      await refusalOf(test.s3(session).send(new ListBucketsCommand({}))),
    ).toMatchObject({
      code: 'AccessDenied',
    });
  });

  it('must be policies', async () => {
    await createRole(test, 'gha1', { trust: trust(NODE) });
    const refusal = await refusalOf(
      assume(test, 'gha1', { as: node, Policy: '{}' }),
    );
    expect(refusal.code).toMatch(/^MalformedPolicyDocument/);
  });
});

it.each([
  ['a name of one character', { RoleSessionName: 'x' }],
  ['a name of 65 characters', { RoleSessionName: 'x'.repeat(65) }],
  ['a name with a blank', { RoleSessionName: 'a b' }],
  ['an ARN that is none', { RoleArn: 'gha1' }],
])('is refused with %s', async (_, input) => {
  const refusal = await refusalOf(
    test.sts(node).send(
      new AssumeRoleCommand({
        RoleArn: arnOf('gha1'),
        RoleSessionName: 'probe',
        ...input,
      }),
    ),
  );
  expect(refusal.code).toMatch(/^ValidationError/);
});

it('says what it does not do', async () => {
  expect(
    await refusalOf(test.sts(ROOT).send(new GetSessionTokenCommand({}))),
  ).toMatchObject({
    code: 'InvalidAction',
    status: 400,
  });
});
