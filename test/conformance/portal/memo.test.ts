import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  fromInstanceMetadata,
  fromTemporaryCredentials,
} from '@aws-sdk/credential-providers';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { eventually } from './support/eventually';
import { startPortal } from './support/startPortal';
import type { Portal } from './support/startPortal';
import { untilReady } from './support/health';
import { verify } from './support/verification';
import type { Observed } from './support/verification';

/** The experiment that the product grew out of, by the AWS SDK and as a verification. */

const ACCOUNT = '111122223333';
let portal: Portal;
let observed: Observed;
beforeAll(async () => {
  portal = await startPortal();
  await untilReady(portal, ['gha1', 'gha2']);
  process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT =
    portal.sandbox.urls.instanceMetadata;
  observed = await verify(portal, ACCOUNT);
}, 180_000);
afterAll(async () => {
  delete process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT;
  await portal?.stop();
});

function connection() {
  return {
    endpoint: portal.sandbox.urls.aws,
    region: 'eu-west-3',
    requestHandler: new NodeHttpHandler({
      httpsAgent: new Agent({
        ca: readFileSync(portal.sandbox.environment.CORRIDORS_CA_FILE ?? ''),
      }),
    }),
  };
}

/** `credential_source = Ec2InstanceMetadata` of an AWS profile, with and without a role. */
function credentialsOf(
  profile: string,
): ReturnType<typeof fromInstanceMetadata> {
  return profile === 'instance'
    ? fromInstanceMetadata()
    : fromTemporaryCredentials({
        masterCredentials: fromInstanceMetadata(),
        params: {
          RoleArn: `arn:aws:iam::${ACCOUNT}:role/corridors/single1_${profile}`,
          RoleSessionName: 'memo',
        },
        clientConfig: connection(),
      });
}

async function list(profile: string, Bucket: string): Promise<string> {
  const s3 = new S3Client({
    ...connection(),
    credentials: credentialsOf(profile),
    forcePathStyle: true,
  });
  try {
    const { $metadata } = await s3.send(
      new ListObjectsV2Command({ Bucket, Delimiter: '/' }),
    );
    return String($metadata.httpStatusCode);
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  } finally {
    s3.destroy();
  }
}

const transcripts: [string, string, string][] = [
  ['instance', 'gha-common-1', 'allow'],
  ['instance', 'gha1-primary-1', 'deny'],
  ['instance', 'gha2-primary-1', 'deny'],
  ['gha1', 'gha1-primary-1', 'allow'],
  ['gha1', 'gha2-primary-1', 'deny'],
  ['gha1', 'gha-common-1', 'deny'],
  ['gha2', 'gha2-primary-1', 'allow'],
  ['gha2', 'gha1-primary-1', 'deny'],
  ['gha2', 'gha-common-1', 'deny'],
];

it.each(transcripts)(
  '%s lists %s: %s, by the AWS SDK',
  async (profile, bucket, verdict) => {
    expect(await list(profile, bucket)).toBe(
      verdict === 'allow' ? '200' : 'AccessDenied',
    );
  },
);

const identities: Readonly<Record<string, string>> = {
  instance: 'node-role:single1',
  gha1: 'corridor:gha1',
  gha2: 'corridor:gha2',
};

it.each(transcripts)(
  '%s lists %s: %s, by a verification',
  (profile, bucket, verdict) => {
    const cell = `${identities[profile]} list bucket:${bucket}`;
    expect(observed.get(cell)?.verdict).toBe(verdict);
  },
);

describe('the slip of its prose, gha2-primary1 for gha2-primary-1', () => {
  it('is a bucket that does not exist, for the AWS SDK', async () => {
    expect(await list('gha1', 'gha2-primary1')).toBe('NoSuchBucket');
  });

  it('is noticed by a control: no verification takes it for denied', async () => {
    await portal.repository.replace(
      'corridors/gha2/corridor.yaml',
      'name: primary-1',
      'name: primary1',
    );
    let seen: unknown;
    await eventually(
      'the slip is read',
      async () => {
        const { body } = await portal.pat.get('/corridors/v1/corridors/gha2');
        seen = body.spec;
        return body.spec?.spec.buckets[0].name === 'primary1'
          ? true
          : undefined;
      },
      { seconds: 40, seen: () => seen },
    );
    const slipped = await verify(portal, ACCOUNT);
    const cells = [...slipped].filter(([cell]) =>
      cell.endsWith(' bucket:gha2-primary1'),
    );
    expect(cells.length).toBeGreaterThan(0);
    for (const [, { verdict, cause }] of cells) {
      expect([verdict, cause]).toEqual([
        'inconclusive',
        expect.stringContaining('NoSuchBucket'),
      ]);
    }
  }, 180_000);
});
