import { AccessModelGap } from '@corridors/policy-engine';
import {
  AWS_READ_ONLY,
  DESCRIBED_ACCOUNT as ACCOUNT,
  describedAccount,
  FIRST_PAGE,
  SECOND_PAGE,
} from '../__testUtils__/describedAccount';
import {
  eksError,
  eksResult,
  FakeAnswer,
  FakeAws,
  FakeAwsCall,
  iamError,
  iamResult,
  s3Error,
  s3Result,
} from '../__testUtils__/fakeAws';
import { AwsAccountEndpoints, AwsCredentialSource } from '../aws';
import { ReadAccountAccessOptions } from './accountAccess';
import { createAccountClients } from './accountClients';
import { collectAccountAccess, readAccountAccess } from './readAccountAccess';

jest.setTimeout(30_000);

const CLUSTER = { name: 'analytics', eksName: 'eks1' };
const BUCKET = { name: 'gha1-primary', accountId: ACCOUNT };
const NOW = new Date('2026-11-23T12:00:00.000Z');
const ALL_OPEN = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
const HALF_BLOCKED = {
  ...ALL_OPEN,
  blockPublicAcls: true,
  blockPublicPolicy: true,
};
const documentOf = (sid: string) =>
  `{"Version":"2012-10-17","Statement":[{"Sid":"${sid}"}]}`;
const iamArn = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const ASSOCIATIONS = 'eks:GET /clusters/eks1/pod-identity-associations';

