import type { Dice } from '../../naive/Dice';
import { ISSUER, Json, OTHER, OWN } from './smallFleet';

/** An application and its account. */
export interface Place {
  readonly name: string;
  readonly account: string;
}

/** Of which no fleet knows anything. */
export const STRANGER = '999988887777';

const ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:ListBucket',
  's3:*',
  's3:Get*',
  's3:Put*',
  's3:?etObject',
  '*',
  'sts:AssumeRole',
  'iam:PassRole',
  'iam:*Role*',
];

/** A statement that allows something of somebody's. */
export function randomAllow(dice: Dice, places: readonly Place[]): Json {
  return {
    Effect: 'Allow',
    ...actions(dice),
    ...resources(dice, places),
    ...conditions(dice, places),
  };
}

/** A statement that denies something, mostly in part. */
export function randomDeny(dice: Dice, places: readonly Place[]): Json {
  return { ...randomAllow(dice, places), Effect: 'Deny' };
}

/** A statement for the policy of a bucket or role. */
export function randomGrant(
  dice: Dice,
  places: readonly Place[],
  kind: 'resource' | 'trust',
  bucket: string,
): Json {
  const isDeny = dice.chance(0.25);
  const principal = randomPrincipal(dice, places);
  const isExcept = isDeny && kind === 'resource' && dice.chance(0.3);
  return {
    Effect: isDeny ? 'Deny' : 'Allow',
    [isExcept ? 'NotPrincipal' : 'Principal']: principal,
    ...(kind === 'trust'
      ? { Action: dice.pick(['sts:AssumeRole', 'sts:*', '*']) }
      : { ...actions(dice), ...bucketResources(dice, bucket) }),
    ...conditions(dice, places),
  };
}

function actions(dice: Dice): Json {
  return dice.chance(0.15)
    ? { NotAction: dice.oneOrMore(2, () => dice.pick(ACTIONS.slice(0, 6))) }
    : { Action: dice.oneOrMore(3, () => dice.pick(ACTIONS)) };
}

function resources(dice: Dice, places: readonly Place[]): Json {
  const name = dice.chance(0.15) ? 'NotResource' : 'Resource';
  return { [name]: dice.oneOrMore(2, () => randomResource(dice, places)) };
}

function bucketResources(dice: Dice, bucket: string): Json {
  const arn = `arn:aws:s3:::${bucket}`;
  const all = [
    arn,
    `${arn}/*`,
    `${arn}*`,
    '*',
    `${arn}/data/*`,
    `${arn}/secret/*`,
    `${arn}/\${aws:PrincipalTag/team}/*`,
    `arn:aws:s3:::${bucket.slice(0, 3)}*`,
  ];
  const name = dice.chance(0.1) ? 'NotResource' : 'Resource';
  return { [name]: dice.oneOrMore(2, () => dice.pick(all)) };
}

function randomResource(dice: Dice, places: readonly Place[]): string {
  const { name, account } = dice.pick(places);
  return dice.pick([
    '*',
    'arn:aws:s3:::*',
    `arn:aws:s3:::${name}-primary`,
    `arn:aws:s3:::${name}-primary/*`,
    `arn:aws:s3:::${name}-primary/data/*`,
    `arn:aws:s3:::${name}-*`,
    `arn:aws:s3:::${name}-*/*`,
    `arn:aws:s3:::${name}*`,
    `arn:aws:s3:::${name.slice(0, -1)}?-primary/*`,
    `arn:*:s3:::${name}-spark/*`,
    'arn:aws:s3:::*-primary/*',
    'arn:aws:s3:::*logs*',
    `arn:aws:s3:::${name}-new`,
    'arn:aws:s3:::${aws:username}-*',
    'arn:aws:s3:::gha${aws:PrincipalTag/team}-*',
    `arn:aws:iam::${account}:role/corridors/${name}`,
    `arn:aws:iam::${account}:role/*`,
    'arn:aws:iam::*:role/corridors/*',
  ]);
}

function conditions(dice: Dice, places: readonly Place[]): Json {
  if (dice.chance(0.45)) {
    return {};
  }
  const { name, account } = dice.pick(places);
  const roles = `arn:aws:iam::${account}:role/corridors/`;
  return {
    Condition: dice.pick<Json>([
      { StringEquals: { 'aws:ResourceAccount': OWN } },
      { StringEquals: { 's3:ResourceAccount': [OWN, OTHER] } },
      { StringLike: { 'aws:ResourceAccount': '1111*' } },
      { StringNotEquals: { 'aws:ResourceAccount': OWN } },
      { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
      { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
      { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
      { StringEqualsIfExists: { 'aws:PrincipalTag/team': 'data' } },
      { Bool: { 'aws:SecureTransport': 'true' } },
      { Bool: { 'aws:SecureTransport': 'false' } },
      { StringLike: { 's3:prefix': 'data/*' } },
      { Null: { 'aws:SourceVpc': 'true' } },
      { ArnLike: { 'aws:PrincipalArn': `${roles}*` } },
      { ArnEquals: { 'aws:PrincipalArn': `${roles}${name}` } },
      { ArnNotLike: { 'aws:PrincipalArn': `${roles}${name}*` } },
      { StringEquals: { 'aws:PrincipalAccount': account } },
      ...principalConditions(dice, account),
    ]),
  };
}

/** Conditions that let in whom no fleet holds. */
function principalConditions(dice: Dice, account: string): Json[] {
  const type = dice.pick(['User', 'Account', 'FederatedUser', 'AssumedRole']);
  const operator = dice.pick(['ArnLike', 'StringLike', 'ArnNotLike']);
  const foreign = dice.pick([
    `arn:aws:iam::${STRANGER}:role/*`,
    `arn:aws:iam::${STRANGER}:user/bob`,
    `arn:aws:iam::${STRANGER}:root`,
    'arn:aws:iam::*:user/*',
    'arn:aws:iam::*:role/ops',
    `arn:aws:iam::${account}:role/ops`,
    `arn:aws:iam::${account}:role/corridors/gha?`,
  ]);
  return [
    { StringEquals: { 'aws:PrincipalType': type } },
    { StringNotEquals: { 'aws:PrincipalType': type } },
    { StringLike: { 'aws:username': dice.pick(['a*', 'bob', '*']) } },
    { StringNotLike: { 'aws:username': dice.pick(['a*', 'bob']) } },
    { Null: { 'aws:username': dice.pick(['true', 'false']) } },
    { [operator]: { 'aws:PrincipalArn': foreign } },
    { StringEquals: { 'aws:PrincipalAccount': STRANGER } },
    {
      ArnLike: { 'aws:PrincipalArn': foreign },
      StringNotEquals: { 'aws:PrincipalAccount': account },
    },
  ];
}

function randomPrincipal(dice: Dice, places: readonly Place[]): unknown {
  const { name, account } = dice.pick(places);
  const iam = `arn:aws:iam::${account}`;
  return dice.pick<unknown>([
    '*',
    { AWS: '*' },
    { AWS: account },
    { AWS: [`${iam}:root`, `${iam}:role/corridors/${name}`] },
    { AWS: `${iam}:role/corridors/${name}` },
    { AWS: `arn:aws:iam::${OWN}:user/ann` },
    { AWS: `arn:aws:sts::${account}:assumed-role/${name}/spark` },
    { AWS: STRANGER },
    { AWS: `arn:aws:iam::${STRANGER}:role/stranger` },
    { Service: 'logging.s3.amazonaws.com' },
    { Federated: `arn:aws:iam::${account}:oidc-provider/${ISSUER}` },
  ]);
}
