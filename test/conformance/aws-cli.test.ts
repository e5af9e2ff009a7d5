import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createCertificateAuthority,
  instanceRoleCredentials,
  seedMemoExperiment,
  startAws,
  startInstanceMetadata,
} from '@corridors/sandbox';
import type {
  MemoExperiment,
  RunningAws,
  RunningInstanceMetadata,
} from '@corridors/sandbox';

/** The `aws` command of the AWS CLI, written by none of us, against the AWS endpoints of the sandbox. */

const ACCOUNT = '111122223333';
const REGION = 'eu-west-3';
const ROOT = {
  accessKeyId: 'AKIAROOT111122223333',
  secretAccessKey: 'root-secret',
};
const EC2 = {
  accessKeyId: 'AKIASERVICE000000EC2',
  secretAccessKey: 'ec2-secret',
};

const version = spawnSync('aws', ['--version'], { encoding: 'utf8' });
const isPresent = version.status === 0;

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

let dir: string;
let aws: RunningAws;
let metadata: RunningInstanceMetadata;
let experiment: MemoExperiment;
let caFile: string;

/** Runs `aws` with nothing of the developer's own configuration. */
function run(
  args: string[],
  environment: Record<string, string> = {},
): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('AWS_'),
  );
  return new Promise(resolve => {
    execFile(
      'aws',
      args,
      {
        cwd: dir,
        encoding: 'utf8',
        env: {
          ...Object.fromEntries(inherited),
          // It keeps the sessions of roles below the home directory.
          HOME: dir,
          AWS_CONFIG_FILE: path.join(dir, 'config'),
          AWS_SHARED_CREDENTIALS_FILE: path.join(dir, 'credentials'),
          AWS_CA_BUNDLE: caFile,
          AWS_ENDPOINT_URL: aws.url,
          AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url,
          AWS_DEFAULT_REGION: REGION,
          AWS_PAGER: '',
          ...environment,
        },
      },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}

/** What a URL answers, asked by a process that trusts the sandbox's certificate authority. */
function fetchText(url: string): Promise<string> {
  const script = `fetch(${JSON.stringify(
    url,
  )}).then(r => r.text()).then(t => process.stdout.write(t))`;
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['-e', script],
      { env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: caFile } },
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    );
  });
}

const AS_ROOT = {
  AWS_ACCESS_KEY_ID: ROOT.accessKeyId,
  AWS_SECRET_ACCESS_KEY: ROOT.secretAccessKey,
};

async function asRoot(...args: string[]): Promise<any> {
  const { code, stdout, stderr } = await run(
    [...args, '--output', 'json'],
    AS_ROOT,
  );
  if (code !== 0) {
    throw new Error(stderr);
  }
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}

async function createCorridor(name: string, bucket: string): Promise<void> {
  const content = path.join(dir, `${name}.txt`);
  await writeFile(content, name);
  await asRoot(
    's3api',
    'create-bucket',
    '--bucket',
    bucket,
    '--create-bucket-configuration',
    `LocationConstraint=${REGION}`,
  );
  await run(
    ['s3', 'cp', content, `s3://${bucket}/${name}_primary1_content/file`],
    AS_ROOT,
  );
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: experiment.nodeRoleArn },
        Action: 'sts:AssumeRole',
      },
    ],
  };
  const rights = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: `arn:aws:s3:::${bucket}`,
      },
    ],
  };
  const role = `single1_${name}`;
  await asRoot(
    ...['iam', 'create-role', '--role-name', role, '--path', '/corridors/'],
    ...['--assume-role-policy-document', JSON.stringify(trust)],
  );
  await asRoot(
    ...[
      'iam',
      'put-role-policy',
      '--role-name',
      role,
      '--policy-name',
      'bucket',
    ],
    ...['--policy-document', JSON.stringify(rights)],
  );
}

