import {
  CreateRoleCommand,
  GetRoleCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  ACCOUNT,
  OTHER_ROOT,
  REGION,
  ROOT,
  policy,
  refusalOf,
  startTestAws,
} from './__testUtils__/startTestAws';
import type { TestAws } from './__testUtils__/startTestAws';

let test: TestAws;

beforeEach(async () => {
  test = await startTestAws();
});

afterEach(() => test.remove());

const createBucket = (Bucket: string) =>
  new CreateBucketCommand({
    Bucket,
    CreateBucketConfiguration: { LocationConstraint: REGION },
  });

it('serves S3, STS and IAM to the SDK over TLS', async () => {
  const s3 = test.s3(ROOT);
  await s3.send(createBucket('gha1-primary-1'));
  await s3.send(
    new PutObjectCommand({
      Bucket: 'gha1-primary-1',
      Key: 'a/b c+d?é',
      Body: 'hello',
    }),
  );
  const got = await s3.send(
    new GetObjectCommand({ Bucket: 'gha1-primary-1', Key: 'a/b c+d?é' }),
  );
  expect(await got.Body?.transformToString()).toBe('hello');
  const listed = await s3.send(
    new ListObjectsV2Command({ Bucket: 'gha1-primary-1' }),
  );
  expect(listed.Contents?.map(each => each.Key)).toEqual(['a/b c+d?é']);

  await expect(
    test.sts(ROOT).send(new GetCallerIdentityCommand({})),
  ).resolves.toMatchObject({
    Account: ACCOUNT,
    Arn: `arn:aws:iam::${ACCOUNT}:root`,
  });

  await test.iam(ROOT).send(
    new CreateRoleCommand({
      RoleName: 'single1_instance',
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  const { Role } = await test
    .iam(ROOT)
    .send(new GetRoleCommand({ RoleName: 'single1_instance' }));
  expect(Role?.Arn).toBe(`arn:aws:iam::${ACCOUNT}:role/single1_instance`);
});

it('keeps the accounts apart', async () => {
  await test.s3(ROOT).send(createBucket('gha1-primary-1'));
  const mine = await test.s3(ROOT).send(new ListBucketsCommand({}));
  const theirs = await test.s3(OTHER_ROOT).send(new ListBucketsCommand({}));
  expect(mine.Buckets).toHaveLength(1);
  expect(theirs.Buckets ?? []).toHaveLength(0);
  expect(
    await refusalOf(
      test
        .s3(OTHER_ROOT)
        .send(new ListObjectsV2Command({ Bucket: 'gha1-primary-1' })),
    ),
  ).toEqual({ code: 'AccessDenied', status: 403, message: 'Access Denied' });
});

it('remembers everything after a restart, and nothing after a reset', async () => {
  await test.s3(ROOT).send(createBucket('gha1-primary-1'));
  await test.close();
  test = await startTestAws({ stateDir: test.stateDir });
  await expect(
    test.s3(ROOT).send(new HeadBucketCommand({ Bucket: 'gha1-primary-1' })),
  ).resolves.toMatchObject({ BucketRegion: REGION });
  await test.aws.reset();
  expect(
    await refusalOf(
      test
        .s3(ROOT)
        .send(new ListObjectsV2Command({ Bucket: 'gha1-primary-1' })),
    ),
  ).toMatchObject({ code: 'NoSuchBucket', status: 404 });
  await expect(
    test.iam(ROOT).send(new ListRolesCommand({})),
  ).resolves.toMatchObject({ Roles: [] });
});
