import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { BucketResource } from '@corridors/model';
import {
  EnvironmentClients,
  Signer,
} from '@corridors/verifier/src/aws/EnvironmentClients';
import { nameAnswer } from '@corridors/verifier/src/aws/answer';
import {
  Classification,
  classify,
} from '@corridors/verifier/src/classify/classify';
import {
  BucketControl,
  controlBucket,
} from '@corridors/verifier/src/controls/controlBucket';
import { RateLimiter } from '@corridors/verifier/src/pacing/RateLimiter';
import { sleep } from '@corridors/verifier/src/pacing/sleep';
import type { ProbeAnswer } from '@corridors/verifier/src/probes/probe';
import {
  probeDelete,
  probeList,
  probeRead,
  probeWrite,
} from '@corridors/verifier/src/probes/probeBucket';
import type { Bench } from '../cells/Bench';
import { ACCOUNT, Caller } from '../cells/Cell';
import type { Stage } from '../cells/Stage';

const OPERATIONS = ['list', 'read', 'write', 'delete'] as const;
type Probed = (typeof OPERATIONS)[number];

/** What one probe brought: the server's answer, and what the product makes of it. */
type Row = Readonly<Record<Probed, string>>;

const ALLOWED: Row = {
  list: '200 allow',
  read: '206 allow',
  write: '404 NoSuchUpload allow',
  delete: '204 allow',
};
const DENIED: Row = {
  list: '403 AccessDenied deny',
  read: '403 AccessDenied deny',
  write: '403 AccessDenied deny',
  delete: '403 AccessDenied deny',
};

const ACTIONS: Readonly<Record<Probed, string>> = {
  list: 's3:ListBucket',
  read: 's3:GetObject',
  write: 's3:PutObject',
  delete: 's3:DeleteObject',
};

