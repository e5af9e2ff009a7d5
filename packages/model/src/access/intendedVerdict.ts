import type { Fleet } from '../fleet/fleet';
import { fleetIndex } from '../fleet/fleetIndex';
import { deriveNames } from '../naming/deriveNames';
import type {
  Access,
  Corridor,
  Environment,
  IdentityMechanismName,
} from '../spec';
import { describeIdentity, describeResource } from './describe';
import { accessAllows, agreedAccess } from './grants';
import type { CorridorIdentity, NodeRoleIdentity } from './identity';
import type { Cell, Matrix, Operation } from './matrix';
import { matrixIndex } from './matrixIndex';
import type { BucketResource, RoleResource } from './resource';

/**
 * What a cell is meant to be, with the reason as a sentence.
 *
 * @public
 */
export interface IntendedVerdict {
  readonly verdict: 'allow' | 'deny';
  readonly because: string;
}

/**
 * What a cell is meant to be, from specs and environments alone: a corridor writes its own buckets; reaches another's as
 * far as both sides agree, and a shared one as far as the environment offers it and the spec uses it. A node role
 * reaches shared buckets as its environment says, and corridor roles where pods switch role through it. Nobody
 * administers a bucket, nobody else assumes a role, and whoever sends no credentials gets nothing.
 *
 * @throws Error when the cell is not one of the matrix
 * @public
 */
export function intendedVerdict(
  cell: Cell,
  matrix: Matrix,
  fleet: Fleet,
): IntendedVerdict {
  const { identities, resources } = matrixIndex(matrix);
  const identity = identities.get(cell.identity);
  const resource = resources.get(cell.resource);
  if (!identity || !resource) {
    throw new Error(
      `Cell "${cell.id}" is not in the matrix of account ${matrix.accountId}`,
    );
  }
  if (cell.operation === 'administer') {
    return deny(
      'no corridor, node or stranger administers a bucket; its provisioner alone does',
    );
  }
  switch (identity.kind) {
    case 'anonymous':
      return deny('nothing is open to requests without credentials');
    case 'corridor':
      return resource.kind === 'role'
        ? deny(`${identity.corridor} takes its own role and no other`)
        : corridorOnBucket(identity, resource, cell.operation, fleet);
    case 'node-role':
      return resource.kind === 'role'
        ? nodeRoleOnRole(identity, resource, fleet)
        : nodeRoleOnBucket(identity, resource, cell.operation, fleet);
    default: {
      const unknown: never = identity;
      throw new Error(`Unknown identity ${JSON.stringify(unknown)}`);
    }
  }
}

/**
 * Whether pods get their role by way of the node role, and so can take its place.
 *
 * @public
 */
export function switchesRoleFromNode(
  mechanism: IdentityMechanismName,
): boolean {
  switch (mechanism) {
    case 'assume-role':
      return true;
    case 'irsa':
      return false;
    default: {
      const unknown: never = mechanism;
      throw new Error(`Unknown identity mechanism ${String(unknown)}`);
    }
  }
}

function allow(because: string): IntendedVerdict {
  return { verdict: 'allow', because };
}

function deny(because: string): IntendedVerdict {
  return { verdict: 'deny', because };
}

