import type { AccessModel, AccessModelRole } from '../../accessModel';
import { Dice } from '../../naive/Dice';
import type { Permission, Territory } from '../Territory';
import {
  randomAllow,
  randomDeny,
  randomGrant,
  Place,
} from './randomStatements';
import { ISSUER, Json, OTHER, OWN, source } from './smallFleet';

const NAMES = [
  'gha1',
  'gha10',
  'gha1-dev',
  'gha2',
  'web',
  'web-logs',
  'weblogs',
  'ml',
  'etl',
];

const TENTH = 0.1;

/** Applications of two accounts, a fifth of them opened in random ways. */
export interface RandomFleet {
  readonly model: AccessModel;
  readonly territories: readonly Territory[];
  readonly permissions: readonly Permission[];
  readonly places: readonly Place[];
  readonly sabotaged: number;
}

export const providerArn = (account: string) =>
  `arn:aws:iam::${account}:oidc-provider/${ISSUER}`;

export const roleArnOf = ({ name, account }: Place) =>
  `arn:aws:iam::${account}:role/corridors/${name}`;

export const bucketsOf = ({ name }: Place) => [
  `${name}-primary`,
  `${name}-spark`,
];

const subjectOf = ({ name }: Place) => `system:serviceaccount:${name}:${name}`;

/** The fleet of a seed, always the same. */
export function randomFleet(seed: number, share = 0.2): RandomFleet {
  const dice = new Dice(seed);
  const places: Place[] = NAMES.filter(() => dice.chance(0.7)).map(name => ({
    name,
    account: dice.chance(0.8) ? OWN : OTHER,
  }));
  const node: Place = { name: 'node', account: OWN };
  const statements = new Map<Place, Json[]>(
    places.map(place => [place, ownStatementsOf(place)]),
  );
  statements.set(node, []);
  const trusts = new Map<Place, Json[]>(
    [...places, node].map(place => [place, [ownTrustOf(place)]]),
  );
  const bucketPolicies = new Map<string, Json[]>(
    places.flatMap(bucketsOf).map(bucket => [bucket, [tlsOnly(bucket)]]),
  );
  let sabotaged = 0;
  for (const place of places) {
    if (!dice.chance(share)) {
      continue;
    }
    sabotaged++;
    for (let i = dice.between(1, 3); i > 0; i--) {
      const own = statements.get(place) ?? [];
      switch (dice.between(0, 5)) {
        case 0:
        case 1:
          own.push(randomAllow(dice, places));
          break;
        case 2:
          own.push(randomAllow(dice, places), randomDeny(dice, places));
          break;
        case 3:
        case 4: {
          const bucket = dice.pick(bucketsOf(place));
          bucketPolicies
            .get(bucket)
            ?.push(randomGrant(dice, places, 'resource', bucket));
          break;
        }
        default:
          trusts.get(place)?.push(randomGrant(dice, places, 'trust', ''));
      }
    }
  }
  if (dice.chance(share)) {
    statements.get(node)?.push(randomAllow(dice, places));
  }
  const roles = [...places, node].map((place): AccessModelRole => {
    const own = statements.get(place) ?? [];
    return {
      arn: roleArnOf(place),
      accountId: place.account,
      trust: source(`${place.name}-trust`, ...(trusts.get(place) ?? [])),
      identity: own.length > 0 ? [source(place.name, ...own)] : [],
      ...(dice.chance(TENTH * 2) && {
        boundary: source('boundary', randomAllow(dice, places), {
          Effect: 'Allow',
          Action: ['s3:Get*', 's3:List*', 'sts:*'],
          Resource: '*',
        }),
      }),
    };
  });
  return {
    model: {
      roles,
      buckets: places.flatMap(place =>
        bucketsOf(place).map(name => ({
          name,
          accountId: place.account,
          policy: source(name, ...(bucketPolicies.get(name) ?? [])),
        })),
      ),
      users: [
        {
          arn: `arn:aws:iam::${OWN}:user/ann`,
          accountId: OWN,
          identity: dice.chance(share)
            ? [source('ann', randomAllow(dice, places))]
            : [],
        },
      ],
      oidcProviders: [OWN, OTHER].map(account => ({
        arn: providerArn(account),
        url: `https://${ISSUER}`,
        audiences: ['sts.amazonaws.com'],
      })),
      accounts: [OWN, OTHER].map(accountId => ({
        accountId,
        ...(dice.chance(TENTH * 2) && {
          serviceControlPolicies: [
            [
              source(
                'scp',
                { Effect: 'Allow', Action: '*', Resource: '*' },
                randomDeny(dice, places),
              ),
            ],
          ],
        }),
      })),
    },
    territories: places.map(place => ({
      id: place.name,
      accountId: place.account,
      bucketNames: [`${place.name}-*`],
      roleArns: [roleArnOf(place)],
      principals: [{ kind: 'role', arn: roleArnOf(place) }],
      webIdentities: [
        { providerArn: providerArn(place.account), subject: subjectOf(place) },
      ],
    })),
    permissions: [],
    places,
    sabotaged,
  };
}

function ownStatementsOf(place: Place): Json[] {
  const arns = bucketsOf(place).map(bucket => `arn:aws:s3:::${bucket}`);
  const Condition = { StringEquals: { 'aws:ResourceAccount': place.account } };
  return [
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: arns, Condition },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: arns.map(arn => `${arn}/*`),
      Condition,
    },
  ];
}

function ownTrustOf(place: Place): Json {
  return {
    Effect: 'Allow',
    Principal: { Federated: providerArn(place.account) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${ISSUER}:sub`]: subjectOf(place) } },
  };
}

function tlsOnly(bucket: string): Json {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