/** The product's own harmless probes, on a gateway that others wrote. */
export function probeGateway(stage: () => Stage): void {
  describe('is probed by the product', () => {
    let bench: Bench;
    let bucket: BucketResource;
    let caller: Caller & { kind: 'session' };
    let owner: S3Client;
    let clients: EnvironmentClients;
    let canary: BucketControl;

    beforeAll(async () => {
      bench = await stage().bench('x');
      bucket = bucketNamed(bench.names.buckets[0] ?? '');
      caller = {
        kind: 'session',
        role: bench.names.roles[0] ?? '',
        sessionName: 'probed',
      };
      owner = stage().clients.s3(stage().administrators.owner);
      clients = clientsOf(stage());
      canary = await control(bucket);
    });

    afterAll(() => clients.destroy());

    it('and the canary is put where there is none', () => {
      expect(canary).toMatchObject({
        existence: { isProven: true },
        canary: { isProven: true },
        keepsVersions: false,
        hasConditionalDeletes: false,
      });
    });

    it.each(OPERATIONS)('who may %s and nothing else', async operation => {
      const signer = await granted([ACTIONS[operation]]);
      expect(await probeAll(signer, bucket)).toEqual({
        ...DENIED,
        [operation]: ALLOWED[operation],
      });
    });

    it.each(OPERATIONS)('who may do everything but %s', async operation => {
      const signer = await granted(['s3:*'], [ACTIONS[operation]]);
      expect(await probeAll(signer, bucket)).toEqual({
        ...ALLOWED,
        [operation]: DENIED[operation],
      });
    });

    it('who may do nothing, and who is nobody', async () => {
      expect(await probeAll(await granted([]), bucket)).toEqual(DENIED);
      expect(await probeAll('unsigned', bucket)).toMatchObject({
        list: expect.stringMatching(/^404 NoSuchBucket inconclusive/),
      });
    });

    it('where there is no such bucket: nothing is concluded', async () => {
      const signer = await granted(['s3:*']);
      const missing = '404 NoSuchBucket inconclusive';
      expect(
        await probeAll(signer, bucketNamed(`${bucket.name}-missing`)),
      ).toEqual({
        list: missing,
        read: missing,
        write: missing,
        delete: missing,
      });
      const { existence } = await control(
        bucketNamed(`${bucket.name}-missing`),
      );
      expect(existence).toEqual({
        isProven: false,
        cause: `bucket ${bucket.name}-missing does not exist`,
      });
    });

    it('where the canary is gone: whether reading is allowed is not concluded', async () => {
      const signer = await granted(['s3:*']);
      const other = bucketNamed(bench.names.buckets[1] ?? '');
      expect((await probeAll(signer, other)).read).toBe(
        '404 NoSuchKey inconclusive',
      );
    });

    it('and an unknown key looks like a denied access, so that a row needs its control', async () => {
      const keys = await granted(['s3:*']);
      const wrong = {
        secret: { ...keys, secretAccessKey: 'wrong' },
        key: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'wrong' },
        token: { ...keys, sessionToken: 'wrong' },
      };
      const answers: Record<string, string> = {};
      for (const [name, signer] of Object.entries(wrong)) {
        answers[name] = (await probeAll(signer, bucket)).list;
      }
      expect(answers).toEqual({
        key: '403 AccessDenied deny',
        secret: '403 SignatureDoesNotMatch inconclusive',
        token: '400 InvalidArgument inconclusive',
      });
    });

    it('without leaving a trace', async () => {
      const before = await traces(bucket.name);
      await probeAll(await granted(['s3:*']), bucket);
      expect(await traces(bucket.name)).toEqual(before);
    });

    it('and a bucket that keeps versions is known not to be safe for deletes', async () => {
      const versioned = bucketNamed('xversioned');
      await owner.send(new CreateBucketCommand({ Bucket: versioned.name }));
      await owner.send(
        new PutBucketVersioningCommand({
          Bucket: versioned.name,
          VersioningConfiguration: { Status: 'Enabled' },
        }),
      );
      expect(await control(versioned)).toMatchObject({
        keepsVersions: true,
        hasConditionalDeletes: false,
      });
    });

    /** Keys of a session of a role that may do these things and not those. */
    async function granted(
      allowed: readonly string[],
      denied: readonly string[] = [],
    ) {
      const statement = (Effect: 'Allow' | 'Deny', Action: readonly string[]) =>
        Action.length > 0 ? [{ Effect, Action, Resource: ['*'] }] : [];
      const statements = [
        ...statement('Allow', allowed),
        ...statement('Deny', denied),
      ];
      await bench.setIdentityPolicies(
        caller.role,
        statements.length > 0
          ? [{ Version: '2012-10-17', Statement: statements }]
          : [],
      );
      return bench.keysOf(caller);
    }

    async function probeAll(
      signer: Signer,
      target: BucketResource,
    ): Promise<Row> {
      const probe = {
        clients,
        signer,
        bucket: target,
        random: () => 'conformance',
        signal: new AbortController().signal,
      };
      return {
        list: describeAnswer('list', await probeList(probe)),
        read: describeAnswer('read', await probeRead(probe)),
        write: describeAnswer('write', await probeWrite(probe)),
        delete: describeAnswer(
          'delete',
          await probeDelete(probe, { keepsVersions: false }),
        ),
      };
    }

    function control(target: BucketResource): Promise<BucketControl> {
      return controlBucket(target, {
        clients,
        credentials: stage().administrators.owner,
        evidence: summary => ({
          at: '2026-01-01T00:00:00Z',
          source: stage().server.endpoint,
          summary,
        }),
        signal: new AbortController().signal,
      });
    }

    async function traces(name: string) {
      const { Versions = [], DeleteMarkers = [] } = await owner.send(
        new ListObjectVersionsCommand({ Bucket: name }),
      );
      const { Uploads = [] } = await owner.send(
        new ListMultipartUploadsCommand({ Bucket: name }),
      );
      return {
        objects: Versions.map(({ Key, ETag, LastModified }) => ({
          Key,
          ETag,
          LastModified,
        })),
        deleteMarkers: DeleteMarkers.length,
        uploads: Uploads.length,
      };
    }
  });
}

function describeAnswer(operation: Probed, { answer }: ProbeAnswer): string {
  const classification: Classification = classify(operation, answer);
  return `${nameAnswer(answer)} ${classification.verdict}`;
}

function bucketNamed(name: string): BucketResource {
  return {
    kind: 'bucket',
    id: `bucket:${name}`,
    name,
    accountId: ACCOUNT,
    region: 'us-east-1',
    owner: { kind: 'corridor', corridor: 'gha1' },
    environment: 'conformance',
  };
}

function clientsOf({ server }: Stage): EnvironmentClients {
  const clock = () => new Date();
  return new EnvironmentClients({
    endpoints: {
      region: 'us-east-1',
      s3: server.endpoint,
      sts: server.endpoint,
      iam: server.endpoint,
      forcePathStyle: true,
    },
    limiter: new RateLimiter({ perSecond: 10_000, clock, sleep }),
    timeoutMilliseconds: 20_000,
    clock,
  });
}
