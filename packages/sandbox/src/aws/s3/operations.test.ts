import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent } from 'node:https';
import {
  OTHER_ROOT,
  REGION,
  ROOT,
  refusalOf,
  startTestAws,
} from '../__testUtils__/startTestAws';
import type { TestAws } from '../__testUtils__/startTestAws';

const Bucket = 'gha1-primary-1';

let test: TestAws;
let s3: S3Client;

const create = (name: string, more: object = {}) =>
  new CreateBucketCommand({
    Bucket: name,
    CreateBucketConfiguration: { LocationConstraint: REGION },
    ...more,
  });

beforeEach(async () => {
  test = await startTestAws();
  s3 = test.s3(ROOT);
  await s3.send(create(Bucket));
});

afterEach(() => test.remove());

const put = (Key: string, Body = 'hello', more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

const textOf = async (Key: string, more: object = {}) =>
  (
    await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))
  ).Body?.transformToString();

describe('buckets', () => {
  it('are private, encrypted and without ACLs from the start', async () => {
    expect(
      (await s3.send(new GetBucketLocationCommand({ Bucket })))
        .LocationConstraint,
    ).toBe(REGION);
    const { OwnershipControls } = await s3.send(
      new GetBucketOwnershipControlsCommand({ Bucket }),
    );
    expect(OwnershipControls?.Rules).toEqual([
      { ObjectOwnership: 'BucketOwnerEnforced' },
    ]);
    const { ServerSideEncryptionConfiguration } = await s3.send(
      new GetBucketEncryptionCommand({ Bucket }),
    );
    expect(
      ServerSideEncryptionConfiguration?.Rules?.[0]
        ?.ApplyServerSideEncryptionByDefault,
    ).toEqual({ SSEAlgorithm: 'AES256' });
  });

  it.each([
    ['a name in capitals', 'Gha1', 'InvalidBucketName'],
    ['a name of 2 characters', 'ab', 'InvalidBucketName'],
    ['a name of 64 characters', 'a'.repeat(64), 'InvalidBucketName'],
    ['a reserved name', 'xn--bucket', 'InvalidBucketName'],
    ['a name that it has', Bucket, 'BucketAlreadyOwnedByYou'],
  ])('are not made with %s', async (_, name, code) => {
    const refusal = await refusalOf(s3.send(create(name, {})));
    expect(refusal.code).toBe(code);
  });

  it('are not made under a name that another account has', async () => {
    expect(
      await refusalOf(test.s3(OTHER_ROOT).send(create(Bucket))),
    ).toMatchObject({
      code: 'BucketAlreadyExists',
      status: 409,
    });
  });

  it('are not made in another region than the one that was asked', async () => {
    expect(
      await refusalOf(
        s3.send(
          create('gha9', {
            CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
          }),
        ),
      ),
    ).toMatchObject({
      code: 'IllegalLocationConstraintException',
      status: 400,
    });
  });

  it('are deleted when they are empty', async () => {
    await put('a');
    expect(
      await refusalOf(s3.send(new DeleteBucketCommand({ Bucket }))),
    ).toMatchObject({
      code: 'BucketNotEmpty',
      status: 409,
    });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    expect(
      await refusalOf(s3.send(new ListObjectsV2Command({ Bucket }))),
    ).toMatchObject({
      code: 'NoSuchBucket',
    });
  });

  it('tell a client of another region where they are', async () => {
    const elsewhere = test.s3(ROOT, { region: 'us-east-1' });
    expect(
      await refusalOf(elsewhere.send(new ListObjectsV2Command({ Bucket }))),
    ).toMatchObject({
      code: 'AuthorizationHeaderMalformed',
      status: 400,
    });
  });

  it('are reached by their own host as well', async () => {
    await put('a/b');
    const agent = new Agent({
      ca: test.authority.caPem,
      lookup: (_host, options, done) =>
        options.all
          ? done(null, [{ address: '127.0.0.1', family: 4 }])
          : done(null, '127.0.0.1', 4),
    });
    const client = test.s3(ROOT, {
      endpoint: `https://s3.localhost:${test.aws.port}`,
      forcePathStyle: false,
      requestHandler: new NodeHttpHandler({ httpsAgent: agent }),
    });
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a/b' }));
    expect(await got.Body?.transformToString()).toBe('hello');
    agent.destroy();
  });

  it('take tags, and refuse rules and ACLs that make no sense', async () => {
    expect(
      await refusalOf(s3.send(new GetBucketTaggingCommand({ Bucket }))),
    ).toMatchObject({
      code: 'NoSuchTagSet',
      status: 404,
    });
    const TagSet = [{ Key: 'corridor', Value: 'gha1 & <friends>' }];
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect(
      (await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet,
    ).toEqual(TagSet);
    expect(
      await refusalOf(
        s3.send(
          new PutBucketLifecycleConfigurationCommand({
            Bucket,
            LifecycleConfiguration: {
              Rules: [{ Status: 'Enabled', Filter: { Prefix: '' } }],
            },
          }),
        ),
      ),
    ).toMatchObject({ code: 'InvalidRequest' });
    expect(
      await refusalOf(
        s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' })),
      ),
    ).toMatchObject({ code: 'AccessControlListNotSupported' });
    expect(
      await refusalOf(put('a', 'b', { ACL: 'public-read' })),
    ).toMatchObject({
      code: 'AccessControlListNotSupported',
    });
    expect(
      await refusalOf(s3.send(new GetBucketLoggingCommand({ Bucket }))),
    ).toMatchObject({
      code: 'NotImplemented',
      status: 501,
    });
  });
});

describe('listing', () => {
  const keys = ['a', 'b/1', 'b/2', 'c d+é', 'e/f/g', 'z'];

  beforeEach(async () => {
    for (const key of keys) {
      await put(key);
    }
  });

  it('goes page by page, in the order of bytes', async () => {
    const found: string[] = [];
    for await (const page of paginateListObjectsV2(
      { client: s3, pageSize: 2 },
      { Bucket },
    )) {
      expect(page.KeyCount).toBeLessThanOrEqual(2);
      found.push(...(page.Contents ?? []).map(each => each.Key ?? ''));
    }
    expect(found).toEqual(keys);
  });

  it.each([
    [{ Delimiter: '/' }, ['a', 'c d+é', 'z'], ['b/', 'e/']],
    [{ Prefix: 'b/' }, ['b/1', 'b/2'], []],
    [{ Prefix: 'e', Delimiter: '/' }, [], ['e/']],
    [{ StartAfter: 'b/1' }, ['b/2', 'c d+é', 'e/f/g', 'z'], []],
    [{ MaxKeys: 0 }, [], []],
    [{ Prefix: 'nothing' }, [], []],
    [{ EncodingType: 'url' as const, Prefix: 'c' }, ['c%20d%2B%C3%A9'], []],
  ])('by version 2 with %j', async (query, contents, prefixes) => {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, ...query }));
    expect((page.Contents ?? []).map(each => each.Key)).toEqual(contents);
    expect((page.CommonPrefixes ?? []).map(each => each.Prefix)).toEqual(
      prefixes,
    );
    expect(page.IsTruncated).toBe(false);
  });

  it('by version 1, with a marker', async () => {
    const page = await s3.send(
      new ListObjectsCommand({ Bucket, Marker: 'b/2', MaxKeys: 1 }),
    );
    expect(page.Contents?.map(each => each.Key)).toEqual(['c d+é']);
    expect(page.IsTruncated).toBe(true);
  });
});

