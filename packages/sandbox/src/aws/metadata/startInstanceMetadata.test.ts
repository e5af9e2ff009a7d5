import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  ACCOUNT,
  EC2_SERVICE,
  REGION,
  ROOT,
  policy,
  startTestAws,
} from '../__testUtils__/startTestAws';
import type { TestAws } from '../__testUtils__/startTestAws';
import { instanceRoleCredentials } from './instanceRoleCredentials';
import { startInstanceMetadata } from './startInstanceMetadata';
import type { RunningInstanceMetadata } from './startInstanceMetadata';

const ROLE = 'single1_instance';

let test: TestAws;
let metadata: RunningInstanceMetadata;
let now: Date | undefined;

beforeEach(async () => {
  now = undefined;
  test = await startTestAws();
  await test.iam(ROOT).send(
    new CreateRoleCommand({
      RoleName: ROLE,
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  metadata = await startInstanceMetadata({
    port: 0,
    roleName: ROLE,
    clock: () => now ?? new Date(),
    credentialsFor: instanceRoleCredentials({
      endpoint: test.aws.url,
      ca: test.authority.caPem,
      region: REGION,
      serviceAccessKey: EC2_SERVICE,
      roleArn: `arn:aws:iam::${ACCOUNT}:role/${ROLE}`,
      instanceId: 'i-0123456789abcdef0',
    }),
  });
});

afterEach(async () => {
  await metadata.close();
  await test.remove();
});

const request = (path: string, init: RequestInit = {}) =>
  fetch(`${metadata.url}${path}`, init);

const issueToken = async (seconds: string) => {
  const response = await request('/latest/api/token', {
    method: 'PUT',
    headers: { 'X-aws-ec2-metadata-token-ttl-seconds': seconds },
  });
  return { status: response.status, token: await response.text() };
};

const withToken = (token: string) => ({
  headers: { 'X-aws-ec2-metadata-token': token },
});

const CREDENTIALS = '/latest/meta-data/iam/security-credentials/';

it('hands real credentials of the node role to the stock provider of the SDK', async () => {
  const script = `
    const { fromInstanceMetadata } = require('@aws-sdk/credential-providers');
    fromInstanceMetadata({ ec2MetadataV1Disabled: true })().then(
      ({ accessKeyId, secretAccessKey, sessionToken }) =>
        console.log(JSON.stringify({ accessKeyId, secretAccessKey, sessionToken })),
      error => { console.error(error); process.exit(1); },
    );`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-e', script],
    {
      cwd: __dirname,
      env: {
        PATH: process.env.PATH,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url,
        HOME: test.stateDir,
      },
    },
  );
  const identity = await test
    .sts(JSON.parse(stdout))
    .send(new GetCallerIdentityCommand({}));
  expect(identity.Arn).toBe(
    `arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}/i-0123456789abcdef0`,
  );
});

it('refuses version 1, a token it did not issue and one that has expired', async () => {
  const { token } = await issueToken('60');
  expect((await request(CREDENTIALS)).status).toBe(401);
  expect((await request(CREDENTIALS, withToken('made-up'))).status).toBe(401);
  expect((await request(CREDENTIALS, withToken(token))).status).toBe(200);
  now = new Date(Date.now() + 61_000);
  expect((await request(CREDENTIALS, withToken(token))).status).toBe(401);
});

it.each(['0', '21601', 'soon', ''])(
  'issues no token for %p seconds',
  async seconds => {
    expect((await issueToken(seconds)).status).toBe(400);
  },
);

it('issues no token to a proxy', async () => {
  const response = await request('/latest/api/token', {
    method: 'PUT',
    headers: {
      'X-aws-ec2-metadata-token-ttl-seconds': '60',
      'X-Forwarded-For': '10.0.0.1',
    },
  });
  expect(response.status).toBe(403);
});

it('keeps the credentials until shortly before they expire', async () => {
  const read = async () => {
    const { token } = await issueToken('60');
    const response = await request(`${CREDENTIALS}${ROLE}`, withToken(token));
    return (await response.json()).AccessKeyId as string;
  };
  const first = await read();
  now = new Date(Date.now() + 5 * 3600_000);
  expect(await read()).toBe(first);
  now = new Date(Date.now() + 5.9 * 3600_000);
  expect(await read()).not.toBe(first);
});

it('knows nothing of another role', async () => {
  const { token } = await issueToken('60');
  expect(
    (await request(`${CREDENTIALS}another`, withToken(token))).status,
  ).toBe(404);
});
