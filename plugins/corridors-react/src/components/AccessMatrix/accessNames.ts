import type { Identity, Resource } from '@corridors/model';

/**
 * A group of rows or columns: a corridor, or what belongs to none.
 *
 * @public
 */
export interface AccessGroup {
  readonly id: string;
  readonly title: string;
}

/**
 * What a row of the matrix is called.
 *
 * @public
 */
export function identityTitle(identity: Identity): string {
  switch (identity.kind) {
    case 'corridor':
      return identity.corridor;
    case 'node-role':
      return `node role of ${identity.environment}`;
    case 'anonymous':
      return 'anonymous';
    default: {
      const unknownIdentity: never = identity;
      throw new Error(`Unknown identity ${JSON.stringify(unknownIdentity)}`);
    }
  }
}

/**
 * What a column of the matrix is called.
 *
 * @public
 */
export function resourceTitle(resource: Resource): string {
  if (resource.kind === 'bucket') {
    return resource.name;
  }
  return resource.owner.kind === 'corridor'
    ? `role of ${resource.owner.corridor}`
    : `node role of ${resource.owner.environment}`;
}

/** The group that a row belongs to. */
export function identityGroup(identity: Identity): AccessGroup {
  return {
    id:
      identity.kind === 'corridor'
        ? `corridor:${identity.corridor}`
        : identity.id,
    title: identityTitle(identity),
  };
}

/** The group that a column belongs to. */
export function resourceGroup(resource: Resource): AccessGroup {
  switch (resource.owner.kind) {
    case 'corridor':
      return {
        id: `corridor:${resource.owner.corridor}`,
        title: resource.owner.corridor,
      };
    case 'shared':
      return {
        id: `shared:${resource.owner.environment}`,
        title: `${resource.owner.environment} shared`,
      };
    case 'node-role':
      return {
        id: `node-role:${resource.owner.environment}`,
        title: `${resource.owner.environment} nodes`,
      };
    default: {
      const unknownOwner: never = resource.owner;
      throw new Error(`Unknown owner ${JSON.stringify(unknownOwner)}`);
    }
  }
}