describe('reading', () => {
  beforeEach(() =>
    put('a', '0123456789', {
      ContentType: 'text/plain',
      Metadata: { owner: 'gha1' },
    }),
  );

  it.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=5-', '56789', 'bytes 5-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=2-100', '23456789', 'bytes 2-9/10'],
  ])('takes the range %s', async (Range, text, contentRange) => {
    const got = await s3.send(
      new GetObjectCommand({ Bucket, Key: 'a', Range }),
    );
    expect(await got.Body?.transformToString()).toBe(text);
    expect(got.ContentRange).toBe(contentRange);
    expect(got.$metadata.httpStatusCode).toBe(206);
  });

  it('refuses a range behind the end', async () => {
    expect(await refusalOf(textOf('a', { Range: 'bytes=10-' }))).toMatchObject({
      code: 'InvalidRange',
      status: 416,
    });
  });

  it('keeps type and metadata', async () => {
    await expect(
      s3.send(new HeadObjectCommand({ Bucket, Key: 'a' })),
    ).resolves.toMatchObject({
      ContentType: 'text/plain',
      ContentLength: 10,
      Metadata: { owner: 'gha1' },
      ServerSideEncryption: 'AES256',
    });
  });

  it('answers to conditions', async () => {
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect(await textOf('a', { IfMatch: ETag })).toBe('0123456789');
    expect(await refusalOf(textOf('a', { IfMatch: '"other"' }))).toMatchObject({
      status: 412,
    });
    expect(await refusalOf(textOf('a', { IfNoneMatch: ETag }))).toMatchObject({
      status: 304,
    });
    expect(await textOf('a', { IfNoneMatch: '"other"' })).toBe('0123456789');
    const past = new Date(Date.now() - 3600_000);
    const future = new Date(Date.now() + 3600_000);
    expect(
      await refusalOf(textOf('a', { IfUnmodifiedSince: past })),
    ).toMatchObject({ status: 412 });
    expect(
      await refusalOf(textOf('a', { IfModifiedSince: future })),
    ).toMatchObject({ status: 304 });
  });
});

