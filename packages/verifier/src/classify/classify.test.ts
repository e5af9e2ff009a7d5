import type { BucketResource } from '@corridors/model';
import { AwsServer, type Reply } from '../__fixtures__/AwsServer';
import { EnvironmentClients } from '../aws/EnvironmentClients';
import { RateLimiter } from '../pacing/RateLimiter';
import { sleep } from '../pacing/sleep';
import type { ProbeAnswer } from '../probes/probe';
import {
  probeAssumeRole,
  probeAssumeRoleWithToken,
} from '../probes/probeAssume';
import {
  probeDelete,
  probeList,
  probeRead,
  probeWrite,
} from '../probes/probeBucket';
import { classify } from './classify';
import type { ProbedOperation } from './probeKinds';

const BUCKET: BucketResource = {
  kind: 'bucket',
  id: 'bucket:gha2-primary',
  name: 'gha2-primary',
  accountId: '111122223333',
  region: 'eu-west-3',
  environment: 'single1',
  owner: { kind: 'corridor', corridor: 'gha2' },
};
const SIGNER = {
  accessKeyId: 'AKID',
  secretAccessKey: 'secret',
  sessionToken: 'token',
};

type Ask = (clients: EnvironmentClients) => Promise<ProbeAnswer>;

const signal = new AbortController().signal;
const random = () => 'r4nd0m11';
const bucketProbe = (clients: EnvironmentClients) => ({
  clients,
  signer: SIGNER,
  bucket: BUCKET,
  random,
  signal,
});
const roleProbe = (clients: EnvironmentClients) => ({
  clients,
  roleArn: 'arn:aws:iam::111122223333:role/gha2',
  sessionName: 'corridors-probe-1',
  signal,
});

const PROBES: [operation: ProbedOperation, name: string, ask: Ask][] = [
  ['list', 'list', clients => probeList(bucketProbe(clients))],
  ['read', 'read', clients => probeRead(bucketProbe(clients))],
  ['write', 'write', clients => probeWrite(bucketProbe(clients))],
  [
    'delete',
    'delete',
    clients => probeDelete(bucketProbe(clients), { keepsVersions: true }),
  ],
  [
    'assume',
    'assume with credentials',
    clients => probeAssumeRole(roleProbe(clients), SIGNER),
  ],
  [
    'assume',
    'assume with a token',
    clients => probeAssumeRoleWithToken(roleProbe(clients), 'jwt'),
  ],
];

let reply: Reply;
let server: AwsServer;
let clients: EnvironmentClients;

beforeAll(async () => {
  server = await AwsServer.start(() => reply);
});
beforeEach(() => {
  const clock = () => new Date();
  clients = new EnvironmentClients({
    endpoints: {
      region: 'eu-west-3',
      s3: server.url,
      sts: server.url,
      iam: server.url,
      forcePathStyle: true,
    },
    limiter: new RateLimiter({ perSecond: 10_000, clock, sleep }),
    timeoutMilliseconds: 400,
    clock,
  });
});
afterEach(() => clients.destroy());
afterAll(() => server.close());

async function verdictOf(operation: ProbedOperation, ask: Ask, answer: Reply) {
  reply = answer;
  return classify(operation, (await ask(clients)).answer);
}

/** Every answer that means something else than it seems, or nothing. */
const INCONCLUSIVE: [status: number, code: string][] = [
  [403, 'InvalidAccessKeyId'],
  [403, 'SignatureDoesNotMatch'],
  [403, 'RequestTimeTooSkewed'],
  [403, 'AllAccessDisabled'],
  [403, 'AccountProblem'],
  [403, 'InvalidObjectState'],
  [400, 'ExpiredToken'],
  [400, 'InvalidToken'],
  [400, 'AuthorizationHeaderMalformed'],
  [301, 'PermanentRedirect'],
  [307, 'TemporaryRedirect'],
  [400, 'IllegalLocationConstraintException'],
  [404, 'NoSuchBucket'],
  [409, 'OperationAborted'],
  [429, 'SlowDown'],
  [503, 'SlowDown'],
  [503, 'ServiceUnavailable'],
  [500, 'InternalError'],
  [403, 'RegionDisabledException'],
  [400, 'InvalidIdentityToken'],
  [400, 'IDPCommunicationError'],
  [400, 'ExpiredTokenException'],
  [400, 'PackedPolicyTooLarge'],
  [400, 'AccessDenied'],
  [401, 'AccessDenied'],
  [403, 'InvalidClientTokenId'],
  [403, 'NotSignedUp'],
  [400, 'Throttling'],
];

