import { OTHER, OWN, roleArn } from '../__fixtures__/documents';

/** What a key's values are, which says the operators that go with it. */
export type ValueType =
  | 'text'
  | 'arn'
  | 'number'
  | 'date'
  | 'flag'
  | 'bytes'
  | 'address';

/** A key that requests carry and conditions ask for. */
export interface ContextKey {
  readonly key: string;
  readonly type: ValueType;
  /** Values that requests carry. */
  readonly values: readonly string[];
  /** Values that policies name; patterns among them. */
  readonly wanted: readonly string[];
  readonly isMultivalued: boolean;
}

const ISSUER = 'oidc.eks.eu-west-3.amazonaws.com/id/AB12';
const BUCKET = 'arn:aws:s3:::gha1';

/** Keys that a request carries only if it says so. */
export const CONTEXT_KEYS: readonly ContextKey[] = [
  {
    key: 's3:prefix',
    type: 'text',
    values: ['', 'data/', 'Data/', 'ann/', 'a*'],
    wanted: [
      '',
      'data/',
      'd*',
      '?ata/',
      '${aws:username}/',
      '${aws:username}*',
      'a${*}',
      '*${$}*',
      "${aws:username, 'data'}/",
    ],
    isMultivalued: false,
  },
  {
    key: 'aws:PrincipalTag/team',
    type: 'text',
    values: ['red', 'Red', 'data'],
    wanted: [
      'red',
      'RED',
      'r?d',
      '*',
      '${aws:PrincipalTag/Team}',
      '${s3:prefix}',
    ],
    isMultivalued: false,
  },
  {
    key: 'aws:TagKeys',
    type: 'text',
    values: ['a', 'b', 'B', 'cost', ''],
    wanted: ['a', 'b', 'c*', '?', '${aws:PrincipalTag/team}'],
    isMultivalued: true,
  },
  {
    key: `${ISSUER}:sub`,
    type: 'text',
    values: [
      'system:serviceaccount:gha1:spark',
      'system:serviceaccount:gha10:spark',
    ],
    wanted: [
      'system:serviceaccount:gha1:spark',
      'system:serviceaccount:gha1*:*',
      'system:serviceaccount:*:spark',
    ],
    isMultivalued: false,
  },
  {
    key: `${ISSUER}:aud`,
    type: 'text',
    values: ['sts.amazonaws.com', 'other'],
    wanted: ['sts.amazonaws.com', '*'],
    isMultivalued: false,
  },
  {
    key: 'aws:SourceArn',
    type: 'arn',
    values: [BUCKET, `${BUCKET}:x`, roleArn('gha1'), 'no-arn'],
    wanted: [
      BUCKET,
      'arn:*:s3:::gha?',
      `arn:aws:iam::${OWN}:*`,
      `arn:aws:iam::*:role/*`,
      'arn:aws:s3:::${aws:PrincipalTag/team}*',
    ],
    isMultivalued: false,
  },
  {
    key: 's3:max-keys',
    type: 'number',
    values: ['9', '10', '10.5', '11', '-1'],
    wanted: ['10', '10.0', '11', '0'],
    isMultivalued: false,
  },
  {
    key: 'aws:CurrentTime',
    type: 'date',
    values: ['2026-01-01T00:00:00Z', '2026-06-01T12:00:00+02:00', '1767225600'],
    wanted: [
      '2026-01-01T00:00:00Z',
      '2026-06-01',
      '1767225600',
      '2026-06-01T10:00:00Z',
    ],
    isMultivalued: false,
  },
  {
    key: 'aws:SecureTransport',
    type: 'flag',
    values: ['true', 'false'],
    wanted: ['true', 'false'],
    isMultivalued: false,
  },
  {
    key: 'x:digest',
    type: 'bytes',
    values: ['QUJD', 'QUI=', ''],
    wanted: ['QUJD', 'QUI='],
    isMultivalued: false,
  },
  {
    key: 'aws:SourceIp',
    type: 'address',
    values: [
      '10.0.0.1',
      '10.1.2.3',
      '192.0.2.7',
      '2001:db8::1',
      '2001:db8:0:1::',
    ],
    wanted: [
      '10.0.0.0/8',
      '10.0.0.1',
      '10.0.0.0/15',
      '2001:db8::/64',
      '2001:DB8::1',
      '0.0.0.0/0',
      '192.0.2.7/31',
    ],
    isMultivalued: false,
  },
];

/** Keys whose values follow from who asks for what. */
export const DERIVED_KEYS: readonly Omit<ContextKey, 'values'>[] = [
  {
    key: 'aws:PrincipalArn',
    type: 'arn',
    wanted: [
      roleArn('gha1'),
      `arn:aws:iam::${OWN}:role/*`,
      'arn:aws:iam::*:user/ann',
      `arn:aws:iam::${OWN}:root`,
    ],
    isMultivalued: false,
  },
  {
    key: 'aws:PrincipalAccount',
    type: 'text',
    wanted: [OWN, OTHER, '${aws:ResourceAccount}', '1*'],
    isMultivalued: false,
  },
  {
    key: 'aws:ResourceAccount',
    type: 'text',
    wanted: [OWN, OTHER, '${aws:PrincipalAccount}'],
    isMultivalued: false,
  },
  {
    key: 's3:ResourceAccount',
    type: 'text',
    wanted: [OWN, OTHER],
    isMultivalued: false,
  },
  {
    key: 'aws:PrincipalType',
    type: 'text',
    wanted: ['User', 'AssumedRole', 'FederatedUser', 'Account', 'Anonymous'],
    isMultivalued: false,
  },
  {
    key: 'aws:userid',
    type: 'text',
    wanted: [OWN, `${OWN}:ann`, 'anonymous', '*:*'],
    isMultivalued: false,
  },
  {
    key: 'aws:username',
    type: 'text',
    wanted: ['ann', 'Ann', 'b*'],
    isMultivalued: false,
  },
  {
    key: 'aws:PrincipalIsAWSService',
    type: 'flag',
    wanted: ['true', 'false'],
    isMultivalued: false,
  },
];