describe('writing', () => {
  it('never overwrites what If-None-Match protects', async () => {
    await put('canary', 'x', { IfNoneMatch: '*' });
    expect(
      await refusalOf(put('canary', 'y', { IfNoneMatch: '*' })),
    ).toMatchObject({
      code: 'PreconditionFailed',
      status: 412,
    });
    expect(await textOf('canary')).toBe('x');
  });

  it('overwrites only what If-Match names', async () => {
    const { ETag } = await put('a', 'first');
    expect(
      await refusalOf(put('a', 'second', { IfMatch: '"other"' })),
    ).toMatchObject({
      code: 'PreconditionFailed',
    });
    expect(
      await refusalOf(put('missing', 'second', { IfMatch: ETag })),
    ).toMatchObject({
      code: 'NoSuchKey',
    });
    await put('a', 'second', { IfMatch: ETag });
    expect(await textOf('a')).toBe('second');
  });

  it('refuses a key that is too long', async () => {
    expect(await refusalOf(put('x'.repeat(1025)))).toMatchObject({
      code: 'KeyTooLongError',
    });
  });

  it('copies, with or without the metadata', async () => {
    await put('a', 'hello', { Metadata: { owner: 'gha1' } });
    const copy = (Key: string, more: object = {}) =>
      s3.send(
        new CopyObjectCommand({
          Bucket,
          Key,
          CopySource: `/${Bucket}/a`,
          ...more,
        }),
      );
    await copy('b');
    await copy('c', {
      MetadataDirective: 'REPLACE',
      Metadata: { owner: 'gha2' },
    });
    const metadata = async (Key: string) =>
      (await s3.send(new HeadObjectCommand({ Bucket, Key }))).Metadata;
    expect(await metadata('b')).toEqual({ owner: 'gha1' });
    expect(await metadata('c')).toEqual({ owner: 'gha2' });
    expect(await refusalOf(copy('a'))).toMatchObject({
      code: 'InvalidRequest',
    });
    expect(
      await refusalOf(
        s3.send(
          new CopyObjectCommand({
            Bucket,
            Key: 'd',
            CopySource: `${Bucket}/missing`,
          }),
        ),
      ),
    ).toMatchObject({ code: 'NoSuchKey' });
  });
});