describe.each(PROBES)('the probe of %s (%s)', (operation, _, ask) => {
  it('takes 403 AccessDenied for a deny', async () => {
    expect(
      await verdictOf(operation, ask, { status: 403, code: 'AccessDenied' }),
    ).toEqual({ verdict: 'deny' });
  });

  it.each(INCONCLUSIVE)(
    'takes %s %s for inconclusive',
    async (status, code) => {
      const found = await verdictOf(operation, ask, { status, code });
      expect(found).toMatchObject({
        verdict: 'inconclusive',
        cause: expect.stringContaining(`${status} ${code}`),
      });
    },
  );

  it.each([403, 401, 404, 500, 502])(
    'takes %s without an error document for inconclusive',
    async status => {
      const found = await verdictOf(operation, ask, {
        status,
        body: 'Forbidden by proxy',
      });
      expect(found).toMatchObject({
        verdict: 'inconclusive',
        cause: expect.stringContaining(String(status)),
      });
    },
  );

  it('takes a hung server for inconclusive', async () => {
    expect(await verdictOf(operation, ask, 'hang')).toEqual({
      verdict: 'inconclusive',
      cause: 'no answer (Timeout): the time limit passed',
    });
  });

  it.each([200, 206, 403, 500])(
    'takes an answer of %s that never ends for inconclusive',
    async status => {
      expect(
        await verdictOf(operation, ask, { status, stalls: true }),
      ).toMatchObject({
        verdict: 'inconclusive',
        cause: expect.stringContaining('Timeout'),
      });
    },
  );

  it('takes the greeting of a proxy for inconclusive', async () => {
    const body = '<html><body>Please sign in</body></html>';
    const found = await verdictOf(operation, ask, {
      status: 200,
      body,
      foreign: true,
    });
    expect(found.verdict).toBe('inconclusive');
  });

  it('takes a dropped connection for inconclusive', async () => {
    expect(await verdictOf(operation, ask, 'reset')).toEqual({
      verdict: 'inconclusive',
      cause: 'no answer (ECONNRESET)',
    });
  });

  it('asks once, whatever is answered', async () => {
    const before = server.requests.length;
    await verdictOf(operation, ask, { status: 503, code: 'SlowDown' });
    expect(server.requests.length - before).toBe(1);
  });

  it('tells which policy the message blames', async () => {
    const message =
      'User: arn:aws:sts::111122223333:assumed-role/gha1/s is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a resource-based policy';
    expect(
      await verdictOf(operation, ask, {
        status: 403,
        code: 'AccessDenied',
        message,
      }),
    ).toEqual({
      verdict: 'deny',
      observedCause: 'explicit deny in a resource-based policy',
    });
  });
});

const ALLOWING: [name: string, reply: Exclude<Reply, string>][] = [
  ['list', { status: 200, body: '<ListBucketResult></ListBucketResult>' }],
  ['read', { status: 206, body: 'c' }],
  ['read', { status: 200, body: 'c' }],
  ['read', { status: 304 }],
  ['write', { status: 404, code: 'NoSuchUpload' }],
  ['write', { status: 200 }],
  ['write', { status: 400, code: 'BadDigest' }],
  ['write', { status: 412, code: 'PreconditionFailed' }],
  ['delete', { status: 204 }],
  ['delete', { status: 412, code: 'PreconditionFailed' }],
  ['delete', { status: 404, code: 'NoSuchKey' }],
  [
    'assume with credentials',
    {
      status: 200,
      body: '<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId><SecretAccessKey>b</SecretAccessKey><SessionToken>c</SessionToken></Credentials></AssumeRoleResult></AssumeRoleResponse>',
    },
  ],
];

it.each(ALLOWING)('%s takes %j for an allow', async (name, answer) => {
  const [operation, , ask] =
    PROBES.find(probe => probe[1] === name) ?? PROBES[0]!;
  expect(await verdictOf(operation, ask, answer)).toEqual({ verdict: 'allow' });
});

it.each([
  ['list', { status: 404, code: 'NoSuchUpload' }],
  ['read', { status: 404, code: 'NoSuchKey' }],
  ['read', { status: 412, code: 'PreconditionFailed' }],
  ['write', { status: 404, code: 'NoSuchKey' }],
  ['delete', { status: 404, code: 'NoSuchUpload' }],
] as [string, Reply][])(
  '%s takes %j for inconclusive',
  async (name, answer) => {
    const [operation, , ask] =
      PROBES.find(probe => probe[1] === name) ?? PROBES[0]!;
    expect((await verdictOf(operation, ask, answer)).verdict).toBe(
      'inconclusive',
    );
  },
);

