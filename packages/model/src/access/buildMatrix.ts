import type { Fleet } from '../fleet/fleet';
import { compareText } from '../fleet/ordering';
import { deriveNames } from '../naming/deriveNames';
import type { Corridor, Environment } from '../spec';
import { cellOf } from './cellId';
import type { Identity } from './identity';
import { BUCKET_OPERATIONS, type Cell, type Matrix } from './matrix';
import type { BucketResource, Resource, RoleResource } from './resource';

/**
 * Rows and columns of a matrix, without its cells: of a large fleet these are few, and the cells are many.
 *
 * @public
 */
export type MatrixLines = Omit<Matrix, 'cells'>;

/**
 * Lays out the access matrix of an AWS account, over all of its environments. Cells that make no sense do not exist:
 * anonymous × assume, and an identity × its own role.
 *
 * @param accountId - 12 digits
 * @public
 */
export function buildMatrix(fleet: Fleet, accountId: string): Matrix {
  const lines = buildMatrixLines(fleet, accountId);
  return { ...lines, cells: cellsBetween(lines.identities, lines.resources) };
}

/**
 * The cells between rows and columns, row by row. Those that make no sense do not exist.
 *
 * @public
 */
export function cellsBetween(
  identities: readonly Identity[],
  resources: readonly Resource[],
): Cell[] {
  return identities.flatMap(identity =>
    resources.flatMap(resource => cellsOf(identity, resource)),
  );
}

/**
 * Lays out the rows and columns of the access matrix of an AWS account.
 *
 * @param accountId - 12 digits
 * @public
 */
export function buildMatrixLines(fleet: Fleet, accountId: string): MatrixLines {
  const environments = fleet.environments
    .filter(environment => environment.spec.aws.accountId === accountId)
    .sort((left, right) =>
      compareText(left.metadata.name, right.metadata.name),
    );
  if (environments.length === 0) {
    return { accountId, identities: [], resources: [] };
  }
  const byName = new Map(
    environments.map(environment => [environment.metadata.name, environment]),
  );
  const corridors = fleet.corridors
    .flatMap(corridor => {
      const environment = byName.get(corridor.spec.environment);
      return environment ? [{ corridor, environment }] : [];
    })
    .sort((left, right) =>
      compareText(left.corridor.metadata.name, right.corridor.metadata.name),
    );
  const identities: Identity[] = [
    ...corridors.map(({ corridor, environment }) =>
      corridorIdentity(corridor, environment),
    ),
    ...environments.flatMap(nodeRoleIdentity),
    { kind: 'anonymous', id: 'anonymous' },
  ];
  const resources = distinct([
    ...corridors.flatMap(({ corridor, environment }) =>
      corridorBuckets(corridor, environment),
    ),
    ...environments.flatMap(sharedBuckets),
    ...corridors.map(({ corridor, environment }) =>
      corridorRole(corridor, environment),
    ),
    ...environments.flatMap(nodeRole),
  ]);
  return { accountId, identities, resources };
}

function cellsOf(identity: Identity, resource: Resource): Cell[] {
  if (resource.kind === 'bucket') {
    return BUCKET_OPERATIONS.map(operation =>
      cellOf(identity.id, operation, resource.id),
    );
  }
  const isPossible =
    identity.kind !== 'anonymous' && identity.roleArn !== resource.arn;
  return isPossible ? [cellOf(identity.id, 'assume', resource.id)] : [];
}

function corridorIdentity(
  corridor: Corridor,
  environment: Environment,
): Identity {
  const names = deriveNames(
    { name: corridor.metadata.name, buckets: [] },
    environment,
  );
  return {
    kind: 'corridor',
    id: `corridor:${corridor.metadata.name}`,
    corridor: corridor.metadata.name,
    environment: environment.metadata.name,
    accountId: environment.spec.aws.accountId,
    roleArn: names.roleArn,
    namespace: names.namespace,
    serviceAccount: names.serviceAccount,
  };
}

function nodeRoleIdentity(environment: Environment): Identity[] {
  const { nodeRole: role, aws } = environment.spec;
  const name = environment.metadata.name;
  return role
    ? [
        {
          kind: 'node-role',
          id: `node-role:${name}`,
          environment: name,
          accountId: aws.accountId,
          roleArn: role.arn,
        },
      ]
    : [];
}

function corridorBuckets(
  corridor: Corridor,
  environment: Environment,
): BucketResource[] {
  const name = corridor.metadata.name;
  return deriveNames(
    { name, buckets: corridor.spec.buckets },
    environment,
  ).buckets.map(bucket => ({
    kind: 'bucket',
    id: `bucket:${bucket.name}`,
    name: bucket.name,
    accountId: environment.spec.aws.accountId,
    region: environment.spec.aws.region,
    owner: { kind: 'corridor', corridor: name },
    environment: environment.metadata.name,
  }));
}

function sharedBuckets(environment: Environment): BucketResource[] {
  return environment.spec.sharedBuckets.map(bucket => ({
    kind: 'bucket',
    id: `bucket:${bucket.name}`,
    name: bucket.name,
    accountId: bucket.accountId,
    region: environment.spec.aws.region,
    owner: { kind: 'shared', environment: environment.metadata.name },
    environment: environment.metadata.name,
  }));
}

function corridorRole(
  corridor: Corridor,
  environment: Environment,
): RoleResource {
  const { roleArn } = deriveNames(
    { name: corridor.metadata.name, buckets: [] },
    environment,
  );
  return {
    kind: 'role',
    id: `role:${roleArn}`,
    arn: roleArn,
    accountId: environment.spec.aws.accountId,
    owner: { kind: 'corridor', corridor: corridor.metadata.name },
    environment: environment.metadata.name,
  };
}

function nodeRole(environment: Environment): RoleResource[] {
  const { nodeRole: role, aws } = environment.spec;
  const name = environment.metadata.name;
  return role
    ? [
        {
          kind: 'role',
          id: `role:${role.arn}`,
          arn: role.arn,
          accountId: aws.accountId,
          owner: { kind: 'node-role', environment: name },
          environment: name,
        },
      ]
    : [];
}

/** Two environments may offer one bucket, or run on one node role: it is one column, of the first. */
function distinct(resources: readonly Resource[]): Resource[] {
  return [
    ...new Map(
      [...resources].reverse().map(resource => [resource.id, resource]),
    ).values(),
  ].reverse();
}
