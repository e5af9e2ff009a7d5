import {
  AccountReading,
  BUCKET,
  CLUSTER,
  credentials,
  iamArn,
  NOW,
} from '../__testUtils__/AccountReading';
import {
  AWS_READ_ONLY,
  DESCRIBED_ACCOUNT as ACCOUNT,
  describedAccount,
  FIRST_PAGE,
  SECOND_PAGE,
} from '../__testUtils__/describedAccount';
import { iamResult, s3Error, s3Result } from '../__testUtils__/fakeAws';
import { readAccountAccess } from './readAccountAccess';

jest.setTimeout(30_000);

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
describe('readAccountAccess', () => {
  let account: AccountReading;

  beforeEach(async () => {
    account = await AccountReading.start();
  });
  afterEach(() => account.stop());

  it('reads roles, users, buckets, public access settings, providers and pod identity associations', async () => {
    const { model, asOf } = await account.read();
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
    expect(account.aws.count('iam:GetAccountAuthorizationDetails')).toBe(2);
  });

  it('signs every call with the one credential source it is given, and asks for the owner of every bucket', async () => {
    await readAccountAccess({
      accountId: ACCOUNT,
      endpoints: account.endpoints,
      credentials,
      buckets: [BUCKET],
      clusters: [CLUSTER],
      signal: new AbortController().signal,
    });
    expect(account.aws.calls.length).toBeGreaterThan(10);
    expect(
      account.aws.calls.filter(
        call => !call.authorization?.includes('Credential=AKIDPORTAL/'),
      ),
    ).toEqual([]);
    const onBuckets = account.aws.calls.filter(
      call => call.bucket !== undefined,
    );
    expect(onBuckets).toHaveLength(4);
    expect(onBuckets.map(call => call.expectedOwner)).toEqual(
      Array(4).fill(ACCOUNT),
    );
  });

  it('does not ask EKS when no cluster is named', async () => {
    const { model, notCovered } = await account.read({ clusters: [] });
    expect(model.podIdentityAssociations).toBeUndefined();
    expect(
      account.aws.calls.some(call => call.operation.startsWith('eks:')),
    ).toBe(false);
    expect(notCovered.join('\n')).toMatch(/no EKS cluster is named/);
  });

  it('reads managed policies that the answer leaves out one by one, in their default version', async () => {
    account.aws.handler = call => {
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
    const { model } = await account.read();
    expect(model.users?.[0]?.identity[2]?.document).toBe(
      documentOf(`${AWS_READ_ONLY} v7`),
    );
    expect(account.aws.count('iam:GetPolicy')).toBe(1);
  });

  it('tells the bucket of another account from a missing permission', async () => {
    account.answer('s3:GET ?location', call =>
      call.expectedOwner === undefined
        ? describedAccount(call)
        : s3Error(403, 'AccessDenied'),
    );
    const { model } = await account.read();
    expect(model.buckets).toEqual([]);
    expect(model.gaps).toEqual([
      {
        part: 'bucket-owner',
        subject: 'gha1-primary',
        cause: 'failed',
        message: `Bucket gha1-primary does not belong to account ${ACCOUNT}: what guards it is not known`,
      },
    ]);
    expect(account.aws.count('s3:GET ?policy')).toBe(0);
  });

  it('knows that a bucket does not exist', async () => {
    const { model } = await account.read({
      buckets: [{ name: 'gone', accountId: ACCOUNT }],
    });
    expect(model.buckets).toEqual([]);
    expect(model.gaps).toEqual([]);
  });

  it('knows that nothing is configured on a bucket and an account', async () => {
    account.aws.handler = call => {
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
    const { model, notCovered } = await account.read();
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
    account.answer('s3:GET ?ownershipControls', () =>
      s3Result(
        '<OwnershipControls><Rule><ObjectOwnership>Nobody</ObjectOwnership></Rule></OwnershipControls>',
      ),
    );
    const { model } = await account.read();
    expect(model.buckets[0]).not.toHaveProperty('objectOwnership');
    expect(model.gaps).toEqual([
      expect.objectContaining({
        part: 'bucket-ownership',
        message: expect.stringContaining('"Nobody"'),
      }),
    ]);
  });

  it('rejects with the reason of its signal, before and amid the calls', async () => {
    const reason = new Error('enough');
    await expect(
      readAccountAccess({
        accountId: ACCOUNT,
        endpoints: account.endpoints,
        credentials,
        buckets: [],
        clusters: [],
        signal: AbortSignal.abort(reason),
      }),
    ).rejects.toBe(reason);
    expect(account.aws.calls).toEqual([]);
    const stop = new AbortController();
    account.answer('s3:GET ?policy', () => {
      stop.abort(reason);
      return 'hang';
    });
    await expect(account.read({ signal: stop.signal })).rejects.toBe(reason);
  });

  it('keeps few calls under way at a time, however many buckets there are', async () => {
    const buckets = Array.from({ length: 60 }, () => BUCKET);
    await account.read({ buckets, clusters: [] });
    expect(account.aws.count('s3:GET ?location')).toBe(60);
    expect(account.aws.mostActive).toBeGreaterThan(4);
    expect(account.aws.mostActive).toBeLessThanOrEqual(8 + 4 + 1);
  });
});