function corridorOnBucket(
  { corridor: name, environment }: CorridorIdentity,
  bucket: BucketResource,
  operation: Operation,
  fleet: Fleet,
): IntendedVerdict {
  if (bucket.owner.kind === 'corridor' && bucket.owner.corridor === name) {
    return allow(`${name} owns ${bucket.name}`);
  }
  const { corridors, environments } = fleetIndex(fleet);
  const use =
    corridors.get(name)?.spec.uses.find(one => one.bucket === bucket.name)
      ?.access ?? 'none';
  const own = environments.get(environment);
  const { by, access: offer } =
    bucket.owner.kind === 'corridor'
      ? {
          by: bucket.owner.corridor,
          access: sharedWith(name, bucket, bucket.owner.corridor, fleet),
        }
      : {
          by: `environment ${environment}`,
          access: sharedBucketOf(own, bucket.name)?.corridors ?? 'none',
        };
  if (accessAllows(agreedAccess(offer, use), operation)) {
    return allow(
      `${by} offers ${offer} on ${bucket.name}, and ${name} uses ${use}`,
    );
  }
  if (offer === 'none' && use === 'none') {
    return deny(
      `${by} does not offer ${bucket.name} to ${name}, and ${name} does not use it`,
    );
  }
  if (offer === 'none') {
    return deny(`${by} does not offer ${bucket.name} to ${name}`);
  }
  return use === 'none'
    ? deny(`${by} offers ${bucket.name}, but ${name} does not use it`)
    : deny(
        `${by} offers ${offer} on ${bucket.name} and ${name} uses ${use}; ${operation} is not part of both`,
      );
}

function sharedWith(
  name: string,
  bucket: BucketResource,
  owner: string,
  fleet: Fleet,
): Access | 'none' {
  const { corridors, environments } = fleetIndex(fleet);
  const corridor = corridors.get(owner);
  const environment = corridor && environments.get(corridor.spec.environment);
  return environment
    ? shareOf(corridor, environment, bucket.name, name)
    : 'none';
}

function shareOf(
  owner: Corridor,
  environment: Environment,
  bucketName: string,
  name: string,
): Access | 'none' {
  const names = deriveNames(
    { name: owner.metadata.name, buckets: owner.spec.buckets },
    environment,
  );
  const bucket = names.buckets.find(one => one.name === bucketName)?.bucket;
  return (
    owner.spec.shares.find(
      share => share.bucket === bucket && share.with === name,
    )?.access ?? 'none'
  );
}

function sharedBucketOf(environment: Environment | undefined, name: string) {
  return environment?.spec.sharedBuckets.find(bucket => bucket.name === name);
}

function nodeRoleOnBucket(
  identity: NodeRoleIdentity,
  bucket: BucketResource,
  operation: Operation,
  fleet: Fleet,
): IntendedVerdict {
  if (bucket.owner.kind === 'corridor') {
    return deny(
      `${bucket.name} belongs to ${bucket.owner.corridor}; nodes have no part in it`,
    );
  }
  const granting = environmentsOn(identity.roleArn, fleet).find(environment =>
    accessAllows(
      sharedBucketOf(environment, bucket.name)?.nodeRole ?? 'none',
      operation,
    ),
  );
  return granting
    ? allow(
        `environment ${granting.metadata.name} grants its node role this on ${bucket.name}`,
      )
    : deny(
        `environment ${identity.environment} does not grant its node role ${operation} on ${bucket.name}`,
      );
}

function nodeRoleOnRole(
  identity: NodeRoleIdentity,
  role: RoleResource,
  fleet: Fleet,
): IntendedVerdict {
  if (role.owner.kind === 'node-role') {
    return deny(
      `${describeIdentity(identity)} does not take ${describeResource(role)}`,
    );
  }
  const environment = fleetIndex(fleet).environments.get(role.environment);
  if (
    !environment ||
    !switchesRoleFromNode(environment.spec.identity.mechanism)
  ) {
    return deny(
      `pods of ${role.owner.corridor} take its role themselves, not by way of a node`,
    );
  }
  return environment.spec.nodeRole?.arn === identity.roleArn
    ? allow(
        `under ${environment.spec.identity.mechanism}, ${describeIdentity(
          identity,
        )} switches to corridor roles`,
      )
    : deny(
        `${describeIdentity(identity)} is not the node role of ${
          role.environment
        }`,
      );
}

function environmentsOn(roleArn: string, fleet: Fleet): Environment[] {
  return fleet.environments.filter(
    environment => environment.spec.nodeRole?.arn === roleArn,
  );
}
