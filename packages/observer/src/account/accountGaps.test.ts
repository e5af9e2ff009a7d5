import {
  AccountReading,
  ASSOCIATIONS,
  iamArn,
} from '../__testUtils__/AccountReading';
import {
  DESCRIBED_ACCOUNT as ACCOUNT,
  describedAccount,
  FIRST_PAGE,
  SECOND_PAGE,
} from '../__testUtils__/describedAccount';
import {
  eksError,
  eksResult,
  FakeAnswer,
  iamError,
  iamResult,
  s3Error,
} from '../__testUtils__/fakeAws';
import { AccessModelGap } from '@corridors/policy-engine';

jest.setTimeout(30_000);

describe('gaps of readAccountAccess', () => {
  let account: AccountReading;

  beforeEach(async () => {
    account = await AccountReading.start();
  });
  afterEach(() => account.stop());

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
      const whole = (await account.read()).model;
      account.answer(operation, () => denied(operation));
      const { model } = await account.read();
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
    account.answer('iam:GetAccountAuthorizationDetails', call => {
      tries += 1;
      return tries <= 2 ? iamError(400, 'Throttling') : describedAccount(call);
    });
    const { model } = await account.read();
    expect(model.gaps).toEqual([]);
    expect(model.roles).toHaveLength(2);
    expect([...new Set(account.sleeps)]).toEqual([750, 1250]);
  });

  it.each([
    ['iam:GetAccountAuthorizationDetails', iamError(400, 'Throttling')],
    ['s3:GET ?policy', s3Error(503, 'SlowDown')],
    ['s3-control:GET publicAccessBlock', s3Error(503, 'SlowDown')],
    [ASSOCIATIONS, eksError(429, 'ThrottlingException')],
  ])(
    'gives up on %s after five throttled tries, and says so',
    async (operation, refusal) => {
      account.answer(operation, () => refusal);
      const { model } = await account.read();
      expect(model.gaps).toEqual([
        expect.objectContaining({
          cause: 'throttled',
          message: expect.stringMatching(/^AWS limits the rate of /),
        }),
      ]);
      expect(account.aws.count(operation)).toBe(5);
      expect([...new Set(account.sleeps)]).toEqual([750, 1250, 2250, 4250]);
    },
  );

  it.each([
    ['iam:GetAccountAuthorizationDetails', 'IAM'],
    ['s3:GET ?policy', 'S3'],
    ['s3-control:GET publicAccessBlock', 'S3 Control'],
    [ASSOCIATIONS, 'EKS'],
  ])('says of %s that nothing came in time', async (operation, service) => {
    account.answer(operation, () => 'hang');
    const { model } = await account.read({}, 300);
    expect(model.gaps).toEqual([
      expect.objectContaining({
        cause: 'unreachable',
        message: `${service} does not answer: nothing came in time`,
      }),
    ]);
  });

  it('takes no roles from credentials of another account', async () => {
    const { model } = await account.read({
      accountId: '444455556666',
      buckets: [],
    });
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
      account.answer('iam:GetAccountAuthorizationDetails', call =>
        iamResult(
          'GetAccountAuthorizationDetails',
          call.parameters.get('Marker') ? secondPage : FIRST_PAGE,
        ),
      );
      const { model } = await account.read();
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
      account.answer(`${ASSOCIATIONS}/a-1`, () =>
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
      const { model } = await account.read();
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
    account.answer(`${ASSOCIATIONS}/a-2`, () =>
      eksError(404, 'ResourceNotFoundException'),
    );
    const { model } = await account.read();
    expect(model.podIdentityAssociations).toHaveLength(1);
    expect(model.gaps).toEqual([]);
  });

  it('says that a cluster is not known to EKS', async () => {
    account.answer(ASSOCIATIONS, () =>
      eksError(404, 'ResourceNotFoundException'),
    );
    const { model } = await account.read();
    expect(model.gaps).toEqual([
      expect.objectContaining({
        part: 'pod-identity-associations',
        cause: 'failed',
        message: expect.stringContaining('ResourceNotFoundException'),
      }),
    ]);
  });

  it('leaves nothing but gaps when there are no credentials', async () => {
    const { model } = await account.read({
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
    expect(account.aws.calls).toEqual([]);
  });
});
