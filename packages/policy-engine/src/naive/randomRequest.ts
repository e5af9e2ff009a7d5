import { AccessRequest, Principal } from '..';
import {
  aRole,
  aSession,
  aUser,
  OTHER,
  OWN,
  roleArn,
  sessionArn,
} from '../__fixtures__/documents';
import { CONTEXT_KEYS } from './contextKeys';
import { Dice } from './Dice';

export const PROVIDER = `arn:aws:iam::${OWN}:oidc-provider/oidc.eks.eu-west-3.amazonaws.com/id/AB12`;

export const SAML_PROVIDER = `arn:aws:iam::${OWN}:saml-provider/adfs`;

/** Principals that ask, all but the bearer of a token. */
export const CALLERS: readonly Principal[] = [
  aRole(),
  aRole(),
  aRole('gha10'),
  aRole('gha1', OTHER),
  { kind: 'role', arn: `arn:aws:iam::${OWN}:role/corridors/gha2` },
  aSession(),
  aSession(),
  aSession('gha1', 'other'),
  {
    kind: 'assumed-role',
    arn: sessionArn('gha2', 'spark'),
    roleArn: roleArn('corridors/gha2'),
  },
  {
    kind: 'assumed-role',
    arn: sessionArn('gha1', 'spark', OTHER),
    roleArn: roleArn('gha1', OTHER),
  },
  aUser(),
  aUser(),
  aUser('ann', OTHER),
  { kind: 'user', arn: `arn:aws:iam::${OWN}:user/team/bob` },
  { kind: 'user', arn: `arn:aws:sts::${OWN}:federated-user/ann` },
  {
    kind: 'role',
    arn: roleArn('aws-service-role/es.amazonaws.com/AWSServiceRoleForES'),
  },
  { kind: 'root', accountId: OWN },
  { kind: 'root', accountId: OTHER },
  { kind: 'service', service: 'pods.eks.amazonaws.com' },
  { kind: 'service', service: 's3.amazonaws.com' },
  { kind: 'anonymous' },
];

const BUCKETS = ['gha1', 'gha1-primary', 'gha10-x', 'home', 'ann'];
const KEYS = [
  'data/part-0',
  'ann/x',
  'a:b',
  'x*',
  'Data/part-0',
  'data',
  '}',
  ':s3:::gha1',
];
const OBJECT_ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
const BUCKET_ACTIONS = ['s3:ListBucket', 's3:PutBucketPolicy', 's3:ListBucket'];
const ROLE_ACTIONS = ['iam:PassRole', 'iam:UpdateAssumeRolePolicy'];
const WITHOUT_RESOURCE = [
  { action: 'sts:GetCallerIdentity', resource: '*' },
  { action: 'sts:GetSessionToken', resource: '*' },
  { action: 'sts:GetFederationToken', resource: '*' },
  { action: 's3:ListAllMyBuckets', resource: '*' },
];
const ROLES = [
  roleArn('gha1'),
  roleArn('corridors/gha2'),
  roleArn('gha1', OTHER),
];

/** A request of any kind, with some of the keys that conditions ask for. */
export function randomRequest(dice: Dice): AccessRequest {
  return {
    ...(dice.chance(0.3) ? roleRequest(dice) : bucketRequest(dice)),
    ...(dice.chance(0.8) ? { context: randomContext(dice) } : {}),
  };
}

function bucketRequest(dice: Dice): AccessRequest {
  const principal = dice.pick(CALLERS);
  const bucket = `arn:aws:s3:::${dice.pick(BUCKETS)}`;
  const resourceAccount = dice.chance(0.75) ? OWN : OTHER;
  return dice.chance(0.6)
    ? {
        principal,
        action: inAnyCase(dice, dice.pick(OBJECT_ACTIONS)),
        resource: `${bucket}/${dice.pick(KEYS)}`,
        resourceAccount,
      }
    : {
        principal,
        action: inAnyCase(dice, dice.pick(BUCKET_ACTIONS)),
        resource: bucket,
        resourceAccount,
      };
}

function roleRequest(dice: Dice): AccessRequest {
  const resource = dice.pick(ROLES);
  if (dice.chance(0.25)) {
    return {
      principal: {
        kind: 'web-identity',
        providerArn: dice.pick([PROVIDER, PROVIDER, SAML_PROVIDER]),
      },
      action: dice.pick([
        'sts:AssumeRoleWithWebIdentity',
        'sts:AssumeRoleWithWebIdentity',
        'sts:AssumeRoleWithSAML',
        'sts:TagSession',
      ]),
      resource,
    };
  }
  const principal = dice.pick(CALLERS);
  if (dice.chance(0.05)) {
    return { principal, ...dice.pick(WITHOUT_RESOURCE), resourceAccount: OWN };
  }
  const action = dice.chance(0.75)
    ? dice.pick(['sts:AssumeRole', 'sts:AssumeRole', 'sts:TagSession'])
    : dice.pick(ROLE_ACTIONS);
  return { principal, action: inAnyCase(dice, action), resource };
}

/** Some of the keys that conditions ask for, with one value or, where a key has many, any number of them. */
function randomContext(dice: Dice): Record<string, string | string[]> {
  const context: Record<string, string | string[]> = {};
  for (const { key, values, isMultivalued } of CONTEXT_KEYS) {
    if (dice.chance(0.5)) {
      context[inAnyCase(dice, key)] = isMultivalued
        ? [...new Set(dice.several(0, 3, () => dice.pick(values)))]
        : dice.pick(values);
    }
  }
  if (dice.chance(0.1)) {
    context['aws:PrincipalAccount'] = OTHER;
  }
  return context;
}

/** The text, now and then in upper or lower case. */
export function inAnyCase(dice: Dice, text: string): string {
  if (dice.chance(0.8)) {
    return text;
  }
  return dice.chance(0.5) ? text.toLowerCase() : text.toUpperCase();
}
