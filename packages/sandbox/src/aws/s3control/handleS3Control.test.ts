import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand as DeleteBucketBlockCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  ListAccessPointsCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3-control';
import { assume, createRole } from '../__testUtils__/roles';
import {
  ACCOUNT,
  OTHER_ACCOUNT,
  OTHER_ROOT,
  policy,
  refusalOf,
  ROOT,
  startTestAws,
} from '../__testUtils__/startTestAws';
import type { TestAws, TestCredentials } from '../__testUtils__/startTestAws';

let test: TestAws;

beforeEach(async () => {
  test = await startTestAws();
});

afterEach(() => test.remove());

const get = (credentials: TestCredentials, AccountId = ACCOUNT) =>
  test
    .s3Control(credentials)
    .send(new GetPublicAccessBlockCommand({ AccountId }));

const put = (settings: object) =>
  test.s3Control(ROOT).send(
    new PutPublicAccessBlockCommand({
      AccountId: ACCOUNT,
      PublicAccessBlockConfiguration: settings,
    }),
  );

describe("an account's public access block", () => {
  it('is not there until it is put, says what was put, and can be deleted', async () => {
    expect(await refusalOf(get(ROOT))).toMatchObject({
      code: 'NoSuchPublicAccessBlockConfiguration',
      status: 404,
    });
    await put({ BlockPublicAcls: true, RestrictPublicBuckets: true });
    const { PublicAccessBlockConfiguration } = await get(ROOT);
    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: true,
    });
    expect(await refusalOf(get(OTHER_ROOT, OTHER_ACCOUNT))).toMatchObject({
      status: 404,
    });
    await test
      .s3Control(ROOT)
      .send(new DeletePublicAccessBlockCommand({ AccountId: ACCOUNT }));
    expect(await refusalOf(get(ROOT))).toMatchObject({ status: 404 });
  });

  it('adds to the settings of each bucket', async () => {
    const s3 = test.s3(ROOT);
    const Bucket = 'gha1-open';
    const Policy = policy({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    });
    const putPolicy = () =>
      s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const read = () =>
      test.anonymousS3().send(new GetObjectCommand({ Bucket, Key: 'file' }));
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-3' },
      }),
    );
    await s3.send(new DeleteBucketBlockCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'file', Body: 'x' }));
    await putPolicy();
    await expect(read()).resolves.toBeDefined();
    await put({ RestrictPublicBuckets: true });
    expect(await refusalOf(read())).toMatchObject({ code: 'AccessDenied' });
    await put({ BlockPublicPolicy: true });
    await expect(read()).resolves.toBeDefined();
    expect(await refusalOf(putPolicy())).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringContaining('BlockPublicPolicy'),
    });
  });

  it('is read and put by who may, on the own account', async () => {
    await createRole(test, 'reader', {
      statements: [
        {
          Effect: 'Allow',
          Action: 's3:GetAccountPublicAccessBlock',
          Resource: '*',
        },
      ],
    });
    await createRole(test, 'stranger', {
      statements: [
        {
          Effect: 'Allow',
          Action: 's3:GetBucketPublicAccessBlock',
          Resource: '*',
        },
      ],
    });
    const reader = await assume(test, 'reader');
    expect(await refusalOf(get(reader))).toMatchObject({ status: 404 });
    expect(await refusalOf(get(await assume(test, 'stranger')))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/stranger/probe is not authorized to perform: s3:GetAccountPublicAccessBlock because no identity-based policy allows the s3:GetAccountPublicAccessBlock action`,
    });
    expect(
      await refusalOf(
        test.s3Control(reader).send(
          new PutPublicAccessBlockCommand({
            AccountId: ACCOUNT,
            PublicAccessBlockConfiguration: {},
          }),
        ),
      ),
    ).toMatchObject({ code: 'AccessDenied' });
    expect(await refusalOf(get(OTHER_ROOT))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
    });
  });

  it('is refused to a wrong key, in the words of S3', async () => {
    expect(
      await refusalOf(get({ ...ROOT, secretAccessKey: 'wrong' })),
    ).toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 });
  });

  it('outlives a restart', async () => {
    await put({ IgnorePublicAcls: true });
    await test.close();
    const { stateDir } = test;
    test = await startTestAws({ stateDir });
    expect((await get(ROOT)).PublicAccessBlockConfiguration).toMatchObject({
      IgnorePublicAcls: true,
    });
  });
});

it('says what it does not know of S3 Control', async () => {
  expect(
    await refusalOf(
      test
        .s3Control(ROOT)
        .send(new ListAccessPointsCommand({ AccountId: ACCOUNT })),
    ),
  ).toMatchObject({ code: 'NotImplemented', status: 501 });
});