describe('readAccountAccess', () => {
  let aws: FakeAws;
  let sleeps: number[];

  const credentials: AwsCredentialSource = async () => ({
    accessKeyId: 'AKIDPORTAL',
    secretAccessKey: 'secret',
  });
  const endpoints = (): AwsAccountEndpoints => ({
    region: 'eu-west-3',
    iam: aws.url,
    s3: aws.url,
    s3Control: aws.url,
    eks: aws.url,
    forcePathStyle: true,
  });

  /** Reads with pauses that are noted and not waited for. */
  async function read(
    options: Partial<ReadAccountAccessOptions> = {},
    callTimeoutMs: number = 5_000,
  ) {
    const clients = createAccountClients(
      options.endpoints ?? endpoints(),
      options.credentials ?? credentials,
    );
    try {
      return await collectAccountAccess(
        {
          accountId: ACCOUNT,
          buckets: [BUCKET],
          clusters: [CLUSTER],
          signal: new AbortController().signal,
          ...options,
        },
        clients,
        {
          now: () => NOW,
          random: () => 0.5,
          sleep: async ms => {
            sleeps.push(ms);
          },
        },
        callTimeoutMs,
      );
    } finally {
      clients.destroy();
    }
  }

  /** Answers one operation in another way. */
  function answer(
    operation: string,
    by: (call: FakeAwsCall) => FakeAnswer | 'hang' | undefined,
  ) {
    aws.handler = call =>
      call.operation === operation ? by(call) : describedAccount(call);
  }

  beforeEach(async () => {
    sleeps = [];
    aws = await new FakeAws(describedAccount).listen();
  });
  afterEach(async () => {
    await aws.kill();
  });

  it('reads roles, users, buckets, public access settings, providers and pod identity associations', async () => {
    const { model, asOf } = await read();
    const boundary = {
      name: iamArn('policy/limits'),
      document: documentOf('limits'),
    };
    expect(asOf).toBe(NOW.toISOString());
    expect(model).toEqual({
      roles: [
        {
          arn: iamArn('role/admin'),
          accountId: ACCOUNT,
          trust: {
            name: 'admin',
            document: documentOf('admin-trust'),
          },
          identity: [],
        },
        {
          arn: iamArn('role/corridors/single1_gha1'),
          accountId: ACCOUNT,
          trust: {
            name: 'single1_gha1',
            document: documentOf('trust'),
          },
          identity: [
            {
              name: 'extra of role single1_gha1',
              document: documentOf('extra'),
            },
            {
              name: iamArn('policy/gha1'),
              document: documentOf('v2'),
            },
          ],
          boundary,
        },
      ],
      users: [
        {
          arn: iamArn('user/ada'),
          accountId: ACCOUNT,
          identity: [
            {
              name: 'own of user ada',
              document: documentOf('own'),
            },
            {
              name: 'shared of group readers',
              document: documentOf('shared'),
            },
            {
              name: AWS_READ_ONLY,
              document: documentOf('read-only'),
            },
          ],
          boundary,
        },
      ],
      buckets: [
        {
          name: 'gha1-primary',
          accountId: ACCOUNT,
          policy: {
            name: 'gha1-primary',
            document: documentOf('bucket'),
          },
          publicAccessBlock: HALF_BLOCKED,
          objectOwnership: 'BucketOwnerEnforced',
        },
      ],
      oidcProviders: [
        {
          arn: iamArn('oidc-provider/oidc.example.com/id/ABC'),
          url: 'https://oidc.example.com/id/ABC',
          audiences: ['sts.amazonaws.com'],
        },
      ],
      accounts: [{ accountId: ACCOUNT, publicAccessBlock: HALF_BLOCKED }],
      podIdentityAssociations: ['ns-1', 'ns-2'].map(namespace => ({
        cluster: 'analytics',
        namespace,
        serviceAccount: 'spark',
        roleArn: iamArn('role/admin'),
      })),
      gaps: [],
    });
    expect(aws.count('iam:GetAccountAuthorizationDetails')).toBe(2);
  });

  it('signs every call with the one credential source it is given, and asks for the owner of every bucket', async () => {
    await readAccountAccess({
      accountId: ACCOUNT,
      endpoints: endpoints(),
      credentials,
      buckets: [BUCKET],
      clusters: [CLUSTER],
      signal: new AbortController().signal,
    });
    expect(aws.calls.length).toBeGreaterThan(10);
    expect(
      aws.calls.filter(
        call => !call.authorization?.includes('Credential=AKIDPORTAL/'),
      ),
    ).toEqual([]);
    const onBuckets = aws.calls.filter(call => call.bucket !== undefined);
    expect(onBuckets).toHaveLength(4);
    expect(onBuckets.map(call => call.expectedOwner)).toEqual(
      Array(4).fill(ACCOUNT),
    );
  });

  it('does not ask EKS when no cluster is named', async () => {
    const { model, notCovered } = await read({ clusters: [] });
    expect(model.podIdentityAssociations).toBeUndefined();
    expect(aws.calls.some(call => call.operation.startsWith('eks:'))).toBe(
      false,
    );
    expect(notCovered.join('\n')).toMatch(/no EKS cluster is named/);
  });

  it('reads managed policies that the answer leaves out one by one, in their default version', async () => {
    aws.handler = call => {
      switch (call.operation) {
        case 'iam:GetAccountAuthorizationDetails':
          return iamResult(
            'GetAccountAuthorizationDetails',
            call.parameters.get('Marker')
              ? SECOND_PAGE.replace(AWS_READ_ONLY, 'arn:aws:iam::aws:policy/x')
              : FIRST_PAGE,
          );
        case 'iam:GetPolicy':
          return iamResult(
            'GetPolicy',
            '<Policy><DefaultVersionId>v7</DefaultVersionId></Policy>',
          );
        case 'iam:GetPolicyVersion':
          return iamResult(
            'GetPolicyVersion',
            `<PolicyVersion><Document>${encodeURIComponent(
              documentOf(
                `${call.parameters.get('PolicyArn')} ${call.parameters.get(
                  'VersionId',
                )}`,
              ),
            )}</Document></PolicyVersion>`,
          );
        default:
          return describedAccount(call);
      }
    };
    const { model } = await read();
    expect(model.users?.[0]?.identity[2]?.document).toBe(
      documentOf(`${AWS_READ_ONLY} v7`),
    );
    expect(aws.count('iam:GetPolicy')).toBe(1);
  });

  const denied = (operation: string): FakeAnswer =>
    operation.startsWith('eks:')
      ? eksError(403, 'AccessDeniedException')
      : (operation.startsWith('iam:') ? iamError : s3Error)(
          403,
          'AccessDenied',
        );

  it.each<[string, AccessModelGap['part'], string, string]>([
    [
      'iam:GetAccountAuthorizationDetails',
      'roles-and-users',
      ACCOUNT,
      `Needs iam:GetAccountAuthorizationDetails on account ${ACCOUNT}`,
    ],
    [
      'iam:ListOpenIDConnectProviders',
      'oidc-providers',
      ACCOUNT,
      `Needs iam:ListOpenIDConnectProviders on account ${ACCOUNT}`,
    ],
    [
      'iam:GetOpenIDConnectProvider',
      'oidc-providers',
      ACCOUNT,
      `Needs iam:GetOpenIDConnectProvider on ${iamArn(
        'oidc-provider/oidc.example.com/id/ABC',
      )}`,
    ],
    [
      's3-control:GET publicAccessBlock',
      'account-public-access-block',
      ACCOUNT,
      `Needs s3:GetAccountPublicAccessBlock on account ${ACCOUNT}`,
    ],
    [
      's3:GET ?location',
      'bucket-owner',
      'gha1-primary',
      'Needs s3:GetBucketLocation on gha1-primary',
    ],
    [
      's3:GET ?policy',
      'bucket-policy',
      'gha1-primary',
      'Needs s3:GetBucketPolicy on gha1-primary',
    ],
    [
      's3:GET ?publicAccessBlock',
      'bucket-public-access-block',
      'gha1-primary',
      'Needs s3:GetBucketPublicAccessBlock on gha1-primary',
    ],
    [
      's3:GET ?ownershipControls',
      'bucket-ownership',
      'gha1-primary',
      'Needs s3:GetBucketOwnershipControls on gha1-primary',
    ],
    [
      ASSOCIATIONS,
      'pod-identity-associations',
      'analytics',
      'Needs eks:ListPodIdentityAssociations on cluster eks1',
    ],
    [
      `${ASSOCIATIONS}/a-1`,
      'pod-identity-associations',
      'analytics',
      'Needs eks:DescribePodIdentityAssociation on association a-1 of cluster eks1',
    ],
  ])(
    'leaves a gap where %s is denied, and reads everything else',
    async (operation, part, subject, message) => {
      const whole = (await read()).model;
      answer(operation, () => denied(operation));
      const { model } = await read();
      expect(model.gaps).toEqual([
        {
          part,
          subject,
          cause: 'access-denied',
          message: expect.stringContaining(message),
        },
      ]);
      const without = {
        'roles-and-users': { roles: [], users: [] },
        'oidc-providers': { oidcProviders: [] },
        'account-public-access-block': { accounts: [{ accountId: ACCOUNT }] },
        'bucket-owner': { buckets: [] },
        'bucket-policy': {
          buckets: [{ ...whole.buckets[0], policy: undefined }],
        },
        'bucket-public-access-block': {
          buckets: [{ ...whole.buckets[0], publicAccessBlock: undefined }],
        },
        'bucket-ownership': {
          buckets: [{ ...whole.buckets[0], objectOwnership: undefined }],
        },
        'service-accounts': {},
        'pod-identity-associations': {
          podIdentityAssociations: operation.endsWith('a-1')
            ? whole.podIdentityAssociations?.slice(1)
            : [],
        },
      }[part];
      expect(model).toEqual({ ...whole, ...without, gaps: model.gaps });
    },
  );

  it('sends a throttled call again after growing pauses', async () => {
    let tries = 0;
    answer('iam:GetAccountAuthorizationDetails', call => {
      tries += 1;
      return tries <= 2 ? iamError(400, 'Throttling') : describedAccount(call);
    });
    const { model } = await read();
    expect(model.gaps).toEqual([]);
    expect(model.roles).toHaveLength(2);
    expect([...new Set(sleeps)]).toEqual([750, 1250]);
  });

  it.each([
    ['iam:GetAccountAuthorizationDetails', iamError(400, 'Throttling')],
    ['s3:GET ?policy', s3Error(503, 'SlowDown')],
    ['s3-control:GET publicAccessBlock', s3Error(503, 'SlowDown')],
    [ASSOCIATIONS, eksError(429, 'ThrottlingException')],
  ])(
    'gives up on %s after five throttled tries, and says so',
    async (operation, refusal) => {
      answer(operation, () => refusal);
      const { model } = await read();
      expect(model.gaps).toEqual([
        expect.objectContaining({
          cause: 'throttled',
          message: expect.stringMatching(/^AWS limits the rate of /),
        }),
      ]);
      expect(aws.count(operation)).toBe(5);
      expect([...new Set(sleeps)]).toEqual([750, 1250, 2250, 4250]);
    },
  );

  it.each([
    ['iam:GetAccountAuthorizationDetails', 'IAM'],
    ['s3:GET ?policy', 'S3'],
    ['s3-control:GET publicAccessBlock', 'S3 Control'],
    [ASSOCIATIONS, 'EKS'],
  ])('says of %s that nothing came in time', async (operation, service) => {
    answer(operation, () => 'hang');
    const { model } = await read({}, 300);
    expect(model.gaps).toEqual([
      expect.objectContaining({
        cause: 'unreachable',
        message: `${service} does not answer: nothing came in time`,
      }),
    ]);
  });

  it('tells the bucket of another account from a missing permission', async () => {
    answer('s3:GET ?location', call =>
      call.expectedOwner === undefined
        ? describedAccount(call)
        : s3Error(403, 'AccessDenied'),
    );
    const { model } = await read();
    expect(model.buckets).toEqual([]);
    expect(model.gaps).toEqual([
      {
        part: 'bucket-owner',
        subject: 'gha1-primary',
        cause: 'failed',
        message: `Bucket gha1-primary does not belong to account ${ACCOUNT}: what guards it is not known`,
      },
    ]);
    expect(aws.count('s3:GET ?policy')).toBe(0);
  });

  it('knows that a bucket does not exist', async () => {
    const { model } = await read({
      buckets: [{ name: 'gone', accountId: ACCOUNT }],
    });
    expect(model.buckets).toEqual([]);
    expect(model.gaps).toEqual([]);
  });

  it('knows that nothing is configured on a bucket and an account', async () => {
    aws.handler = call => {
      switch (call.operation) {
        case 's3:GET ?policy':
          return s3Error(404, 'NoSuchBucketPolicy');
        case 's3:GET ?publicAccessBlock':
        case 's3-control:GET publicAccessBlock':
          return s3Error(404, 'NoSuchPublicAccessBlockConfiguration');
        case 's3:GET ?ownershipControls':
          return s3Error(404, 'OwnershipControlsNotFoundError');
        default:
          return describedAccount(call);
      }
    };
    const { model, notCovered } = await read();
    expect(model.buckets).toEqual([
      {
        name: 'gha1-primary',
        accountId: ACCOUNT,
        publicAccessBlock: ALL_OPEN,
        objectOwnership: 'ObjectWriter',
      },
    ]);
    expect(model.accounts).toEqual([
      { accountId: ACCOUNT, publicAccessBlock: ALL_OPEN },
    ]);
    expect(model.gaps).toEqual([]);
    expect(notCovered.join('\n')).toMatch(
      /Access control lists .* count in gha1-primary/,
    );
  });

  it('does not guess what an unknown object ownership means', async () => {
    answer('s3:GET ?ownershipControls', () =>
      s3Result(
        '<OwnershipControls><Rule><ObjectOwnership>Nobody</ObjectOwnership></Rule></OwnershipControls>',
      ),
    );
    const { model } = await read();
    expect(model.buckets[0]).not.toHaveProperty('objectOwnership');
    expect(model.gaps).toEqual([
      expect.objectContaining({
        part: 'bucket-ownership',
        message: expect.stringContaining('"Nobody"'),
      }),
    ]);
  });

  it('takes no roles from credentials of another account', async () => {
    const { model } = await read({ accountId: '444455556666', buckets: [] });
    expect(model.roles).toEqual([]);
    expect(model.users).toEqual([]);
    expect(model.gaps).toEqual([
      expect.objectContaining({
        part: 'roles-and-users',
        subject: '444455556666',
        cause: 'failed',
        message: expect.stringContaining('belong to another one'),
      }),
    ]);
  });

  it.each([
    ['no marker', SECOND_PAGE.replace('>false</IsTr', '>true</IsTr')],
    ['the same marker', FIRST_PAGE],
  ])(
    'takes no part of an answer that goes on with %s',
    async (_name, secondPage) => {
      answer('iam:GetAccountAuthorizationDetails', call =>
        iamResult(
          'GetAccountAuthorizationDetails',
          call.parameters.get('Marker') ? secondPage : FIRST_PAGE,
        ),
      );
      const { model } = await read();
      expect(model.roles).toEqual([]);
      expect(model.gaps).toEqual([
        expect.objectContaining({
          part: 'roles-and-users',
          cause: 'failed',
          message: expect.stringContaining('goes on, and not where'),
        }),
      ]);
    },
  );

  it.each([
    [
      'a target role',
      { targetRoleArn: iamArn('role/other') },
      /gives ServiceAccount a\/b the role .*role\/other by way of/,
    ],
    ['no role', { roleArn: undefined }, /lacks its namespace/],
  ])(
    'leaves a gap for an association with %s',
    async (_name, extra, message) => {
      answer(`${ASSOCIATIONS}/a-1`, () =>
        eksResult({
          association: {
            associationId: 'a-1',
            namespace: 'a',
            serviceAccount: 'b',
            roleArn: iamArn('role/admin'),
            ...extra,
          },
        }),
      );
      const { model } = await read();
      expect(model.podIdentityAssociations).toHaveLength(1);
      expect(model.gaps).toEqual([
        expect.objectContaining({
          part: 'pod-identity-associations',
          subject: 'analytics',
          cause: 'failed',
          message: expect.stringMatching(message),
        }),
      ]);
    },
  );

  it('leaves out an association that was deleted meanwhile', async () => {
    answer(`${ASSOCIATIONS}/a-2`, () =>
      eksError(404, 'ResourceNotFoundException'),
    );
    const { model } = await read();
    expect(model.podIdentityAssociations).toHaveLength(1);
    expect(model.gaps).toEqual([]);
  });

  it('says that a cluster is not known to EKS', async () => {
    answer(ASSOCIATIONS, () => eksError(404, 'ResourceNotFoundException'));
    const { model } = await read();
    expect(model.gaps).toEqual([
      expect.objectContaining({
        part: 'pod-identity-associations',
        cause: 'failed',
        message: expect.stringContaining('ResourceNotFoundException'),
      }),
    ]);
  });

  it('leaves nothing but gaps when there are no credentials', async () => {
    const { model } = await read({
      credentials: async () => {
        throw Object.assign(new Error('no key'), {
          name: 'CredentialsProviderError',
        });
      },
    });
    expect(new Set(model.gaps?.map(({ part }) => part))).toEqual(
      new Set([
        'roles-and-users',
        'oidc-providers',
        'account-public-access-block',
        'bucket-owner',
        'pod-identity-associations',
      ]),
    );
    expect(model.gaps?.every(({ cause }) => cause === 'failed')).toBe(true);
    expect(aws.calls).toEqual([]);
  });

  it('rejects with the reason of its signal, before and amid the calls', async () => {
    const reason = new Error('enough');
    await expect(
      readAccountAccess({
        accountId: ACCOUNT,
        endpoints: endpoints(),
        credentials,
        buckets: [],
        clusters: [],
        signal: AbortSignal.abort(reason),
      }),
    ).rejects.toBe(reason);
    expect(aws.calls).toEqual([]);
    const stop = new AbortController();
    answer('s3:GET ?policy', () => {
      stop.abort(reason);
      return 'hang';
    });
    await expect(read({ signal: stop.signal })).rejects.toBe(reason);
  });

  it('keeps few calls under way at a time, however many buckets there are', async () => {
    const buckets = Array.from({ length: 60 }, () => BUCKET);
    await read({ buckets, clusters: [] });
    expect(aws.count('s3:GET ?location')).toBe(60);
    expect(aws.mostActive).toBeGreaterThan(4);
    expect(aws.mostActive).toBeLessThanOrEqual(8 + 4 + 1);
  });
});
