import type {
  AccessModel,
  AccessModelBucket,
  AccessModelGap,
} from '../accessModel';
import { compilePolicy } from '../documents/compilePolicy';
import type { CompiledAccount } from './CompiledAccessModel';
import { compileAccessModel } from './compileAccessModel';
import { isCertainlyPublic, restrictionOf } from './publicAccess';
import {
  Json,
  OWN,
  smallFleet,
  source,
  withBucket,
} from './__fixtures__/smallFleet';

const isPublic = (over: Json) =>
  isCertainlyPublic(
    compilePolicy(
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha1-primary/*',
          ...over,
        },
      },
      { kind: 'resource', name: 'bucket' },
    ),
  );

/** Source: "Blocking public access to your Amazon S3 storage", the meaning of "public". */
describe('isCertainlyPublic', () => {
  it.each<[boolean, string, Json]>([
    [true, 'everybody', {}],
    [true, 'everybody of AWS', { Principal: { AWS: '*' } }],
    [
      true,
      'everybody with TLS',
      { Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
    [true, 'everybody and an account', { Principal: { AWS: [OWN, '*'] } }],
    [false, 'an account', { Principal: { AWS: OWN } }],
    [false, 'a Deny', { Effect: 'Deny' }],
    [
      false,
      'everybody of a network',
      { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
    ],
    [
      false,
      'everybody of an endpoint',
      { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } },
    ],
    [
      false,
      'everybody of an organisation',
      { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    ],
  ])('%s: %s', (expected, _, over) => {
    expect(isPublic(over)).toBe(expected);
  });

  it.each([
    'aws:SourceIp',
    'aws:SourceArn',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:SourceOwner',
    'aws:SourceAccount',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:userid',
    'aws:username',
    'aws:PrincipalArn',
    's3:DataAccessPointArn',
    's3:DataAccessPointAccount',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ])('is not sure where %s is looked at', key => {
    expect(isPublic({ Condition: { StringEquals: { [key]: 'x' } } })).toBe(
      false,
    );
  });
});

describe('restrictionOf', () => {
  const block = (restrictPublicBuckets: boolean) => ({
    publicAccessBlock: {
      blockPublicAcls: false,
      ignorePublicAcls: false,
      blockPublicPolicy: false,
      restrictPublicBuckets,
    },
  });
  const gap = (part: AccessModelGap['part'], subject: string) => ({
    gaps: [{ part, subject, cause: 'throttled', message: '' } as const],
  });
  const open = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::gha1-primary/*',
  };

  it.each<[string, Partial<AccessModelBucket>, Partial<AccessModel>, string]>([
    ['no settings', {}, {}, 'open'],
    ['settings of the bucket', block(true), {}, 'restricted'],
    [
      'settings of the account',
      block(false),
      { accounts: [{ accountId: OWN, ...block(true) }] },
      'restricted',
    ],
    [
      'settings that leave it open',
      block(false),
      { accounts: [{ accountId: OWN, ...block(false) }] },
      'open',
    ],
    [
      'settings of the bucket that could not be read',
      {},
      gap('bucket-public-access-block', 'gha1-primary'),
      'unknown',
    ],
    [
      'settings of the account that could not be read',
      {},
      gap('account-public-access-block', OWN),
      'unknown',
    ],
    [
      'settings that matter to no policy',
      { policy: source('closed', { ...open, Principal: { AWS: OWN } }) },
      gap('account-public-access-block', OWN),
      'open',
    ],
  ])('tells of %s', (_, over, more, expected) => {
    const { model } = withBucket(smallFleet(), 'gha1-primary', {
      policy: source('open', open),
      ...over,
    });
    const compiled = compileAccessModel({ ...model, ...more });
    const bucket = compiled.buckets.get('gha1-primary');
    expect(bucket && restrictionOf(bucket, compiled)).toBe(expected);
  });

  it.each([
    [true, 'restricted'],
    [false, 'open'],
  ])(
    'looks at the bucket alone where nothing is known of its account: %s, %s',
    (restricts, expected) => {
      const { model } = withBucket(smallFleet(), 'gha1-primary', {
        policy: source('open', open),
        ...block(restricts),
      });
      const compiled = {
        ...compileAccessModel(model),
        accounts: new Map<string, CompiledAccount>(),
      };
      const bucket = compiled.buckets.get('gha1-primary');
      expect(bucket && restrictionOf(bucket, compiled)).toBe(expected);
    },
  );
});
