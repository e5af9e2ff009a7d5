import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { readAccountAccess } from '@corridors/observer';
import {
  createCertificateAuthority,
  openClients,
  seedMemoExperiment,
  startAws,
} from '@corridors/sandbox';
import type {
  AwsClients,
  FixedKey,
  MemoExperiment,
  RunningAws,
} from '@corridors/sandbox';
import { ConnectProxy } from './ConnectProxy';
import { readGuidePolicy } from './portalPolicies';

/** The configured view of an account of the sandbox, which the aws command set up, read with the portal's own rights. */

const ACCOUNT = '111122223333';
const REGION = 'eu-west-3';
const CLUSTER = 'analytics-eks1';
const ROOT = {
  accessKeyId: 'AKIAROOT111122223333',
  secretAccessKey: 'root-secret',
};
const NODE_ROLE = `arn:aws:iam::${ACCOUNT}:role/single1_instance`;
const isPresent = spawnSync('aws', ['--version']).status === 0;

/** What EKS tells of an association, as far as it matters here. */
interface Association {
  readonly associationId: string;
  readonly namespace: string;
}

let dir: string;
let ca: string;
let caFile: string;
let aws: RunningAws;
let proxy: ConnectProxy;
let clients: AwsClients;
let experiment: MemoExperiment;

async function start(): Promise<void> {
  dir = await mkdtemp(path.join(tmpdir(), 'corridors-account-'));
  const authority = await createCertificateAuthority({ stateDir: dir });
  ({ caPem: ca, caFile } = authority);
  aws = await startAws({
    port: 0,
    tls: await authority.issue({
      hosts: ['localhost', '127.0.0.1', `${ACCOUNT}.localhost`],
    }),
    accounts: [
      { accountId: ACCOUNT, rootAccessKey: ROOT, eksClusters: [CLUSTER] },
    ],
    stateDir: dir,
  });
  const connection = {
    endpoint: aws.url,
    ca,
    region: REGION,
    credentials: ROOT,
  };
  experiment = await seedMemoExperiment({
    connection,
    accountId: ACCOUNT,
    keyFile: path.join(dir, 'keys.json'),
  });
  clients = openClients(connection);
  proxy = await ConnectProxy.start(aws.port);
}

async function stop(): Promise<void> {
  clients.destroy();
  await proxy.stop();
  await aws.close();
  await rm(dir, { recursive: true });
}

/** Runs `aws` as the root user, through the proxy, with nothing of the developer's own configuration. */
function run<T = unknown>(...args: string[]): Promise<T> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^AWS_|_proxy$/i.test(name),
  );
  return new Promise((resolve, reject) => {
    execFile(
      'aws',
      [...args, '--output', 'json'],
      {
        encoding: 'utf8',
        env: {
          ...Object.fromEntries(inherited),
          AWS_CONFIG_FILE: '/dev/null',
          AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
          AWS_ACCESS_KEY_ID: ROOT.accessKeyId,
          AWS_SECRET_ACCESS_KEY: ROOT.secretAccessKey,
          AWS_CA_BUNDLE: caFile,
          AWS_ENDPOINT_URL: aws.url,
          AWS_DEFAULT_REGION: REGION,
          AWS_PAGER: '',
          HTTPS_PROXY: proxy.url,
        },
      },
      (error, stdout, stderr) => {
        if (error) {
          reject(new Error(stderr));
        } else {
          resolve(JSON.parse(stdout.trim() || 'null'));
        }
      },
    );
  });
}

function read(key: FixedKey) {
  return readAccountAccess({
    accountId: ACCOUNT,
    endpoints: {
      region: REGION,
      s3: aws.url,
      iam: aws.url,
      s3Control: aws.url,
      eks: aws.url,
      forcePathStyle: true,
      ca,
    },
    credentials: async () => key,
    buckets: [{ name: 'gha-common-1', accountId: ACCOUNT }],
    clusters: [{ name: CLUSTER, eksName: CLUSTER }],
    signal: AbortSignal.timeout(60_000),
  });
}

/** A user of its own with one policy, and its key. */
async function userWith(name: string, document: object): Promise<FixedKey> {
  const { iam } = clients;
  await iam.send(new CreateUserCommand({ UserName: name }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: name,
      PolicyName: 'own',
      PolicyDocument: JSON.stringify(document),
    }),
  );
  const { AccessKey } = await iam.send(
    new CreateAccessKeyCommand({ UserName: name }),
  );
  return {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
}

function whenAbsent(): void {
  it('needs the aws command', () => {
    const missing =
      'The aws command (AWS CLI) is not on the PATH: nothing was checked with it.';
    if (process.env.CI === 'true') {
      throw new Error(missing);
    }
    // eslint-disable-next-line no-console
    console.warn(missing);
    expect(isPresent).toBe(false);
  });
}

