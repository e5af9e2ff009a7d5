import { NODE } from '../cells/Administrators';
import type { BenchNames } from '../cells/BenchNames';
import { ACCOUNT, FOREIGN_ACCOUNT } from '../cells/Cell';
import type { Statement } from '../cells/PolicyDocument';
import { HEADERS } from '../cells/Question';
import type { Random } from './Random';

type Block = NonNullable<Statement['Condition']>;
type Draw = (random: Random, names: BenchNames) => Block;

const WEIGHTED: readonly (readonly [number, Draw])[] = [
  [10, aboutText],
  [4, aboutAddress],
  [4, aboutTime],
  [5, aboutNumber],
  [2, aboutPresence],
  [0.4, aboutArn],
  [0.4, aboutTransport],
];

/** One or two conditions. */
export function drawConditions(random: Random, names: BenchNames): Block {
  const first = random.weighted(WEIGHTED)(random, names);
  return random.chance(0.2)
    ? { ...first, ...random.weighted(WEIGHTED)(random, names) }
    : first;
}

/** Operators on text, with the weight of each. */
const TEXT_OPERATORS: readonly (readonly [number, string])[] = [
  [6, 'StringEquals'],
  [6, 'StringLike'],
  [4, 'StringEqualsIgnoreCase'],
  [3, 'StringNotEquals'],
  [3, 'StringNotLike'],
  [3, 'StringNotEqualsIgnoreCase'],
  [2, 'StringEqualsIfExists'],
  [2, 'StringLikeIfExists'],
  [2, 'StringNotEqualsIfExists'],
  [1, 'StringNotLikeIfExists'],
  [1, 'ForAnyValue:StringEquals'],
  [1, 'ForAnyValue:StringLike'],
  [0.5, 'ForAnyValue:StringEqualsIgnoreCase'],
  [1, 'ForAllValues:StringEquals'],
  [1, 'ForAllValues:StringLike'],
  [0.5, 'ForAllValues:StringEqualsIgnoreCase'],
];

const VARIABLE = '${aws:username}';

function aboutText(random: Random, names: BenchNames): Block {
  const [key, values] = random.weighted<readonly [string, readonly string[]]>([
    [5, ['s3:prefix', ['raw/', 'raw/*', 'out/', 'RAW/', 'r?w/', 'home/*']]],
    [2, ['s3:delimiter', ['/', '*', '-']]],
    [4, ['s3:ExistingObjectTag/corridor', ['gha1', 'gha*', 'GHA1', 'gha10']]],
    [3, ['aws:UserAgent', [HEADERS['user-agent'], 'corridors-*', 'curl/*']]],
    [
      3,
      [
        'aws:Referer',
        [
          HEADERS.referer,
          HEADERS.referer.toUpperCase(),
          'https://*',
          '*.org/*',
        ],
      ],
    ],
    [
      2,
      [
        'aws:username',
        [names.user, names.foreignUser, '*-analyst', '?-*', NODE],
      ],
    ],
    [0.4, ['aws:PrincipalType', ['User', 'AssumedRole', 'Anonymous']]],
    [0.4, ['aws:ResourceAccount', [ACCOUNT, FOREIGN_ACCOUNT]]],
    [0.3, ['aws:PrincipalAccount', [ACCOUNT, FOREIGN_ACCOUNT]]],
    [0.4, ['s3:x-amz-acl', ['private', 'public-read', '*']]],
    [0.3, ['AWS:UserAgent', ['corridors-*', 'curl/*']]],
  ]);
  if (key === 's3:prefix' && random.chance(0.15)) {
    const value = random.chance(0.8) ? VARIABLE : `home/${VARIABLE}/*`;
    const operator = random.pick(['StringEquals', 'StringLike']);
    return { [operator]: { [key]: [value] } };
  }
  const operator = random.weighted(TEXT_OPERATORS);
  return { [operator]: { [key]: drawValues(random, operator, values) } };
}

/** Several values under a negation are rare: there the gateway differs. What ignores case gets values in another. */
function drawValues(
  random: Random,
  operator: string,
  values: readonly string[],
): string[] {
  const isNegated = operator.includes('Not') && operator !== 'NotIpAddress';
  const drawn = random.some(
    values,
    1,
    isNegated && !random.chance(0.1) ? 1 : 3,
  );
  return operator.includes('IgnoreCase')
    ? drawn.map(value => (random.chance(0.6) ? value.toUpperCase() : value))
    : drawn;
}

function aboutAddress(random: Random): Block {
  const operator = random.pick(['IpAddress', 'NotIpAddress', 'IpAddress']);
  const values = [
    '127.0.0.0/8',
    '127.0.0.1',
    '127.0.0.1/32',
    '127.0.0.2/31',
    '127.0.0.0/31',
    '10.0.0.0/8',
    '0.0.0.0/0',
    '192.0.2.0/24',
    '2001:db8::/32',
    '::/0',
    '::1',
  ];
  return { [operator]: { 'aws:SourceIp': random.some(values, 1, 2) } };
}

const COMPARISONS = [
  'Equals',
  'NotEquals',
  'LessThan',
  'LessThanEquals',
  'GreaterThan',
  'GreaterThanEquals',
];

function aboutTime(random: Random): Block {
  const key = random.pick(['aws:CurrentTime', 'aws:EpochTime']);
  const isNumeric = key === 'aws:EpochTime' && random.chance(0.15);
  const operator = `${isNumeric ? 'Numeric' : 'Date'}${random.pick(
    COMPARISONS,
  )}`;
  const values = isNumeric
    ? ['1577836800', '4070908800']
    : [
        '2020-01-01T00:00:00Z',
        '2099-01-01T00:00:00Z',
        '1577836800',
        '4070908800',
        '2020-01-01',
      ];
  return { [operator]: { [key]: drawValues(random, operator, values) } };
}

function aboutNumber(random: Random): Block {
  const operator = `Numeric${random.pick(COMPARISONS)}${
    random.chance(0.2) ? 'IfExists' : ''
  }`;
  const values = ['1', '2', '10', '10.0', '5.5', '1000'];
  return {
    [operator]: { 's3:max-keys': drawValues(random, operator, values) },
  };
}

function aboutPresence(random: Random): Block {
  const key = random.pick([
    's3:prefix',
    's3:delimiter',
    's3:max-keys',
    's3:ExistingObjectTag/corridor',
    'aws:Referer',
    'aws:MultiFactorAuthAge',
  ]);
  return { Null: { [key]: [random.chance(0.85) ? 'true' : 'false'] } };
}

function aboutArn(random: Random, names: BenchNames): Block {
  const operator = random.pick(['ArnLike', 'ArnEquals', 'ArnNotLike']);
  const values = names.roles.map(
    role => `arn:aws:iam::${ACCOUNT}:role/${role}`,
  );
  return {
    [operator]: {
      'aws:PrincipalArn': random.some(
        [...values, 'arn:aws:iam::*:role/*'],
        1,
        2,
      ),
    },
  };
}

function aboutTransport(random: Random): Block {
  const operator = random.pick(['Bool', 'BoolIfExists']);
  return {
    [operator]: { 'aws:SecureTransport': [random.pick(['true', 'false'])] },
  };
}
