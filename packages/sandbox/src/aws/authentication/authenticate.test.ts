import {
  ListRolesCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import {
  REGION,
  ROOT,
  refusalOf,
  startTestAws,
} from '../__testUtils__/startTestAws';
import type { TestAws, TestCredentials } from '../__testUtils__/startTestAws';
import { Sha256 } from './Sha256';

let test: TestAws;

beforeEach(async () => {
  test = await startTestAws();
});

afterEach(() => test.remove());

const listBuckets = (credentials: TestCredentials) =>
  test.s3(credentials).send(new ListBucketsCommand({}));
const identify = (credentials: TestCredentials) =>
  test.sts(credentials).send(new GetCallerIdentityCommand({}));

const signer = (credentials: TestCredentials = ROOT) =>
  new SignatureV4({
    credentials,
    region: REGION,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
  });

interface RawRequest {
  method: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
}

function send({ method, path, query = {}, headers = {}, body }: RawRequest) {
  const search = new URLSearchParams(query).toString().replace(/\+/g, '%20');
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    httpsRequest(
      {
        host: 'localhost',
        port: test.aws.port,
        agent: test.agent,
        method,
        path: search ? `${path}?${search}` : path,
        headers,
      },
      async response =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(await response.toArray()).toString(),
        }),
    )
      .on('error', reject)
      .end(body);
  });
}

const toSign = (raw: RawRequest) => ({
  protocol: 'https:',
  hostname: 'localhost',
  method: raw.method,
  path: raw.path,
  query: raw.query ?? {},
  headers: { host: `localhost:${test.aws.port}`, ...raw.headers },
  body: raw.body,
});

const codeOf = ({ body }: { body: string }) =>
  /<Code>(.*?)<\/Code>/.exec(body)?.[1];

const presign = async (
  raw: RawRequest,
  options: { expiresIn: number; at?: Date },
) => {
  const headers = {
    ...raw.headers,
    'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
  };
  const signed = await signer().presign(toSign({ ...raw, headers }), {
    expiresIn: options.expiresIn,
    signingDate: options.at,
  });
  return {
    method: raw.method,
    path: signed.path,
    query: signed.query as Record<string, string>,
    headers: raw.headers,
  };
};

describe('keys', () => {
  const unknown = { accessKeyId: 'AKIANOBODY0000000000', secretAccessKey: 'x' };
  const wrong = { ...ROOT, secretAccessKey: 'wrong' };
  const badToken = { ...ROOT, sessionToken: 'made up' };

  it.each([
    ['S3', 'an unknown key', unknown, 'InvalidAccessKeyId', 403],
    ['S3', 'a wrong secret', wrong, 'SignatureDoesNotMatch', 403],
    ['S3', 'a token that is none', badToken, 'InvalidToken', 400],
    ['STS', 'an unknown key', unknown, 'InvalidClientTokenId', 403],
    ['STS', 'a wrong secret', wrong, 'SignatureDoesNotMatch', 403],
    ['STS', 'a token that is none', badToken, 'InvalidClientTokenId', 403],
  ])('%s refuses %s', async (service, _, credentials, code, status) => {
    const call =
      service === 'S3' ? listBuckets(credentials) : identify(credentials);
    expect(await refusalOf(call)).toMatchObject({ code, status });
  });

  it('refuses a key that was switched off', async () => {
    const iam = test.iam(ROOT);
    await iam.send(new CreateUserCommand({ UserName: 'portal' }));
    const { AccessKey } = await iam.send(
      new CreateAccessKeyCommand({ UserName: 'portal' }),
    );
    const credentials = {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    };
    await expect(identify(credentials)).resolves.toBeDefined();
    await iam.send(
      new UpdateAccessKeyCommand({
        UserName: 'portal',
        AccessKeyId: credentials.accessKeyId,
        Status: 'Inactive',
      }),
    );
    expect(await refusalOf(identify(credentials))).toMatchObject({
      code: 'InvalidClientTokenId',
    });
  });
});

