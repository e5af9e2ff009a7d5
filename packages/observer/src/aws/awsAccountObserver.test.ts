import { FakeAws, iamError, s3Error, s3Result } from '../__testUtils__/fakeAws';
import {
  ACCOUNT,
  healthyAccount,
  INLINE_POLICY,
  TRUST_POLICY,
} from '../__testUtils__/healthyAccount';
import { waitUntil } from '../__testUtils__/waitUntil';
import {
  AwsAccountObserver,
  AwsAccountObserverOptions,
} from './awsAccountObserver';

jest.setTimeout(30_000);

const ISSUER = 'https://oidc.example.com/id/ABC';
const TARGETS = {
  roleNames: ['single1_gha1'],
  bucketNames: ['gha1-primary'],
  oidcIssuers: [ISSUER],
};

describe('AwsAccountObserver', () => {
  let aws: FakeAws;
  const observers: AwsAccountObserver[] = [];

  function observe(
    options: Partial<AwsAccountObserverOptions> = {},
    targets = TARGETS,
  ): AwsAccountObserver {
    const observer = AwsAccountObserver.create({
      accountId: ACCOUNT,
      endpoints: {
        region: 'eu-west-3',
        iam: aws.url,
        s3: aws.url,
        forcePathStyle: true,
      },
      credentials: async () => ({
        accessKeyId: 'AKIDPORTAL',
        secretAccessKey: 'secret',
      }),
      clock: () => new Date(),
      log: { error() {}, warn() {}, info() {}, debug() {} },
      onChange: () => {},
      intervalSeconds: 600,
      timings: { pulseMs: 100, retryMs: 20, callTimeoutMs: 500, settleMs: 5 },
      ...options,
    });
    observers.push(observer);
    observer.setTargets(targets);
    observer.start();
    return observer;
  }

  const state = (observer: AwsAccountObserver) => observer.sources()[0]?.state;
  const becomes = (observer: AwsAccountObserver, expected: string) =>
    waitUntil(`state ${expected}`, () => state(observer) === expected);
  const role = (observer: AwsAccountObserver) =>
    observer.snapshot().roles.get('single1_gha1');
  const bucket = (observer: AwsAccountObserver) =>
    observer.snapshot().buckets.get('gha1-primary');

  beforeEach(async () => {
    aws = await new FakeAws(healthyAccount).listen();
  });
  afterEach(async () => {
    await Promise.all(observers.splice(0).map(observer => observer.stop()));
    await aws.kill();
  });

  it('reads roles with their policies, providers and buckets with their settings', async () => {
    const observer = observe();
    await becomes(observer, 'live');
    expect(role(observer)).toMatchObject({
      role: {
        state: 'known',
        asOf: expect.any(String),
        value: {
          arn: `arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1`,
          trustPolicy: TRUST_POLICY,
          maxSessionDurationSeconds: 3600,
          permissionsBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/boundary`,
          lastUsed: { at: '2026-11-22T10:00:00.000Z', region: 'eu-west-3' },
        },
      },
      policies: {
        state: 'known',
        value: [
          { kind: 'attached', name: 'gha1', document: '{"Id":"v3"}' },
          { kind: 'inline', name: 'first', document: INLINE_POLICY },
          { kind: 'inline', name: 'second', document: INLINE_POLICY },
        ],
      },
    });
    expect(bucket(observer)).toMatchObject({
      location: { value: { region: 'eu-west-3' } },
      encryption: { value: { algorithm: 'AES256' } },
      publicAccessBlock: {
        value: { blockPublicAcls: true, restrictPublicBuckets: false },
      },
      versioning: { value: 'enabled' },
      policy: { value: '{"Version":"2012-10-17","Statement":[]}' },
      ownership: { value: 'BucketOwnerEnforced' },
    });
    expect(observer.snapshot().oidcProviders.get(ISSUER)).toMatchObject({
      value: {
        arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.example.com/id/ABC`,
        audiences: ['sts.amazonaws.com'],
      },
    });
    expect(
      aws.calls.every(({ authorization }) =>
        authorization?.includes('Credential=AKIDPORTAL/'),
      ),
    ).toBe(true);
  });

  it('knows what is not there: a role, a provider, a bucket, settings', async () => {
    aws.handler = call => {
      switch (call.operation) {
        case 's3:GET ?location':
          return healthyAccount(call);
        case 's3:GET ?versioning':
          return s3Result('<VersioningConfiguration/>');
        case 's3:GET ?encryption':
          return s3Error(404, 'ServerSideEncryptionConfigurationNotFoundError');
        case 's3:GET ?publicAccessBlock':
          return s3Error(404, 'NoSuchPublicAccessBlockConfiguration');
        case 's3:GET ?policy':
          return s3Error(404, 'NoSuchBucketPolicy');
        case 's3:GET ?ownershipControls':
          return s3Error(404, 'OwnershipControlsNotFoundError');
        default:
          return undefined;
      }
    };
    const observer = observe(
      {},
      { ...TARGETS, bucketNames: ['gha1-primary', 'gone'] },
    );
    await becomes(observer, 'live');
    expect(role(observer)).toMatchObject({
      role: { state: 'absent' },
      policies: { state: 'absent' },
    });
    expect(observer.snapshot().oidcProviders.get(ISSUER)).toMatchObject({
      state: 'absent',
    });
    expect(observer.snapshot().buckets.get('gone')).toMatchObject({
      location: { state: 'absent' },
      policy: { state: 'absent' },
    });
    expect(bucket(observer)).toMatchObject({
      location: { state: 'known' },
      encryption: { state: 'absent' },
      publicAccessBlock: { state: 'absent' },
      versioning: { state: 'known', value: 'off' },
      policy: { state: 'absent' },
      ownership: { state: 'absent' },
    });
  });

  it('says which permission is missing, for that fact only', async () => {
    aws.handler = call =>
      call.operation === 'iam:GetRolePolicy'
        ? iamError(403, 'AccessDenied', 'User: portal is not authorized')
        : healthyAccount(call);
    const observer = observe();
    await becomes(observer, 'live');
    expect(role(observer)?.role.state).toBe('known');
    expect(role(observer)?.policies).toMatchObject({
      state: 'unknown',
      failure: {
        kind: 'forbidden',
        message:
          'Needs iam:GetRolePolicy on single1_gha1, policy first: User: portal is not authorized',
      },
    });
    expect(observer.sources()).toMatchObject([
      {
        id: `aws:${ACCOUNT}`,
        state: 'live',
        message: expect.stringContaining('iam:GetRolePolicy'),
      },
    ]);
  });

  it('is forbidden when nothing of a service may be read', async () => {
    aws.handler = call =>
      call.bucket ? s3Error(403, 'AccessDenied') : healthyAccount(call);
    const observer = observe();
    await becomes(observer, 'forbidden');
    expect(observer.sources()).toMatchObject([
      {
        id: `aws:${ACCOUNT}`,
        message: 'Needs s3:GetBucketLocation on gha1-primary: AccessDenied',
      },
      { id: `aws:${ACCOUNT}/iam`, state: 'live' },
    ]);
  });

  it.each([
    ['killed', () => aws.kill(), () => aws.restart()],
    [
      'hung',
      async () => {
        aws.handler = () => 'hang';
      },
      async () => {
        aws.handler = healthyAccount;
      },
    ],
    [
      'answering 503',
      async () => {
        aws.handler = call =>
          call.bucket
            ? s3Error(503, 'ServiceUnavailable')
            : iamError(503, 'ServiceUnavailable');
      },
      async () => {
        aws.handler = healthyAccount;
      },
    ],
    [
      'refusing the key',
      async () => {
        aws.handler = call =>
          call.bucket
            ? s3Error(403, 'InvalidAccessKeyId')
            : iamError(403, 'InvalidClientTokenId');
      },
      async () => {
        aws.handler = healthyAccount;
      },
    ],
  ])(
    'keeps what it knows as stale while AWS is %s, and recovers',
    async (_, breakIt, repair) => {
      const observer = observe();
      await becomes(observer, 'live');
      const known = role(observer)?.role;
      await breakIt();
      await waitUntil(
        'both services stale',
        () => observer.sources().length === 1 && state(observer) === 'stale',
      );
      expect(role(observer)?.role).toMatchObject({
        state: 'stale',
        last: known,
      });
      expect(bucket(observer)?.versioning).toMatchObject({
        state: 'stale',
        last: { value: 'enabled' },
        failure: { since: expect.any(String) },
      });
      await repair();
      await waitUntil('everything is known again', () => {
        const facts = [
          role(observer)?.role,
          role(observer)?.policies,
          ...Object.values(bucket(observer) ?? {}),
        ];
        return facts.every(fact => fact?.state === 'known');
      });
      await becomes(observer, 'live');
    },
  );

  it('leaves IAM live while S3 is down, and names the one that is', async () => {
    aws.handler = call => (call.bucket ? 'hang' : healthyAccount(call));
    const observer = observe();
    await becomes(observer, 'stale');
    expect(observer.sources()).toMatchObject([
      {
        id: `aws:${ACCOUNT}`,
        state: 'stale',
        message: 'S3 does not answer: nothing came in time',
      },
      { id: `aws:${ACCOUNT}/iam`, state: 'live' },
    ]);
    expect(bucket(observer)?.location).toMatchObject({
      state: 'unknown',
      failure: { kind: 'unreachable' },
    });
  });

  it('asks no more of a service that does not answer', async () => {
    aws.handler = () => 'hang';
    const observer = observe();
    await becomes(observer, 'stale');
    expect(aws.count('iam:ListAttachedRolePolicies')).toBe(0);
    expect(aws.count('s3:GET ?policy')).toBe(0);
    expect(role(observer)?.policies).toMatchObject({
      state: 'unknown',
      failure: { kind: 'unreachable' },
    });
  });

  it('slows down when it is throttled, and reads all the same', async () => {
    let throttled = 0;
    aws.handler = call => {
      if (call.operation === 'iam:GetRole' && throttled < 2) {
        throttled += 1;
        return iamError(400, 'Throttling', 'Rate exceeded');
      }
      return healthyAccount(call);
    };
    const observer = observe();
    await becomes(observer, 'live');
    expect(role(observer)?.role.state).toBe('known');
    expect(aws.count('iam:GetRole')).toBe(3);
  });

  it('tells of changes that come together once', async () => {
    let told = 0;
    const observer = observe({
      onChange: () => {
        told += 1;
      },
      timings: { pulseMs: 60_000, settleMs: 300 },
    });
    await becomes(observer, 'live');
    await waitUntil('told', () => told > 0);
    expect(told).toBe(1);
  });

  it('reads so many targets at a time and no more', async () => {
    const roleNames = Array.from({ length: 60 }, (_, index) => `role-${index}`);
    const observer = observe(
      {},
      { roleNames, bucketNames: [], oidcIssuers: [] },
    );
    await becomes(observer, 'live');
    expect(aws.count('iam:GetRole')).toBe(60);
    expect(aws.mostActive).toBeLessThanOrEqual(4);
    expect(aws.mostActive).toBeGreaterThan(1);
  });

  it('reads again when the facts are old, and at once when asked to', async () => {
    const observer = observe({ intervalSeconds: 0.1 });
    await waitUntil('three reads', () => aws.count('iam:GetRole') >= 3);
    await observer.stop();
    const slow = observe({ timings: { pulseMs: 60_000 } });
    await becomes(slow, 'live');
    const reads = aws.count('iam:GetRole');
    slow.refresh();
    await waitUntil('one more read', () => aws.count('iam:GetRole') > reads);
    await becomes(slow, 'live');
    expect(aws.count('iam:GetRole')).toBe(reads + 1);
  });

  it('forgets what is no longer a target, and reads what is new at once', async () => {
    const observer = observe();
    await becomes(observer, 'live');
    observer.setTargets({
      roleNames: ['other'],
      bucketNames: ['gha1-primary'],
      oidcIssuers: [],
    });
    expect(role(observer)).toBeUndefined();
    expect(bucket(observer)?.location.state).toBe('known');
    await waitUntil(
      'the new role',
      () => observer.snapshot().roles.get('other')?.role.state === 'absent',
    );
    expect(aws.count('s3:GET ?location')).toBe(1);
  });

  it('stops for good', async () => {
    aws.handler = () => 'hang';
    const observer = observe({ timings: { callTimeoutMs: 60_000 } });
    await waitUntil('a call', () => aws.calls.length > 0);
    await observer.stop();
    const calls = aws.calls.length;
    await new Promise(resolve => setTimeout(resolve, 150));
    expect(aws.calls.length).toBe(calls);
  });
});
