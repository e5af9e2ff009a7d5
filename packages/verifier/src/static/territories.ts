import { S3_ACTIONS } from '@corridors/manifests';
import {
  agreedAccess,
  type Access,
  type Environment,
  type Fleet,
} from '@corridors/model';
import type {
  BucketPermission,
  Permission,
  Territory,
} from '@corridors/policy-engine';
import { corridorPlaces, type CorridorPlace } from './corridorPlaces';
import { switchPermissions } from './switchPermissions';
import { issuerOf, subjectOf } from './workloadTokens';

/** Actions of each access: those that rendered policies grant. */
const ACTIONS: Readonly<Record<Access, readonly string[]>> = {
  read: [...S3_ACTIONS.read.bucket, ...S3_ACTIONS.read.objects],
  write: [...S3_ACTIONS.write.bucket, ...S3_ACTIONS.write.objects],
};

/** What belongs to whom in some accounts, and what is permitted beside: from specs and environments alone. */
export interface IntendedTerritories {
  readonly territories: readonly Territory[];
  readonly permissions: readonly Permission[];
}

/**
 * The territories of AWS accounts: each corridor with its prefix and role, each shared bucket, each node role; and what shares,
 * offers and the identity mechanism permit across them.
 *
 * @param accounts - each 12 digits
 * @param declaredRoles - ARNs of roles that there are, whoever they belong to
 */
export function intendedTerritories(
  fleet: Fleet,
  accounts: ReadonlySet<string>,
  declaredRoles: readonly string[],
): IntendedTerritories {
  const environments = fleet.environments.filter(({ spec }) =>
    accounts.has(spec.aws.accountId),
  );
  const places = corridorPlaces(fleet.corridors, environments);
  const taken = [
    ...declaredRoles,
    ...places.map(({ names }) => names.roleArn),
    ...environments.flatMap(({ spec }) => spec.nodeRole?.arn ?? []),
  ];
  const shares = offeredShares(places);
  return {
    territories: [
      ...places.map(corridorTerritory),
      ...sharedTerritories(environments),
      ...nodeTerritories(environments),
    ],
    permissions: [
      ...places.flatMap(place => usePermissions(place, shares)),
      ...environments.flatMap(nodePermissions),
      ...environments.flatMap(instancePermissions),
      ...environments.flatMap(environment =>
        switchPermissions(
          environment,
          places
            .filter(place => place.environment === environment)
            .map(({ names }) => names.roleArn),
          taken,
        ),
      ),
    ],
  };
}

function corridorTerritory({
  corridor,
  environment,
  names,
}: CorridorPlace): Territory {
  const { accountId, partition } = environment.spec.aws;
  const issuer = issuerOf(environment);
  return {
    id: `corridor:${corridor.metadata.name}`,
    accountId,
    bucketNames: [`${names.bucketPrefix}*`],
    roleArns: [names.roleArn],
    principals: [{ kind: 'role', arn: names.roleArn }],
    ...(issuer === undefined
      ? {}
      : {
          webIdentities: [
            {
              providerArn: `arn:${partition}:iam::${accountId}:oidc-provider/${issuer}`,
              subject: subjectOf(names),
            },
          ],
        }),
  };
}

function sharedTerritories(environments: readonly Environment[]): Territory[] {
  const shared = new Map(
    environments.flatMap(({ spec }) =>
      spec.sharedBuckets.map(({ name, accountId }) => [
        name,
        {
          id: `bucket:${name}`,
          accountId,
          bucketNames: [name],
          roleArns: [],
          principals: [],
        },
      ]),
    ),
  );
  return [...shared.values()];
}

function nodeTerritories(environments: readonly Environment[]): Territory[] {
  const arns = new Set(
    environments.flatMap(({ spec }) => spec.nodeRole?.arn ?? []),
  );
  return [...arns].map(arn => ({
    id: `role:${arn}`,
    accountId: arn.split(':')[4] ?? '',
    bucketNames: [],
    roleArns: [arn],
    principals: [],
  }));
}

interface Offer {
  readonly accountId: string;
  readonly access: Access;
}

/** What corridors share, by bucket and the name of the corridor that they share with. */
function offeredShares(
  places: readonly CorridorPlace[],
): ReadonlyMap<string, Offer> {
  return new Map(
    places.flatMap(({ corridor, environment, names }) =>
      corridor.spec.shares.flatMap(share => {
        const bucket = names.buckets.find(one => one.bucket === share.bucket);
        return bucket
          ? [
              [
                `${bucket.name} ${share.with}`,
                {
                  accountId: environment.spec.aws.accountId,
                  access: share.access,
                },
              ] as const,
            ]
          : [];
      }),
    ),
  );
}

function usePermissions(
  { corridor, environment, names }: CorridorPlace,
  shares: ReadonlyMap<string, Offer>,
): BucketPermission[] {
  return corridor.spec.uses.flatMap(use => {
    const shared = environment.spec.sharedBuckets.find(
      ({ name }) => name === use.bucket,
    );
    const offer = shared
      ? { accountId: shared.accountId, access: shared.corridors }
      : shares.get(`${use.bucket} ${corridor.metadata.name}`);
    const access = agreedAccess(offer?.access ?? 'none', use.access);
    return offer && access !== 'none'
      ? [
          {
            principal: { kind: 'role', arn: names.roleArn },
            actions: ACTIONS[access],
            bucket: use.bucket,
            accountId: offer.accountId,
          },
        ]
      : [];
  });
}

function nodePermissions({ spec }: Environment): BucketPermission[] {
  const { nodeRole, sharedBuckets } = spec;
  return nodeRole
    ? sharedBuckets.flatMap(({ name, accountId, nodeRole: access }) =>
        access === 'none'
          ? []
          : [
              {
                principal: { kind: 'role', arn: nodeRole.arn },
                actions: ACTIONS[access],
                bucket: name,
                accountId,
              },
            ],
      )
    : [];
}

/** EC2 takes the node role for its instances. (AWS: "IAM roles for Amazon EC2"; in China its name has another ending.) */
function instancePermissions({ spec }: Environment): Permission[] {
  const { nodeRole } = spec;
  return nodeRole
    ? ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'].map(service => ({
        principal: { kind: 'service', service },
        actions: ['sts:AssumeRole'],
        roleArn: nodeRole.arn,
      }))
    : [];
}