describe('time', () => {
  const MINUTE = 60_000;

  it.each([
    [-16, 'RequestTimeTooSkewed', 'SignatureDoesNotMatch'],
    [16, 'RequestTimeTooSkewed', 'SignatureDoesNotMatch'],
  ])(
    'refuses a clock that is %d minutes off',
    async (minutes, s3Code, queryCode) => {
      test.time.now = new Date(Date.now() + minutes * MINUTE);
      expect(await refusalOf(listBuckets(ROOT))).toMatchObject({
        code: s3Code,
        status: 403,
      });
      const refusal = await refusalOf(identify(ROOT));
      expect(refusal).toMatchObject({ code: queryCode, status: 403 });
      expect(refusal.message).toMatch(
        minutes < 0 ? /^Signature not yet current/ : /^Signature expired/,
      );
    },
  );

  it.each([-14, 14])('takes a clock that is %d minutes off', async minutes => {
    test.time.now = new Date(Date.now() + minutes * MINUTE);
    await expect(listBuckets(ROOT)).resolves.toBeDefined();
    await expect(identify(ROOT)).resolves.toBeDefined();
  });
});

describe('presigned requests', () => {
  beforeEach(async () => {
    const s3 = test.s3(ROOT);
    await s3.send(
      new CreateBucketCommand({
        Bucket: 'gha1-primary-1',
        CreateBucketConfiguration: { LocationConstraint: REGION },
      }),
    );
    await s3.send(
      new PutObjectCommand({
        Bucket: 'gha1-primary-1',
        Key: 'a b/c',
        Body: 'hello',
      }),
    );
  });

  const get = { method: 'GET', path: '/gha1-primary-1/a%20b/c' };

  it('work until they expire', async () => {
    const url = await presign(get, { expiresIn: 60 });
    expect(await send(url)).toEqual({ status: 200, body: 'hello' });
    test.time.now = new Date(Date.now() + 61_000);
    const late = await send(url);
    expect(late.status).toBe(403);
    expect(late.body).toContain('<Message>Request has expired</Message>');
  });

  it('are not valid before their time', async () => {
    const url = await presign(get, {
      expiresIn: 60,
      at: new Date(Date.now() + 3600_000),
    });
    expect((await send(url)).body).toContain('Request is not yet valid');
  });

  it('are good for what they were signed for only', async () => {
    const url = await presign(get, { expiresIn: 60 });
    expect(codeOf(await send({ ...url, method: 'DELETE' }))).toBe(
      'SignatureDoesNotMatch',
    );
    expect(codeOf(await send({ ...url, path: '/gha1-primary-1/other' }))).toBe(
      'SignatureDoesNotMatch',
    );
    expect(
      codeOf(await send({ ...url, headers: { 'x-amz-acl': 'public-read' } })),
    ).toBe('AccessDenied');
  });

  it.each([
    ['a week and a second', 'X-Amz-Expires', '604801'],
    ['no time', 'X-Amz-Expires', 'soon'],
    ['another algorithm', 'X-Amz-Algorithm', 'AWS4-HMAC-MD5'],
    ['half a credential', 'X-Amz-Credential', 'AKIA/20260101'],
  ])('are refused with %s', async (_, name, value) => {
    const url = await presign(get, { expiresIn: 60 });
    expect(
      codeOf(await send({ ...url, query: { ...url.query, [name]: value } })),
    ).toBe('AuthorizationQueryParametersError');
  });
});

describe('the Authorization header', () => {
  it.each([
    ['another scheme', 'Basic abc', 'InvalidRequest'],
    [
      'no credential',
      'AWS4-HMAC-SHA256 Signature=abc, SignedHeaders=host',
      'AuthorizationHeaderMalformed',
    ],
    [
      'no signature',
      'AWS4-HMAC-SHA256 Credential=A/20260101/eu-west-3/s3/aws4_request',
      'AuthorizationHeaderMalformed',
    ],
  ])('is refused with %s', async (_, authorization, code) => {
    expect(
      codeOf(
        await send({
          method: 'GET',
          path: '/',
          headers: { authorization, 'x-amz-date': '20260101T000000Z' },
        }),
      ),
    ).toBe(code);
  });

  it('must cover every x-amz header and the host', async () => {
    const raw = { method: 'GET', path: '/' };
    const signed = await signer().sign(toSign(raw));
    const answer = await send({
      ...raw,
      headers: { ...signed.headers, 'x-amz-expected-bucket-owner': '1' },
    });
    expect(codeOf(answer)).toBe('AccessDenied');
    expect(answer.body).toContain(
      '<HeadersNotSigned>x-amz-expected-bucket-owner',
    );
  });
});

