import { AccessModel, AccessModelGap } from '@corridors/policy-engine';
import { describeMoto } from './support/describeMoto';
import { FaultProxy } from './support/FaultProxy';
import { ARNS, fillAccount } from './support/fillAccount';
import { ACCOUNT } from './support/MotoServer';
import { readAccount } from './support/readAccount';
import { refusal } from './support/refusal';

jest.setTimeout(180_000);

const BUCKETS = ['gha1-primary', 'gha1-plain'];
const PROVIDER = ARNS.provider;

/** What a denied operation leaves open. */
const DENIED: readonly [
  operation: string,
  gap: Pick<AccessModelGap, 'part' | 'subject'>,
  needs: string,
][] = [
  [
    'iam:GetAccountAuthorizationDetails',
    { part: 'roles-and-users', subject: ACCOUNT },
    `Needs iam:GetAccountAuthorizationDetails on account ${ACCOUNT}`,
  ],
  [
    'iam:ListOpenIDConnectProviders',
    { part: 'oidc-providers', subject: ACCOUNT },
    `Needs iam:ListOpenIDConnectProviders on account ${ACCOUNT}`,
  ],
  [
    'iam:GetOpenIDConnectProvider',
    { part: 'oidc-providers', subject: ACCOUNT },
    `Needs iam:GetOpenIDConnectProvider on ${PROVIDER}`,
  ],
  [
    's3control:GET publicAccessBlock',
    { part: 'account-public-access-block', subject: ACCOUNT },
    `Needs s3:GetAccountPublicAccessBlock on account ${ACCOUNT}`,
  ],
  [
    's3:GET gha1-primary?location',
    { part: 'bucket-owner', subject: 'gha1-primary' },
    'Needs s3:GetBucketLocation on gha1-primary',
  ],
  [
    's3:GET gha1-primary?policy',
    { part: 'bucket-policy', subject: 'gha1-primary' },
    'Needs s3:GetBucketPolicy on gha1-primary',
  ],
  [
    's3:GET gha1-primary?publicAccessBlock',
    { part: 'bucket-public-access-block', subject: 'gha1-primary' },
    'Needs s3:GetBucketPublicAccessBlock on gha1-primary',
  ],
  [
    's3:GET gha1-primary?ownershipControls',
    { part: 'bucket-ownership', subject: 'gha1-primary' },
    'Needs s3:GetBucketOwnershipControls on gha1-primary',
  ],
];

describeMoto('an account in moto that does not tell everything', stage => {
  let proxy: FaultProxy;
  let whole: AccessModel;

  beforeAll(async () => {
    await fillAccount(stage().cli);
    proxy = await FaultProxy.start(stage().server.url);
    ({ model: whole } = await readAccount(proxy.url, { buckets: BUCKETS }));
    expect(whole.gaps).toEqual([]);
  });
  afterEach(() => proxy.clear());
  afterAll(() => proxy.stop());

  it.each(DENIED)(
    'leaves one gap where %s is denied',
    async (operation, gap, needs) => {
      proxy.faults = asked =>
        asked === operation
          ? refusal(operation, 403, 'AccessDenied')
          : undefined;
      const { model } = await readAccount(proxy.url, { buckets: BUCKETS });
      expect(model.gaps).toEqual([
        {
          ...gap,
          cause: 'access-denied',
          message: expect.stringContaining(needs),
        },
      ]);
      const isUntouched = (part: keyof AccessModel) =>
        JSON.stringify(model[part]) === JSON.stringify(whole[part]);
      const touched = (
        ['roles', 'users', 'buckets', 'oidcProviders', 'accounts'] as const
      ).filter(part => !isUntouched(part));
      expect(touched).toEqual(
        {
          'roles-and-users': ['roles', 'users'],
          'oidc-providers': ['oidcProviders'],
          'account-public-access-block': ['accounts'],
          'bucket-owner': ['buckets'],
          'bucket-policy': ['buckets'],
          'bucket-public-access-block': ['buckets'],
          'bucket-ownership': ['buckets'],
          'service-accounts': [],
          'pod-identity-associations': [],
        }[gap.part],
      );
      expect(model.buckets.at(-1)).toEqual(whole.buckets.at(-1));
    },
  );

  it('comes through when it is throttled twice', async () => {
    let refused = 0;
    proxy.faults = operation => {
      if (operation === 'iam:GetAccountAuthorizationDetails' && refused < 2) {
        refused += 1;
        return refusal(operation, 400, 'Throttling');
      }
      return undefined;
    };
    const { model } = await readAccount(proxy.url, { buckets: BUCKETS });
    expect(model).toEqual(whole);
    expect(refused).toBe(2);
  });

  it('leaves a gap when throttling does not end', async () => {
    const operation = 's3:GET gha1-primary?policy';
    proxy.faults = asked =>
      asked === operation ? refusal(operation, 503, 'SlowDown') : undefined;
    const { model } = await readAccount(proxy.url, { buckets: BUCKETS });
    expect(model.gaps).toEqual([
      {
        part: 'bucket-policy',
        subject: 'gha1-primary',
        cause: 'throttled',
        message: 'AWS limits the rate of s3:GetBucketPolicy on gha1-primary',
      },
    ]);
    expect(proxy.calls.filter(asked => asked === operation)).toHaveLength(5);
  });
});
