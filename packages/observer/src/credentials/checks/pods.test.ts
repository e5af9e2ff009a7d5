import {
  createContext,
  serviceAccount,
} from '../../__testUtils__/createContext';
import { checkInjection } from './injection';
import { checkLastUsed } from './lastUsed';
import { checkProviderConfig } from './providerConfig';

const ROLE = 'arn:aws:iam::111122223333:role/single1_gha1';
const OTHER = 'arn:aws:iam::111122223333:role/single1_old';
type Options = Partial<Parameters<typeof createContext>[0]>;

function pod(
  role: 'driver' | 'executor',
  options: {
    roleArn?: string;
    createdAt?: string;
    account?: string;
    env?: object[];
    phase?: string;
    startedAt?: string;
  } = {},
): object {
  const injected = options.roleArn
    ? [
        { name: 'AWS_ROLE_ARN', value: options.roleArn },
        { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/var/run/token' },
      ]
    : [];
  return {
    metadata: {
      uid: role,
      name: `job-${role}`,
      namespace: 'gha1',
      creationTimestamp: options.createdAt ?? '2026-11-23T11:00:00Z',
      labels: { 'spark-role': role },
    },
    spec: {
      serviceAccountName: options.account ?? 'gha1',
      containers: [
        {
          name: `spark-kubernetes-${role}`,
          env: [...injected, ...(options.env ?? [])],
        },
      ],
    },
    status: {
      phase: options.phase ?? 'Running',
      startTime: options.startedAt ?? '2026-11-23T11:00:00Z',
    },
  };
}

describe('checkInjection', () => {
  it.each<[string, object[], object]>([
    [
      'does not apply while nothing runs',
      [],
      { status: 'not-applicable', required: false },
    ],
    [
      'does not apply to what has ended',
      [pod('driver', { phase: 'Failed' })],
      { status: 'not-applicable', required: false },
    ],
    [
      'passes when driver and executors have the role',
      [pod('driver', { roleArn: ROLE }), pod('executor', { roleArn: ROLE })],
      { status: 'pass', required: true },
    ],
    [
      'fails when the driver started before the annotation',
      [pod('driver', { createdAt: '2026-11-23T09:30:00Z' })],
      {
        status: 'fail',
        required: true,
        nextAction:
          'Restart the driver: it started before the role annotation (10:02 UTC)',
        evidence: expect.stringContaining('AWS_ROLE_ARN not set'),
      },
    ],
    [
      'fails when the webhook let a later driver through',
      [pod('driver')],
      {
        status: 'fail',
        detail: expect.stringContaining('falls back to the role of its node'),
        nextAction: expect.stringContaining('identity webhook'),
      },
    ],
    [
      'fails when the driver has another role',
      [pod('driver', { roleArn: OTHER })],
      {
        status: 'fail',
        detail: expect.stringContaining(OTHER),
        nextAction: 'Restart the driver',
      },
    ],
    [
      'fails when one executor has no role',
      [pod('driver', { roleArn: ROLE }), pod('executor')],
      {
        status: 'fail',
        detail: expect.stringContaining('executor job-executor'),
      },
    ],
    [
      'warns when the driver is older than the annotation',
      [pod('driver', { roleArn: ROLE, createdAt: '2026-11-23T09:30:00Z' })],
      { status: 'warn', nextAction: expect.stringContaining('(10:02 UTC)') },
    ],
    [
      'warns of a driver under another ServiceAccount',
      [pod('driver', { account: 'default' })],
      {
        status: 'warn',
        required: false,
        nextAction: "Set the driver's ServiceAccount to gha1",
      },
    ],
    [
      'is not required while only executors run',
      [pod('executor', { roleArn: ROLE })],
      { status: 'pass', required: false },
    ],
  ])('%s', (_, pods, expected) => {
    expect(
      checkInjection(createContext({ mechanism: 'irsa', cluster: { pods } })),
    ).toMatchObject({ id: 'injection', ...expected });
  });

  it('warns, and never fails, when the clocks differ', () => {
    const cluster = {
      pods: [pod('driver', { roleArn: ROLE })],
      clockSkewSeconds: -1200,
    };
    expect(
      checkInjection(createContext({ mechanism: 'irsa', cluster })),
    ).toMatchObject({
      status: 'warn',
      detail:
        "The clock of the cluster is 20 min behind the portal's: AWS refuses tokens whose times are off",
    });
    const agreeing = { ...cluster, clockSkewSeconds: 30 };
    expect(
      checkInjection(createContext({ mechanism: 'irsa', cluster: agreeing }))
        .status,
    ).toBe('pass');
  });

  it('is unknown while pods cannot be read', () => {
    expect(
      checkInjection(
        createContext({
          mechanism: 'irsa',
          cluster: { states: { pods: 'forbidden' } },
        }),
      ).status,
    ).toBe('unknown');
  });

  it('names the annotation that is gone', () => {
    const cluster = {
      serviceAccounts: [serviceAccount({})],
      pods: [pod('driver', { roleArn: OTHER })],
    };
    expect(
      checkInjection(createContext({ mechanism: 'irsa', cluster })),
    ).toMatchObject({
      status: 'fail',
      detail: expect.stringContaining('asks for none'),
    });
  });
});

describe('checkProviderConfig', () => {
  const PROVIDER = 'spark.hadoop.fs.s3a.aws.credentials.provider';
  const ASSUMED = 'spark.hadoop.fs.s3a.assumed.role.arn';
  const application = (
    sparkConf: Record<string, string>,
    createdAt = '2026-11-23T11:00:00Z',
  ) => ({
    metadata: {
      uid: createdAt,
      name: `job-${createdAt}`,
      namespace: 'gha1',
      creationTimestamp: createdAt,
    },
    spec: { sparkConf },
  });

  it.each<[string, 'irsa' | 'assume-role', Record<string, string>, object]>([
    [
      'passes with the provider of SDK version 2',
      'irsa',
      {
        [PROVIDER]:
          'software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider',
      },
      { status: 'pass' },
    ],
    [
      'passes with the provider of SDK version 1',
      'irsa',
      { [PROVIDER]: 'com.amazonaws.auth.WebIdentityTokenCredentialsProvider' },
      { status: 'pass' },
    ],
    [
      'passes with a list that holds one',
      'irsa',
      {
        [PROVIDER]: 'a.B,com.amazonaws.auth.DefaultAWSCredentialsProviderChain',
      },
      { status: 'pass' },
    ],
    [
      'fails with providers that know no web identity',
      'irsa',
      {
        [PROVIDER]:
          'org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider',
      },
      { status: 'fail', evidence: expect.stringContaining('IAMInstance') },
    ],
    [
      'warns when nothing is said',
      'irsa',
      {},
      { status: 'warn', detail: expect.stringContaining('image') },
    ],
    [
      'fails with static keys',
      'irsa',
      {
        'spark.hadoop.fs.s3a.access.key': 'AKIA',
        'spark.hadoop.fs.s3a.secret.key': 'x',
      },
      { status: 'fail', evidence: 'fs.s3a.access.key, fs.s3a.secret.key' },
    ],
    [
      'passes when the role of the corridor is assumed',
      'assume-role',
      {
        [PROVIDER]:
          'org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider',
        [ASSUMED]: ROLE,
      },
      { status: 'pass' },
    ],
    [
      'fails when another role is assumed',
      'assume-role',
      {
        [PROVIDER]:
          'org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider',
        [ASSUMED]: OTHER,
      },
      { status: 'fail', detail: expect.stringContaining(OTHER) },
    ],
    [
      'fails when no role is assumed',
      'assume-role',
      {
        [PROVIDER]:
          'org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider',
      },
      { status: 'fail' },
    ],
  ])('%s (%s)', (_, mechanism, sparkConf, expected) => {
    const result = checkProviderConfig(
      createContext({
        mechanism,
        cluster: { sparkApplications: [application(sparkConf)] },
      }),
    );
    expect(result).toMatchObject({
      id: 'provider-config',
      required: false,
      ...expected,
    });
  });

  it('looks at the newest application', () => {
    const sparkApplications = [
      application(
        { 'spark.hadoop.fs.s3a.access.key': 'AKIA' },
        '2026-11-22T11:00:00Z',
      ),
      application({ [PROVIDER]: 'WebIdentityTokenFileCredentialsProvider' }),
    ];
    expect(
      checkProviderConfig(
        createContext({ mechanism: 'irsa', cluster: { sparkApplications } }),
      ).status,
    ).toBe('pass');
  });

  it('fails when a running pod carries static keys', () => {
    const pods = [
      pod('driver', {
        roleArn: ROLE,
        env: [{ name: 'AWS_ACCESS_KEY_ID', value: 'AKIA' }],
      }),
    ];
    expect(
      checkProviderConfig(
        createContext({ mechanism: 'irsa', cluster: { pods } }),
      ),
    ).toMatchObject({ status: 'fail', evidence: 'AWS_ACCESS_KEY_ID is set' });
  });

  it('does not apply where there is no application', () => {
    expect(
      checkProviderConfig(createContext({ mechanism: 'irsa' })).status,
    ).toBe('not-applicable');
  });
});

describe('checkLastUsed', () => {
  const running = (startedAt: string): Options => ({
    cluster: { pods: [pod('driver', { roleArn: ROLE, startedAt })] },
  });
  const used = (at: string): Options => ({
    role: { lastUsed: { at, region: 'eu-west-3' } },
  });

  it.each<[string, Options, object]>([
    [
      'passes with a use while the job runs',
      { ...running('2026-11-23T04:00:00Z'), ...used('2026-11-23T05:00:00Z') },
      {
        status: 'pass',
        evidence: 'RoleLastUsed 2026-11-23T05:00:00Z in eu-west-3',
      },
    ],
    [
      'passes with a use within the hour before',
      { ...running('2026-11-23T04:00:00Z'), ...used('2026-11-23T03:10:00Z') },
      { status: 'pass' },
    ],
    [
      'warns when a job of more than 6 hours has not used it',
      { ...running('2026-11-23T04:00:00Z'), ...used('2026-11-20T05:00:00Z') },
      { status: 'warn' },
    ],
    [
      'passes when a job is young, for IAM lags',
      running('2026-11-23T11:00:00Z'),
      { status: 'pass', detail: expect.stringContaining('after some hours') },
    ],
    [
      'tells of the last use while nothing runs',
      used('2026-11-20T05:00:00Z'),
      { status: 'pass', detail: 'Last used at 2026-11-20T05:00:00Z' },
    ],
    [
      'does not apply when it was never used and nothing runs',
      {},
      { status: 'not-applicable' },
    ],
    [
      'is unknown when times cannot be compared',
      { ...used('2026-11-20T05:00:00Z'), cluster: { clockSkewSeconds: 1200 } },
      { status: 'unknown', detail: expect.stringContaining('20 min ahead') },
    ],
    [
      'is unknown without a role',
      { role: { state: 'absent', asOf: '2026-11-23T11:59:00Z' } },
      { status: 'unknown' },
    ],
  ])('%s', (_, options, expected) => {
    expect(
      checkLastUsed(createContext({ mechanism: 'irsa', ...options })),
    ).toMatchObject({ id: 'last-used', required: false, ...expected });
  });
});