function whenPresent(): void {
  beforeAll(start);
  afterAll(stop);

  it('has the public access block of the account that the aws command put, got and deleted', async () => {
    const account = ['--account-id', ACCOUNT];
    const settings = {
      BlockPublicAcls: true,
      IgnorePublicAcls: false,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    };
    await run(
      ...['s3control', 'put-public-access-block', ...account],
      ...['--public-access-block-configuration', JSON.stringify(settings)],
    );
    expect(
      await run('s3control', 'get-public-access-block', ...account),
    ).toEqual({ PublicAccessBlockConfiguration: settings });
    expect((await read(experiment.portal)).model.accounts).toEqual([
      {
        accountId: ACCOUNT,
        publicAccessBlock: {
          blockPublicAcls: true,
          ignorePublicAcls: false,
          blockPublicPolicy: true,
          restrictPublicBuckets: false,
        },
      },
    ]);
    expect(proxy.hosts).toContain(`${ACCOUNT}.localhost`);
    await run('s3control', 'delete-public-access-block', ...account);
    await expect(
      run('s3control', 'get-public-access-block', ...account),
    ).rejects.toThrow('NoSuchPublicAccessBlockConfiguration');
  });

  it('has the pod identity associations that the aws command made, described, listed and deleted', async () => {
    const cluster = ['--cluster-name', CLUSTER];
    const ids: string[] = [];
    for (const namespace of ['gha1', 'gha2', 'gha3']) {
      const { association } = await run<{ association: Association }>(
        ...['eks', 'create-pod-identity-association', ...cluster],
        ...['--namespace', namespace, '--service-account', 'spark'],
        ...['--role-arn', NODE_ROLE],
      );
      ids.push(association.associationId);
    }
    const { associations } = await run<{ associations: Association[] }>(
      ...['eks', 'list-pod-identity-associations', ...cluster],
      ...['--page-size', '2'],
    );
    expect(associations.map(({ namespace }) => namespace)).toEqual([
      'gha1',
      'gha2',
      'gha3',
    ]);
    const described = await run<{ association: Association }>(
      ...['eks', 'describe-pod-identity-association', ...cluster],
      ...['--association-id', ids[1] ?? ''],
    );
    expect(described.association).toMatchObject({
      clusterName: CLUSTER,
      namespace: 'gha2',
      roleArn: NODE_ROLE,
    });
    await run(
      ...['eks', 'delete-pod-identity-association', ...cluster],
      ...['--association-id', ids[1] ?? ''],
    );
    const { model } = await read(experiment.portal);
    expect(model.podIdentityAssociations).toEqual(
      ['gha1', 'gha3'].map(namespace => ({
        cluster: CLUSTER,
        namespace,
        serviceAccount: 'spark',
        roleArn: NODE_ROLE,
      })),
    );
  });

  it("is whole with the sandbox's portal identity", async () => {
    const { model } = await read(experiment.portal);
    expect(model.gaps).toEqual([]);
    expect(model.roles.map(({ arn }) => arn)).toEqual([NODE_ROLE]);
    expect(model.users?.map(({ arn }) => arn)).toEqual([
      `arn:aws:iam::${ACCOUNT}:user/ack-controller`,
      `arn:aws:iam::${ACCOUNT}:user/corridors-portal`,
    ]);
    expect(model.buckets).toEqual([
      {
        name: 'gha-common-1',
        accountId: ACCOUNT,
        policy: {
          name: 'gha-common-1',
          document: expect.stringContaining('DenyInsecureTransport'),
        },
        publicAccessBlock: {
          blockPublicAcls: true,
          ignorePublicAcls: true,
          blockPublicPolicy: true,
          restrictPublicBuckets: true,
        },
        objectOwnership: 'BucketOwnerEnforced',
      },
    ]);
  });

  it("is whole with the operator guide's policy, and names each permission that is taken away", async () => {
    const policy = await readGuidePolicy();
    const portal = await userWith('portal-of-the-guide', policy);
    expect((await read(portal)).model.gaps).toEqual([]);
    const needed = [
      ['iam:GetAccountAuthorizationDetails', 'roles-and-users'],
      ['iam:ListOpenIDConnectProviders', 'oidc-providers'],
      ['s3:GetAccountPublicAccessBlock', 'account-public-access-block'],
      ['s3:GetBucketLocation', 'bucket-owner'],
      ['s3:GetBucketPolicy', 'bucket-policy'],
      ['s3:GetBucketPublicAccessBlock', 'bucket-public-access-block'],
      ['s3:GetBucketOwnershipControls', 'bucket-ownership'],
      ['eks:ListPodIdentityAssociations', 'pod-identity-associations'],
      ['eks:DescribePodIdentityAssociation', 'pod-identity-associations'],
    ] as const;
    for (const [action, part] of needed) {
      const less = await userWith(`without-${action.replace(':', '-')}`, {
        ...policy,
        Statement: policy.Statement.map(statement => ({
          ...statement,
          Action: statement.Action.filter(each => each !== action),
        })),
      });
      const gaps = (await read(less)).model.gaps ?? [];
      expect(gaps).not.toEqual([]);
      for (const gap of gaps) {
        expect(gap).toMatchObject({
          part,
          cause: 'access-denied',
          message: expect.stringContaining(`Needs ${action} on `),
        });
      }
    }
  });
}

describe('an account of the sandbox', isPresent ? whenPresent : whenAbsent);