async function start(): Promise<void> {
  dir = await mkdtemp(path.join(tmpdir(), 'corridors-aws-cli-'));
  const authority = await createCertificateAuthority({ stateDir: dir });
  caFile = authority.caFile;
  aws = await startAws({
    port: 0,
    tls: await authority.issue({ hosts: ['localhost', '127.0.0.1'] }),
    accounts: [{ accountId: ACCOUNT, rootAccessKey: ROOT }],
    serviceAccessKeys: { 'ec2.amazonaws.com': EC2 },
    stateDir: dir,
  });
  experiment = await seedMemoExperiment({
    connection: {
      endpoint: aws.url,
      ca: authority.caPem,
      region: REGION,
      credentials: ROOT,
    },
    accountId: ACCOUNT,
    keyFile: path.join(dir, 'keys.json'),
  });
  metadata = await startInstanceMetadata({
    port: 0,
    roleName: experiment.nodeRoleName,
    credentialsFor: instanceRoleCredentials({
      endpoint: aws.url,
      ca: authority.caPem,
      region: REGION,
      serviceAccessKey: EC2,
      roleArn: experiment.nodeRoleArn,
      instanceId: 'i-0123456789abcdef0',
    }),
  });
  const profile = (name: string) =>
    `[profile ${name}]\nrole_arn = arn:aws:iam::${ACCOUNT}:role/corridors/single1_${name}\ncredential_source = Ec2InstanceMetadata\n`;
  const defaults = '[default]\ns3 =\n    addressing_style = path\n';
  await writeFile(
    path.join(dir, 'config'),
    `${defaults}${profile('gha1')}${profile('gha2')}`,
  );
  await createCorridor('gha1', 'gha1-primary-1');
  await createCorridor('gha2', 'gha2-primary-1');
}

