import { CreatePolicyCommand, TagRoleCommand } from '@aws-sdk/client-iam';
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import {
  ACCOUNT,
  OTHER_ROOT,
  REGION,
  ROOT,
  policy,
  refusalOf,
  startTestAws,
} from '../__testUtils__/startTestAws';
import type { TestAws } from '../__testUtils__/startTestAws';
import { arnOf, assume, createRole, deleteRole } from '../__testUtils__/roles';

const Bucket = 'gha1-primary-1';
const BUCKET = `arn:aws:s3:::${Bucket}`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/gha1/probe`;

let test: TestAws;

beforeEach(async () => {
  test = await startTestAws();
  await test.s3(ROOT).send(
    new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: REGION },
    }),
  );
  await test
    .s3(ROOT)
    .send(new PutObjectCommand({ Bucket, Key: 'canary', Body: 'x' }));
});

afterEach(() => test.remove());

const allow = (
  Action: string | string[],
  Resource: string | string[],
  more: object = {},
) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

const as = async (statements: object[], session: { Policy?: string } = {}) => {
  await createRole(test, 'gha1', { statements });
  return test.s3(await assume(test, 'gha1', session));
};

const putPolicy = (...statements: object[]) =>
  test
    .s3(ROOT)
    .send(
      new PutBucketPolicyCommand({ Bucket, Policy: policy(...statements) }),
    );

const list = () => new ListObjectsV2Command({ Bucket });
const read = (Key = 'canary') => new GetObjectCommand({ Bucket, Key });

describe('messages to callers of the same account', () => {
  it('say that no identity-based policy allows', async () => {
    const s3 = await as([allow('s3:GetObject', `${BUCKET}/*`)]);
    expect(await refusalOf(s3.send(list()))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: `User: ${SESSION} is not authorized to perform: s3:ListBucket on resource: "${BUCKET}" because no identity-based policy allows the s3:ListBucket action`,
    });
  });

  it('say that an identity-based policy denies', async () => {
    const s3 = await as([
      allow('s3:*', '*'),
      { ...allow('s3:ListBucket', '*'), Effect: 'Deny' },
    ]);
    expect((await refusalOf(s3.send(list()))).message).toMatch(
      / with an explicit deny in an identity-based policy$/,
    );
  });

  it('say that a resource-based policy denies', async () => {
    await putPolicy({
      ...allow('s3:*', [BUCKET, `${BUCKET}/*`]),
      Effect: 'Deny',
      Principal: '*',
    });
    const s3 = await as([allow('s3:*', '*')]);
    expect((await refusalOf(s3.send(list()))).message).toMatch(
      / with an explicit deny in a resource-based policy$/,
    );
  });

  it('say that no session policy allows', async () => {
    const s3 = await as([allow('s3:*', '*')], {
      Policy: policy(allow('s3:GetObject', '*')),
    });
    expect((await refusalOf(s3.send(list()))).message).toMatch(
      / because no session policy allows the s3:ListBucket action$/,
    );
  });

  it('say that no permissions boundary allows', async () => {
    await test.iam(ROOT).send(
      new CreatePolicyCommand({
        PolicyName: 'boundary',
        PolicyDocument: policy(allow('s3:GetObject', '*')),
      }),
    );
    await createRole(test, 'gha1', {
      statements: [allow('s3:*', '*')],
      boundary: `arn:aws:iam::${ACCOUNT}:policy/boundary`,
    });
    const s3 = test.s3(await assume(test, 'gha1'));
    expect((await refusalOf(s3.send(list()))).message).toMatch(
      / because no permissions boundary allows the s3:ListBucket action$/,
    );
    await expect(s3.send(read())).resolves.toBeDefined();
  });
});

describe('what does not exist', () => {
  it('is 404 for a bucket, whoever asks', async () => {
    const missing = new ListObjectsV2Command({ Bucket: 'gha2-primary1' });
    const role = await as([]);
    for (const s3 of [role, test.s3(OTHER_ROOT), test.anonymousS3()]) {
      expect(await refusalOf(s3.send(missing))).toMatchObject({
        code: 'NoSuchBucket',
        status: 404,
      });
    }
  });

  it('is 404 for a key to those who may list, and 403 to others', async () => {
    const reader = await as([allow('s3:GetObject', `${BUCKET}/*`)]);
    const refusal = await refusalOf(reader.send(read('missing')));
    expect(refusal).toMatchObject({ code: 'AccessDenied', status: 403 });
    expect(refusal.message).toContain('s3:ListBucket');
    await deleteRole(test, 'gha1');
    const both = await as([allow(['s3:GetObject', 's3:ListBucket'], '*')]);
    expect(await refusalOf(both.send(read('missing')))).toMatchObject({
      code: 'NoSuchKey',
      status: 404,
    });
  });

  it('is 404 for an upload, but only to those who may write', async () => {
    const part = new UploadPartCommand({
      Bucket,
      Key: 'x',
      UploadId: 'bogus',
      PartNumber: 1,
      Body: 'x',
    });
    const reader = await as([allow(['s3:GetObject', 's3:ListBucket'], '*')]);
    expect(await refusalOf(reader.send(part))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
    });
    await deleteRole(test, 'gha1');
    const writer = await as([allow('s3:PutObject', '*')]);
    expect(await refusalOf(writer.send(part))).toMatchObject({
      code: 'NoSuchUpload',
      status: 404,
    });
    expect(
      await refusalOf(
        writer.send(
          new AbortMultipartUploadCommand({
            Bucket,
            Key: 'x',
            UploadId: 'bogus',
          }),
        ),
      ),
    ).toMatchObject({ code: 'AccessDenied' });
  });
});

describe('conditional deletes', () => {
  const del = (Key: string, IfMatch: string) =>
    new DeleteObjectCommand({ Bucket, Key, IfMatch });

  it('need the right to delete, and for an entity tag to read as well', async () => {
    const s3 = await as([allow('s3:DeleteObject', '*')]);
    expect(await refusalOf(s3.send(del('missing', '*')))).toMatchObject({
      code: 'NoSuchKey',
      status: 404,
    });
    expect(await refusalOf(s3.send(del('canary', '"abc"')))).toMatchObject({
      code: 'AccessDenied',
    });
    await expect(s3.send(del('canary', '*'))).resolves.toBeDefined();
  });

  it('are refused to those who may not delete', async () => {
    const s3 = await as([allow('s3:GetObject', '*')]);
    expect(await refusalOf(s3.send(del('missing', '*')))).toMatchObject({
      code: 'AccessDenied',
    });
  });
});

describe('conditions', () => {
  it.each([
    [
      'a prefix that is listed',
      { StringEquals: { 's3:prefix': 'mine/' } },
      true,
    ],
    ['another prefix', { StringEquals: { 's3:prefix': 'theirs/' } }, false],
    [
      'a number of keys',
      { NumericLessThanEquals: { 's3:max-keys': '10' } },
      true,
    ],
    ['fewer keys', { NumericLessThanEquals: { 's3:max-keys': '2' } }, false],
    ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }, true],
    ['no TLS', { Bool: { 'aws:SecureTransport': 'false' } }, false],
    [
      'TLS of a version',
      { NumericGreaterThanEquals: { 's3:TlsVersion': '1.2' } },
      true,
    ],
    [
      'the own account',
      { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
      true,
    ],
    [
      'another account',
      { StringEquals: { 'aws:ResourceAccount': '444455556666' } },
      false,
    ],
    ['the role', { ArnEquals: { 'aws:PrincipalArn': arnOf('gha1') } }, true],
    ['the session', { ArnEquals: { 'aws:PrincipalArn': SESSION } }, false],
    ['the address', { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, true],
    ['another address', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, false],
    ['the region', { StringEquals: { 'aws:RequestedRegion': REGION } }, true],
    [
      'a key that is not there',
      { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
      false,
    ],
  ])('see %s', async (_, Condition, isAllowed) => {
    const s3 = await as([allow('s3:ListBucket', BUCKET, { Condition })]);
    const call = s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'mine/', MaxKeys: 5 }),
    );
    const outcome = await call.then(
      () => 'allowed',
      error => error.name,
    );
    expect(outcome).toBe(isAllowed ? 'allowed' : 'AccessDenied');
  });
});

describe('the bucket policy', () => {
  it('lets a role in that its own policies do not', async () => {
    await createRole(test, 'gha1', {
      statements: [allow('s3:ListAllMyBuckets', '*')],
    });
    await putPolicy(
      allow('s3:ListBucket', BUCKET, { Principal: { AWS: arnOf('gha1') } }),
    );
    const s3 = test.s3(await assume(test, 'gha1'));
    await expect(s3.send(list())).resolves.toBeDefined();
  });

  it('forgets a role that was deleted, though one of its name is made again', async () => {
    await createRole(test, 'gha1', {
      statements: [allow('s3:ListAllMyBuckets', '*')],
    });
    await putPolicy(
      allow('s3:ListBucket', BUCKET, { Principal: { AWS: arnOf('gha1') } }),
    );
    await deleteRole(test, 'gha1');
    const s3 = await as([allow('s3:ListAllMyBuckets', '*')]);
    expect(await refusalOf(s3.send(list()))).toMatchObject({
      code: 'AccessDenied',
    });
    const shown = await test
      .s3(ROOT)
      .send(new GetBucketPolicyCommand({ Bucket }));
    expect(shown.Policy).toMatch(/"AWS":"AROA[A-Z2-7]{16}"/);
  });

  it('can be repaired by the root user whom it locks out', async () => {
    await putPolicy({
      ...allow('s3:*', [BUCKET, `${BUCKET}/*`]),
      Effect: 'Deny',
      Principal: '*',
    });
    expect(await refusalOf(test.s3(ROOT).send(list()))).toMatchObject({
      code: 'AccessDenied',
    });
    await putPolicy(
      allow('s3:ListBucket', BUCKET, { Principal: { AWS: ACCOUNT } }),
    );
    await expect(test.s3(ROOT).send(list())).resolves.toBeDefined();
  });

  it('lets another account in, which must allow it as well', async () => {
    expect(await refusalOf(test.s3(OTHER_ROOT).send(list()))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: 'Access Denied',
    });
    await putPolicy(
      allow('s3:ListBucket', BUCKET, { Principal: { AWS: '444455556666' } }),
    );
    await expect(test.s3(OTHER_ROOT).send(list())).resolves.toBeDefined();
    expect(
      await refusalOf(
        test.s3(OTHER_ROOT).send(
          new ListObjectsV2Command({
            Bucket,
            ExpectedBucketOwner: '444455556666',
          }),
        ),
      ),
    ).toMatchObject({ code: 'AccessDenied' });
  });

  it.each([
    ['is no JSON', 'hello', 'MalformedPolicy'],
    ['names no principal', policy(allow('s3:*', BUCKET)), 'MalformedPolicy'],
    [
      'names another bucket',
      policy(
        allow('s3:*', 'arn:aws:s3:::gha2', { Principal: { AWS: ACCOUNT } }),
      ),
      'MalformedPolicy',
    ],
    [
      'names a role that does not exist',
      policy(allow('s3:*', BUCKET, { Principal: { AWS: arnOf('nobody') } })),
      'MalformedPolicy',
    ],
    [
      'is too long',
      policy(
        allow('s3:*', BUCKET, {
          Sid: 'x'.repeat(21_000),
          Principal: { AWS: ACCOUNT },
        }),
      ),
      'PolicyTooLarge',
    ],
  ])('is refused when it %s', async (_, Policy, code) => {
    expect(
      await refusalOf(
        test.s3(ROOT).send(new PutBucketPolicyCommand({ Bucket, Policy })),
      ),
    ).toMatchObject({ code, status: 400 });
  });
});

describe('public access', () => {
  const everyone = allow('s3:GetObject', `${BUCKET}/*`, { Principal: '*' });

  it('is blocked on new buckets: no public policy is taken', async () => {
    const refusal = await refusalOf(putPolicy(everyone));
    expect(refusal).toMatchObject({ code: 'AccessDenied', status: 403 });
    expect(refusal.message).toContain('BlockPublicPolicy');
  });

  it('is had once the block is gone, and lost when public buckets are restricted', async () => {
    const s3 = test.s3(ROOT);
    expect(await refusalOf(test.anonymousS3().send(read()))).toMatchObject({
      code: 'AccessDenied',
    });
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await putPolicy(everyone);
    expect(
      (await s3.send(new GetBucketPolicyStatusCommand({ Bucket })))
        .PolicyStatus,
    ).toEqual({
      IsPublic: true,
    });
    await expect(test.anonymousS3().send(read())).resolves.toBeDefined();
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: { RestrictPublicBuckets: true },
      }),
    );
    expect(await refusalOf(test.anonymousS3().send(read()))).toMatchObject({
      code: 'AccessDenied',
      message: 'Access Denied',
    });
    const own = await as([]);
    await expect(own.send(read())).resolves.toBeDefined();
  });

  it('is not what a policy for one account or one network gives', async () => {
    await putPolicy(
      {
        ...everyone,
        Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } },
      },
      {
        ...everyone,
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      },
    );
    const { PolicyStatus } = await test
      .s3(ROOT)
      .send(new GetBucketPolicyStatusCommand({ Bucket }));
    expect(PolicyStatus).toEqual({ IsPublic: false });
  });
});

it('tells HEAD requests the status alone', async () => {
  const s3 = await as([]);
  expect(
    await refusalOf(s3.send(new HeadBucketCommand({ Bucket }))),
  ).toMatchObject({ status: 403 });
  expect(
    await refusalOf(s3.send(new HeadObjectCommand({ Bucket, Key: 'canary' }))),
  ).toMatchObject({ status: 403 });
  expect(
    await refusalOf(
      s3.send(new HeadBucketCommand({ Bucket: 'missing-bucket' })),
    ),
  ).toMatchObject({ status: 404 });
});

it('deletes many, each with its own answer', async () => {
  const s3 = await as([allow('s3:DeleteObject', `${BUCKET}/mine/*`)]);
  const { Deleted, Errors } = await s3.send(
    new DeleteObjectsCommand({
      Bucket,
      Delete: { Objects: [{ Key: 'mine/a' }, { Key: 'canary' }] },
    }),
  );
  expect(Deleted).toEqual([{ Key: 'mine/a' }]);
  expect(Errors).toEqual([
    expect.objectContaining({ Key: 'canary', Code: 'AccessDenied' }),
  ]);
});

it('copies only what may be read to where may be written', async () => {
  const copy = (Key: string) =>
    new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/canary` });
  const s3 = await as([
    allow('s3:PutObject', `${BUCKET}/mine/*`),
    allow('s3:GetObject', `${BUCKET}/mine/*`),
  ]);
  expect((await refusalOf(s3.send(copy('mine/copy')))).message).toContain(
    's3:GetObject',
  );
  expect((await refusalOf(s3.send(copy('theirs/copy')))).message).toContain(
    's3:PutObject',
  );
});

it('lists the buckets of the account to those who may', async () => {
  const s3 = await as([allow('s3:ListAllMyBuckets', '*')]);
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets?.map(each => each.Name)).toEqual([Bucket]);
});

it('refuses a large body before it is sent, and goes on answering', async () => {
  const s3 = await as([allow('s3:ListBucket', '*')]);
  const big = new PutObjectCommand({
    Bucket,
    Key: 'big',
    Body: Buffer.alloc(20 * 1024 * 1024),
  });
  expect(await refusalOf(s3.send(big))).toMatchObject({ code: 'AccessDenied' });
  expect(
    await refusalOf(
      s3.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'small' })),
    ),
  ).toMatchObject({ code: 'AccessDenied' });
  await expect(s3.send(list())).resolves.toBeDefined();
});

it('sees the tags of role and session, whatever the case of their names', async () => {
  await createRole(test, 'gha1', {
    trust: policy({
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    }),
    statements: [
      allow('s3:ListBucket', BUCKET, {
        Condition: { StringEquals: { 'aws:PrincipalTag/Corridor': 'gha1' } },
      }),
    ],
  });
  await test.iam(ROOT).send(
    new TagRoleCommand({
      RoleName: 'gha1',
      Tags: [{ Key: 'CORRIDOR', Value: 'role' }],
    }),
  );
  const tagged = await assume(test, 'gha1', {
    Tags: [{ Key: 'corridor', Value: 'gha1' }],
  });
  await expect(test.s3(tagged).send(list())).resolves.toBeDefined();
  const untagged = await assume(test, 'gha1');
  expect(await refusalOf(test.s3(untagged).send(list()))).toMatchObject({
    code: 'AccessDenied',
  });
});