describe('bodies', () => {
  const Bucket = 'gha1-primary-1';

  beforeEach(async () => {
    await test.s3(ROOT).send(
      new CreateBucketCommand({
        Bucket,
        CreateBucketConfiguration: { LocationConstraint: REGION },
      }),
    );
  });

  const put = async (headers: Record<string, string>, body: string) => {
    const raw = { method: 'PUT', path: `/${Bucket}/key`, headers, body };
    const signed = await signer().sign(toSign(raw));
    return send({ ...raw, headers: { ...headers, ...signed.headers } });
  };

  const sha256 = (text: string) =>
    createHash('sha256').update(text).digest('hex');
  const crc = Buffer.from('3610a686', 'hex').toString('base64');
  const chunked = (trailer: string) => `5\r\nhello\r\n0\r\n${trailer}\r\n\r\n`;
  const streaming = {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': '5',
    'x-amz-trailer': 'x-amz-checksum-crc32',
  };

  it.each([
    [
      'another body than was hashed',
      { 'x-amz-content-sha256': sha256('other') },
      'hello',
      'XAmzContentSHA256Mismatch',
    ],
    [
      'another MD5',
      { 'content-md5': createHash('md5').update('other').digest('base64') },
      'hello',
      'BadDigest',
    ],
    ['an MD5 that is none', { 'content-md5': 'abc' }, 'hello', 'InvalidDigest'],
    [
      'another checksum',
      { 'x-amz-checksum-crc32': 'AAAAAA==' },
      'hello',
      'BadDigest',
    ],
    [
      'an unknown checksum',
      { 'x-amz-checksum-crc99': 'AAAAAA==' },
      'hello',
      'InvalidRequest',
    ],
    [
      'another checksum in the trailer',
      streaming,
      chunked('x-amz-checksum-crc32:AAAAAA=='),
      'BadDigest',
    ],
    [
      'a trailer that does not come',
      streaming,
      chunked(''),
      'MalformedTrailerError',
    ],
    ['chunks that end early', streaming, '5\r\nhel', 'IncompleteBody'],
    [
      'fewer bytes than stated',
      { ...streaming, 'x-amz-decoded-content-length': '6' },
      chunked(`x-amz-checksum-crc32:${crc}`),
      'IncompleteBody',
    ],
    [
      'chunks signed one by one',
      {
        ...streaming,
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      },
      chunked(''),
      'NotImplemented',
    ],
  ])('are refused with %s', async (_, headers, body, code) => {
    expect(
      codeOf(await put(headers as unknown as Record<string, string>, body)),
    ).toBe(code);
    expect(
      await refusalOf(
        test.s3(ROOT).send(new GetObjectCommand({ Bucket, Key: 'key' })),
      ),
    ).toMatchObject({ code: 'NoSuchKey' });
  });

  it('are taken in chunks with a right trailer', async () => {
    expect(
      await put(streaming, chunked(`x-amz-checksum-crc32:${crc}`)),
    ).toMatchObject({ status: 200 });
    const got = await test
      .s3(ROOT)
      .send(new GetObjectCommand({ Bucket, Key: 'key' }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got.ChecksumCRC32).toBe(crc);
    expect(got.ContentEncoding).toBeUndefined();
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'come back with the %s that the SDK sent',
    async ChecksumAlgorithm => {
      const s3 = test.s3(ROOT);
      const sent = await s3.send(
        new PutObjectCommand({
          Bucket,
          Key: 'key',
          Body: 'hello',
          ChecksumAlgorithm,
        }),
      );
      const got = await s3.send(
        new GetObjectCommand({ Bucket, Key: 'key', ChecksumMode: 'ENABLED' }),
      );
      expect(got[`Checksum${ChecksumAlgorithm}`]).toBe(
        sent[`Checksum${ChecksumAlgorithm}`],
      );
      expect(sent[`Checksum${ChecksumAlgorithm}`]).toEqual(expect.any(String));
    },
  );
});

it('treats an unsigned request as anonymous', async () => {
  const answer = await send({ method: 'GET', path: '/' });
  expect(answer.status).toBe(403);
  expect(answer.body).toContain('<Message>Access Denied</Message>');
  expect(
    await send({
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=ListRoles&Version=2010-05-08',
    }),
  ).toMatchObject({
    status: 403,
    body: expect.stringContaining('MissingAuthenticationToken'),
  });
});

it('lets nobody use the signature of another service', async () => {
  const raw = { method: 'GET', path: '/' };
  const signed = await signer().sign(toSign(raw));
  const authorization = (signed.headers.authorization ?? '').replace(
    '/s3/',
    '/iam/',
  );
  expect(
    (await send({ ...raw, headers: { ...signed.headers, authorization } }))
      .status,
  ).toBe(403);
  await expect(
    test.iam(ROOT).send(new ListRolesCommand({})),
  ).resolves.toBeDefined();
});