it('reads errors of a token service that answers in the shape of S3', async () => {
  const ask: Ask = PROBES[4]![2];
  expect(
    await verdictOf('assume', ask, {
      status: 403,
      code: 'AccessDenied',
      bare: true,
    }),
  ).toEqual({ verdict: 'deny' });
});

it('takes a server that nobody listens at for inconclusive', async () => {
  const gone = await AwsServer.start(() => reply);
  await gone.close();
  const clock = () => new Date();
  const lost = new EnvironmentClients({
    endpoints: { region: 'eu-west-3', s3: gone.url, forcePathStyle: true },
    limiter: new RateLimiter({ perSecond: 10_000, clock, sleep }),
    timeoutMilliseconds: 400,
    clock,
  });
  const answers = [];
  for (let i = 0; i < 4; i++) {
    answers.push(classify('list', (await probeList(bucketProbe(lost))).answer));
  }
  lost.destroy();
  expect(answers).toEqual([
    ...Array(3).fill({
      verdict: 'inconclusive',
      cause: 'no answer (ECONNREFUSED): nothing listens there',
    }),
    {
      verdict: 'inconclusive',
      cause:
        'no answer (NotAsked): the server did not answer the requests before',
    },
  ]);
});

describe('a probe on the wire', () => {
  async function sent(ask: Ask) {
    reply = { status: 403, code: 'AccessDenied' };
    await ask(clients);
    return server.requests.at(-1);
  }

  it.each(PROBES.slice(0, 4))(
    'of %s says whose the bucket must be',
    async (_, __, ask) => {
      expect((await sent(ask))?.headers['x-amz-expected-bucket-owner']).toBe(
        '111122223333',
      );
    },
  );

  it('of list asks for one key', async () => {
    expect((await sent(PROBES[0]![2]))?.query.get('max-keys')).toBe('1');
  });

  it('of read asks for one byte of the canary', async () => {
    const request = await sent(PROBES[1]![2]);
    expect(request).toMatchObject({
      key: '.corridors/canary',
      headers: { range: 'bytes=0-0' },
    });
  });

  it('of write uploads one byte to an upload that does not exist', async () => {
    const request = await sent(PROBES[2]![2]);
    expect(request?.query.get('uploadId')).toBe('corridors-probe-r4nd0m11');
    expect(request?.headers['content-length']).toBe('1');
  });

  it('of delete never names a key that an application has, and on versions only one that exists', async () => {
    const request = await sent(PROBES[3]![2]);
    expect(request).toMatchObject({
      key: '.corridors/probe-r4nd0m11',
      headers: { 'if-match': '*' },
    });
  });

  it('of delete is plain where no versions are kept', async () => {
    const request = await sent(client =>
      probeDelete(bucketProbe(client), { keepsVersions: false }),
    );
    expect(request?.headers['if-match']).toBeUndefined();
  });

  it.each(PROBES.slice(4))(
    'of %s (%s) asks for the shortest session, which may do nothing',
    async (_, __, ask) => {
      const request = await sent(ask);
      expect(request?.form.get('DurationSeconds')).toBe('900');
      expect(JSON.parse(request?.form.get('Policy') ?? '{}').Statement).toEqual(
        [{ Effect: 'Deny', Action: '*', Resource: '*' }],
      );
    },
  );

  it('is unsigned for anonymous', async () => {
    const request = await sent(client =>
      probeList({ ...bucketProbe(client), signer: 'unsigned' }),
    );
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.headers['x-amz-security-token']).toBeUndefined();
  });

  it('is signed by the credentials given, and by no others', async () => {
    const before = { ...process.env };
    process.env.AWS_ACCESS_KEY_ID = 'FROMENV';
    process.env.AWS_SECRET_ACCESS_KEY = 'FROMENV';
    try {
      expect((await sent(PROBES[0]![2]))?.accessKeyId).toBe('AKID');
      const request = await sent(client =>
        probeList({ ...bucketProbe(client), signer: 'unsigned' }),
      );
      expect(JSON.stringify(request)).not.toContain('FROMENV');
    } finally {
      process.env = before;
    }
  });
});
