import type {
  AccessModel,
  AccessModelBucket,
  AccessModelRole,
  Permission,
  PolicySource,
  Territory,
  TerritoryChange,
} from '@corridors/policy-engine';
import {
  ACCOUNT,
  type CorridorDocuments,
  corridorDocuments,
  ISSUER,
  type PolicyDocument,
} from './corridorDocuments';
import { SABOTAGES } from './sabotages';

/** A fleet of corridors as it is read from a repository: documents parsed, nothing compiled. */
export interface CorridorFleet {
  readonly model: AccessModel;
  readonly territories: readonly Territory[];
  readonly permissions: readonly Permission[];
  /** How many corridors were sabotaged. */
  readonly sabotaged: number;
}

/** A corridor with its number, to be sabotaged or not. */
export interface Corridor extends CorridorDocuments {
  readonly number: number;
}

const READ = ['s3:ListBucket', 's3:GetObject'];
const SHARED = '777788889999';
const CONTEXT = { 'aws:SecureTransport': 'true' };

/** What the base context of the static views takes for granted. */
export const BASE_CONTEXT: Readonly<Record<string, string>> = CONTEXT;

/**
 * @param size - how many corridors, each with three buckets
 * @param share - the share of them that is sabotaged, evenly spread, in all ways in turn
 */
export function corridorFleet(size: number, share: number): CorridorFleet {
  const sabotaged = Math.round(size * share);
  const every = sabotaged === 0 ? Infinity : Math.floor(size / sabotaged);
  let count = 0;
  const corridors = Array.from({ length: size }, (_, number) => {
    const corridor = plainCorridor(number);
    if (number % every !== every - 1 || count >= sabotaged) {
      return corridor;
    }
    const sabotage = SABOTAGES[count++ % SABOTAGES.length];
    return sabotage ? sabotage(corridor) : corridor;
  });
  return {
    model: {
      roles: corridors.map(roleOf),
      buckets: corridors.flatMap(bucketsOf),
      oidcProviders: [
        {
          arn: PROVIDER,
          url: `https://${ISSUER}`,
          audiences: ['sts.amazonaws.com'],
        },
      ],
    },
    territories: corridors.map(territoryOf),
    permissions: corridors.flatMap(permissionsOf),
    sabotaged: count,
  };
}

const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;

/** A corridor that keeps to itself. */
export function plainCorridor(number: number): Corridor {
  return { number, ...corridorDocuments(number) };
}

/**
 * A corridor as it is after a change.
 *
 * @param sabotage - which way of sabotage; absent: none
 */
export function changeOf(number: number, sabotage?: number): TerritoryChange {
  const plain = plainCorridor(number);
  const corridor =
    sabotage === undefined
      ? plain
      : SABOTAGES[sabotage % SABOTAGES.length]?.(plain) ?? plain;
  return {
    territory: territoryOf(corridor),
    permissions: permissionsOf(corridor),
    roles: [roleOf(corridor)],
    buckets: bucketsOf(corridor),
  };
}

function roleOf({ roleArn, name, identity, trust }: Corridor): AccessModelRole {
  return {
    arn: roleArn,
    accountId: ACCOUNT,
    trust: source(`${name}-trust`, trust),
    identity: [source(name, identity)],
  };
}

function bucketsOf({ buckets }: Corridor): AccessModelBucket[] {
  return buckets.map(({ name, policy }) => ({
    name,
    accountId: ACCOUNT,
    policy: source(name, policy),
  }));
}

/** What belongs to a corridor. */
export function territoryOf({ name, roleArn }: Corridor): Territory {
  return {
    id: name,
    accountId: ACCOUNT,
    bucketNames: [`${name}-*`],
    roleArns: [roleArn],
    principals: [{ kind: 'role', arn: roleArn }],
    webIdentities: [
      {
        providerArn: PROVIDER,
        subject: `system:serviceaccount:${name}:${name}`,
      },
    ],
  };
}

/** What a corridor may use of others, as its documents say. */
export function permissionsOf({ number, roleArn }: Corridor): Permission[] {
  const principal = { kind: 'role' as const, arn: roleArn };
  const neighbour = `corridor${number === 0 ? 1 : number - 1}-raw`;
  return [
    ...(number % 2 === 0
      ? [{ principal, actions: READ, bucket: neighbour, accountId: ACCOUNT }]
      : []),
    ...(number % 3 === 0
      ? [
          {
            principal,
            actions: READ,
            bucket: 'reference-data-1',
            accountId: SHARED,
          },
        ]
      : []),
  ];
}

function source(name: string, document: PolicyDocument): PolicySource {
  return { name, document };
}