describe('versions', () => {
  const versions = async () => {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket }),
    );
    return { versions: Versions.length, markers: DeleteMarkers.length };
  };
  const remove = (more: object = {}) =>
    s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', ...more }));

  it('leave no trace of a delete while versioning is off', async () => {
    await remove();
    expect(await versions()).toEqual({ versions: 0, markers: 0 });
  });

  it('are kept once versioning is on, and deletes are marked', async () => {
    await s3.send(
      new PutBucketVersioningCommand({
        Bucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    const first = await put('a', 'first');
    await put('a', 'second');
    const marker = await remove();
    expect(marker).toMatchObject({
      DeleteMarker: true,
      VersionId: expect.any(String),
    });
    expect(await versions()).toEqual({ versions: 2, markers: 1 });
    expect(await refusalOf(textOf('a'))).toMatchObject({ code: 'NoSuchKey' });
    expect(await textOf('a', { VersionId: first.VersionId })).toBe('first');
    expect(
      await refusalOf(textOf('a', { VersionId: marker.VersionId })),
    ).toMatchObject({
      status: 405,
    });
    expect(await refusalOf(textOf('a', { VersionId: 'bogus' }))).toMatchObject({
      code: 'NoSuchVersion',
    });
    expect(await refusalOf(remove({ IfMatch: '*' }))).toMatchObject({
      code: 'PreconditionFailed',
    });
    expect(await versions()).toEqual({ versions: 2, markers: 1 });
    await remove({ VersionId: marker.VersionId });
    expect(await textOf('a')).toBe('second');
  });
});

describe('uploads in parts', () => {
  it('become one object', async () => {
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key: 'big' }),
    );
    const bodies = ['x'.repeat(5 * 1024 * 1024), 'end'];
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (const [index, Body] of bodies.entries()) {
      const PartNumber = index + 1;
      const { ETag } = await s3.send(
        new UploadPartCommand({
          Bucket,
          Key: 'big',
          UploadId,
          PartNumber,
          Body,
        }),
      );
      Parts.push({ PartNumber, ETag });
    }
    const complete = (parts: typeof Parts) =>
      s3.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key: 'big',
          UploadId,
          MultipartUpload: { Parts: parts },
        }),
      );
    expect(await refusalOf(complete([...Parts].reverse()))).toMatchObject({
      code: 'InvalidPartOrder',
    });
    expect(
      await refusalOf(complete([{ PartNumber: 7, ETag: '"x"' }])),
    ).toMatchObject({
      code: 'InvalidPart',
    });
    const done = await complete(Parts);
    expect(done.ETag).toMatch(/-2"$/);
    expect(await textOf('big')).toBe(bodies.join(''));
    expect(await refusalOf(complete(Parts))).toMatchObject({
      code: 'NoSuchUpload',
    });
  });

  it('want parts of a size, but for the last', async () => {
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key: 'big' }),
    );
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (const PartNumber of [1, 2]) {
      const { ETag } = await s3.send(
        new UploadPartCommand({
          Bucket,
          Key: 'big',
          UploadId,
          PartNumber,
          Body: 'small',
        }),
      );
      Parts.push({ PartNumber, ETag });
    }
    expect(
      await refusalOf(
        s3.send(
          new CompleteMultipartUploadCommand({
            Bucket,
            Key: 'big',
            UploadId,
            MultipartUpload: { Parts },
          }),
        ),
      ),
    ).toMatchObject({ code: 'EntityTooSmall' });
  });
});

it('answers HEAD of a bucket with its region', async () => {
  await expect(
    s3.send(new HeadBucketCommand({ Bucket })),
  ).resolves.toMatchObject({
    BucketRegion: REGION,
  });
});
