import { NODE } from '../cells/Administrators';
import type { BenchNames } from '../cells/BenchNames';
import {
  ACCOUNT,
  FOREIGN_ACCOUNT,
  roleArn,
  sessionArn,
  userArn,
} from '../cells/Cell';
import type { Statement } from '../cells/PolicyDocument';
import type { Random } from './Random';

/** Names that sessions of the generated scenes have. */
export const SESSION_NAMES = ['driver', 'executor'];

const ACTIONS: readonly (readonly [number, readonly string[]])[] = [
  [12, ['s3:*']],
  [3, ['s3:GetObject']],
  [3, ['s3:ListBucket']],
  [3, ['s3:PutObject']],
  [3, ['s3:DeleteObject']],
  [3, ['s3:GetObject', 's3:ListBucket']],
  [3, ['s3:PutObject', 's3:DeleteObject']],
  [3, ['s3:Get*', 's3:List*']],
  [2, ['s3:*Object']],
  [2, ['s3:?etObject']],
  [2, ['S3:getOBJECT', 's3:LISTbucket']],
  [2, ['s3:*Bucket', 's3:P*']],
  [1, ['*']],
  [1, ['s3:GetObjectVersion', 's3:ListBucketVersions', 'iam:*']],
];

/** `Action`, rarely `NotAction`. */
export function drawActions(
  random: Random,
): Pick<Statement, 'Action' | 'NotAction'> {
  const actions = random.weighted(ACTIONS);
  return random.chance(0.02) ? { NotAction: actions } : { Action: actions };
}

/** Parts of a bucket that a pattern may name; several cover others, some only look as if. */
const WITHIN_BUCKET = [
  '',
  '/*',
  '*',
  '/raw/*',
  '/raw*',
  '/raw/b',
  '/?aw/b',
  '/raw/?',
  '/raw/*/a',
  '/*/a',
  '/raw',
  '/raw-*',
  '/R*',
  '/out/*',
  '/home/*',
  '/*b',
];

/** `Resource`, at times `NotResource`, over all buckets of the bench: for the policies of roles, users and sessions. */
export function drawResources(
  random: Random,
  names: BenchNames,
): Pick<Statement, 'Resource' | 'NotResource'> {
  const letter = names.buckets[0]?.[0] ?? '';
  const wide = [
    '*',
    'arn:aws:s3:::*',
    `arn:aws:s3:::${letter}gha1-*`,
    `arn:aws:s3:::${letter}gha1*`,
    `arn:aws:s3:::${letter}gha1-*/*`,
    `arn:aws:s3:::${letter}gha1?-raw`,
    'arn:aws:s3:::*-raw',
    'arn:aws:s3:::*/raw/*',
    `arn:aws:s3:::${letter}gha1-???/*`,
    `arn:aws:s3:::${letter.toUpperCase()}gha1-*`,
    `arn:*:s3:::${letter}gha1-*`,
    `arn:aws:s3:*:*:${letter}gha1-*`,
  ];
  return negatedAtTimes(
    random,
    random.chance(0.6)
      ? random.some(wide, 1, 2)
      : withinBucket(random, random.pick(names.buckets)),
  );
}

/** The same over one bucket: for its own policy. */
export function drawOwnResources(
  random: Random,
  bucket: string,
): Pick<Statement, 'Resource' | 'NotResource'> {
  return negatedAtTimes(random, withinBucket(random, bucket));
}

function withinBucket(random: Random, bucket: string): string[] {
  const parts = random.chance(0.5)
    ? ['', '/*']
    : random.some(WITHIN_BUCKET, 1, 3);
  return parts.map(part => `arn:aws:s3:::${bucket}${part}`);
}

function negatedAtTimes(random: Random, patterns: readonly string[]) {
  return random.chance(0.08)
    ? { NotResource: patterns }
    : { Resource: patterns };
}

/** `Principal`, and for a Deny at times `NotPrincipal`. */
export function drawPrincipals(
  random: Random,
  names: BenchNames,
  effect: Statement['Effect'],
): Pick<Statement, 'Principal' | 'NotPrincipal'> {
  if (effect === 'Deny' && random.chance(0.1)) {
    return { NotPrincipal: { AWS: drawExceptions(random, names) } };
  }
  if (random.chance(0.12)) {
    return { Principal: '*' };
  }
  const count = random.between(1, 2);
  return {
    Principal: {
      AWS: Array.from({ length: count }, () => drawPrincipal(random, names)),
    },
  };
}

function drawPrincipal(random: Random, names: BenchNames): string {
  const role = random.pick(names.roles);
  return random.weighted([
    [6, roleArn(role)],
    [4, sessionArn(role, random.pick(SESSION_NAMES))],
    [3, userArn(ACCOUNT, names.user)],
    [3, userArn(FOREIGN_ACCOUNT, names.foreignUser)],
    [1, '*'],
    [0.3, userArn(ACCOUNT, NODE)],
    [0.5, `arn:aws:iam::${ACCOUNT}:root`],
    [0.3, ACCOUNT],
    [0.5, `arn:aws:iam::${FOREIGN_ACCOUNT}:root`],
  ]);
}

/** Mostly as AWS recommends: with the account of who is excepted. */
function drawExceptions(random: Random, names: BenchNames): string[] {
  const role = random.pick(names.roles);
  const excepted = random.pick([
    [roleArn(role)],
    [roleArn(role), sessionArn(role, random.pick(SESSION_NAMES))],
    [userArn(ACCOUNT, names.user)],
  ]);
  return random.chance(0.8)
    ? [...excepted, `arn:aws:iam::${ACCOUNT}:root`]
    : excepted;
}