async function stop(): Promise<void> {
  await metadata.close();
  await aws.close();
  await rm(dir, { recursive: true });
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

  describe("the memo's transcripts", () => {
    const DENIED =
      /An error occurred \(AccessDenied\) when calling the ListObjectsV2 operation: /;

    it.each([
      ['', 'gha-common-1', 'PRE gha_common_content/'],
      ['', 'gha1-primary-1', DENIED],
      ['', 'gha2-primary-1', DENIED],
      ['gha1', 'gha1-primary-1', 'PRE gha1_primary1_content/'],
      ['gha1', 'gha2-primary-1', DENIED],
      ['gha1', 'gha-common-1', DENIED],
      ['gha2', 'gha2-primary-1', 'PRE gha2_primary1_content/'],
      ['gha2', 'gha1-primary-1', DENIED],
      ['gha2', 'gha-common-1', DENIED],
    ])(
      'aws s3 ls --profile "%s" s3://%s',
      async (profile, bucket, expected) => {
        const args = profile === '' ? [] : ['--profile', profile];
        const { code, stdout, stderr } = await run([
          's3',
          'ls',
          ...args,
          `s3://${bucket}`,
        ]);
        if (typeof expected === 'string') {
          expect({ code, stdout: stdout.trim(), stderr }).toEqual({
            code: 0,
            stdout: expected,
            stderr: '',
          });
        } else {
          expect(code).not.toBe(0);
          expect(stderr).toMatch(expected);
        }
      },
    );

    it('tell a bucket that does not exist from one that is denied', async () => {
      const { stderr } = await run(['s3', 'ls', 's3://gha2-primary1']);
      expect(stderr).toContain('(NoSuchBucket)');
    });
  });

  it('says who it is, by key, by instance and by role', async () => {
    expect(await asRoot('sts', 'get-caller-identity')).toEqual({
      UserId: ACCOUNT,
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:root`,
    });
    const node = await run([
      'sts',
      'get-caller-identity',
      '--query',
      'Arn',
      '--output',
      'text',
    ]);
    expect(node.stdout.trim()).toBe(
      `arn:aws:sts::${ACCOUNT}:assumed-role/single1_instance/i-0123456789abcdef0`,
    );
    const gha1 = await run([
      ...['sts', 'get-caller-identity', '--profile', 'gha1'],
      ...['--query', 'Arn', '--output', 'text'],
    ]);
    expect(gha1.stdout.trim()).toMatch(
      /:assumed-role\/single1_gha1\/botocore-session-\d+$/,
    );
  });

  it.each([
    [
      'a wrong secret',
      { ...AS_ROOT, AWS_SECRET_ACCESS_KEY: 'wrong' },
      'SignatureDoesNotMatch',
    ],
    [
      'an unknown key',
      { ...AS_ROOT, AWS_ACCESS_KEY_ID: 'AKIANOBODY0000000000' },
      'InvalidAccessKeyId',
    ],
    [
      'a token that is none',
      { ...AS_ROOT, AWS_SESSION_TOKEN: 'made up' },
      'InvalidToken',
    ],
  ])('is refused with %s', async (_, environment, code) => {
    const { stderr } = await run(['s3api', 'list-buckets'], environment);
    expect(stderr).toContain(`An error occurred (${code})`);
  });

  it('is anonymous without a signature', async () => {
    const { stderr } = await run([
      's3',
      'ls',
      's3://gha1-primary-1',
      '--no-sign-request',
    ]);
    expect(stderr).toContain('(AccessDenied)');
    expect(stderr).toContain('Access Denied');
  });

  it('makes, fills and empties buckets', async () => {
    const bucket = ['--bucket', 'conformance-1'];
    const nowhere = await run(['s3api', 'create-bucket', ...bucket], AS_ROOT);
    expect(nowhere.stderr).toContain('(IllegalLocationConstraintException)');
    await run(['s3', 'mb', 's3://conformance-1'], AS_ROOT);
    expect(await asRoot('s3api', 'get-bucket-location', ...bucket)).toEqual({
      LocationConstraint: REGION,
    });
    const big = path.join(dir, 'big file+é.bin');
    await writeFile(big, Buffer.alloc(9 * 1024 * 1024, 'x'));
    const up = await run(
      ['s3', 'cp', big, 's3://conformance-1/a/big file+é.bin'],
      AS_ROOT,
    );
    expect(up).toMatchObject({ code: 0 });
    const head = await asRoot(
      's3api',
      'head-object',
      ...bucket,
      '--key',
      'a/big file+é.bin',
    );
    expect(head).toMatchObject({ ContentLength: 9 * 1024 * 1024 });
    expect(head.ETag).toMatch(/-2"$/);
    const down = path.join(dir, 'down.bin');
    await run(
      ['s3', 'cp', 's3://conformance-1/a/big file+é.bin', down],
      AS_ROOT,
    );
    expect((await readFile(down)).equals(await readFile(big))).toBe(true);
    const sync = await run(
      [
        's3',
        'cp',
        's3://conformance-1/a/',
        's3://conformance-1/b/',
        '--recursive',
      ],
      AS_ROOT,
    );
    expect(sync.stderr).toBe('');
    const removed = await run(
      ['s3', 'rb', '--force', 's3://conformance-1'],
      AS_ROOT,
    );
    expect(removed.stdout).toContain('remove_bucket: conformance-1');
  });

  it('writes and deletes on conditions, and reads what it presigned', async () => {
    const bucket = ['--bucket', 'gha1-primary-1'];
    const body = path.join(dir, 'canary');
    await writeFile(body, 'x');
    const put = [
      ...bucket,
      '--key',
      '.corridors/canary',
      '--body',
      body,
      '--if-none-match',
      '*',
    ];
    await asRoot('s3api', 'put-object', ...put);
    const again = await run(['s3api', 'put-object', ...put], AS_ROOT);
    expect(again.stderr).toContain('(PreconditionFailed)');
    const bogus = await run(
      [
        's3api',
        'upload-part',
        ...bucket,
        '--key',
        'x',
        '--upload-id',
        'bogus',
        '--part-number',
        '1',
        '--body',
        body,
      ],
      AS_ROOT,
    );
    expect(bogus.stderr).toContain('(NoSuchUpload)');
    const { stdout } = await run(
      ['s3', 'presign', 's3://gha1-primary-1/.corridors/canary'],
      AS_ROOT,
    );
    expect(await fetchText(stdout.trim())).toBe('x');
  });

  it('reads back every setting of a bucket that it wrote', async () => {
    const bucket = ['--bucket', 'gha1-primary-1'];
    const s3api = (...args: string[]) => asRoot('s3api', ...args);
    await s3api(
      'put-bucket-versioning',
      ...bucket,
      '--versioning-configuration',
      'Status=Enabled',
    );
    expect(await s3api('get-bucket-versioning', ...bucket)).toEqual({
      Status: 'Enabled',
    });
    await s3api(
      'put-bucket-tagging',
      ...bucket,
      '--tagging',
      'TagSet=[{Key=corridor,Value=gha1}]',
    );
    expect(await s3api('get-bucket-tagging', ...bucket)).toEqual({
      TagSet: [{ Key: 'corridor', Value: 'gha1' }],
    });
    const lifecycle = {
      Rules: [
        {
          ID: 'expire',
          Status: 'Enabled',
          Filter: { Prefix: '' },
          Expiration: { Days: 365 },
        },
      ],
    };
    await s3api(
      'put-bucket-lifecycle-configuration',
      ...bucket,
      '--lifecycle-configuration',
      JSON.stringify(lifecycle),
    );
    expect(
      await s3api('get-bucket-lifecycle-configuration', ...bucket),
    ).toEqual(lifecycle);
    const block = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    };
    await s3api(
      'put-public-access-block',
      ...bucket,
      '--public-access-block-configuration',
      JSON.stringify(block),
    );
    expect(await s3api('get-public-access-block', ...bucket)).toEqual({
      PublicAccessBlockConfiguration: block,
    });
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: 'arn:aws:s3:::gha1-primary-1/*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
    await s3api('put-bucket-policy', ...bucket, '--policy', document);
    expect((await s3api('get-bucket-policy', ...bucket)).Policy).toBe(document);
    expect(await s3api('get-bucket-policy-status', ...bucket)).toEqual({
      PolicyStatus: { IsPublic: false },
    });
    expect(
      (await s3api('get-bucket-encryption', ...bucket))
        .ServerSideEncryptionConfiguration.Rules,
    ).toEqual([
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
        BucketKeyEnabled: false,
      },
    ]);
    expect(
      (await s3api('get-bucket-ownership-controls', ...bucket))
        .OwnershipControls,
    ).toEqual({
      Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }],
    });
  });

  it('reads roles and policies as IAM shows them', async () => {
    const { Role } = await asRoot(
      'iam',
      'get-role',
      '--role-name',
      'single1_gha1',
    );
    expect(Role).toMatchObject({
      Path: '/corridors/',
      Arn: `arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1`,
      // The CLI decodes the document.
      AssumeRolePolicyDocument: {
        Statement: [{ Principal: { AWS: experiment.nodeRoleArn } }],
      },
      MaxSessionDuration: 3600,
    });
    const details = await asRoot(
      'iam',
      'get-account-authorization-details',
      '--page-size',
      '1',
    );
    const names = details.RoleDetailList.map(
      (role: { RoleName: string }) => role.RoleName,
    );
    expect(names).toEqual(['single1_gha1', 'single1_gha2', 'single1_instance']);
    expect(
      details.Policies.map((each: { PolicyName: string }) => each.PolicyName),
    ).toEqual(['corridors-boundary']);
    const { stderr } = await run(
      ['iam', 'get-role', '--role-name', 'nobody'],
      AS_ROOT,
    );
    expect(stderr).toContain('(NoSuchEntity)');
    expect(stderr).toContain('The role with name nobody cannot be found.');
  });

  it('is told why it may not', async () => {
    const { stderr } = await run(['iam', 'list-roles', '--profile', 'gha1']);
    expect(stderr).toMatch(
      /\(AccessDenied\).*is not authorized to perform: iam:ListRoles on resource: .* because no identity-based policy allows the iam:ListRoles action/,
    );
  });
}

describe('the aws command', isPresent ? whenPresent : whenAbsent);
