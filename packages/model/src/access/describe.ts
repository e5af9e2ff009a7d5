import type { Identity } from './identity';
import type { Resource } from './resource';

/**
 * An identity in words: `gha1`, `the node role of single1`, `anyone without credentials`.
 *
 * @public
 */
export function describeIdentity(identity: Identity): string {
  switch (identity.kind) {
    case 'corridor':
      return identity.corridor;
    case 'node-role':
      return `the node role of ${identity.environment}`;
    case 'anonymous':
      return 'anyone without credentials';
    default: {
      const unknown: never = identity;
      throw new Error(`Unknown identity ${JSON.stringify(unknown)}`);
    }
  }
}

/**
 * A resource in words: `bucket gha1-primary of gha1`, `shared bucket gha-common-1`, `the role of gha1`.
 *
 * @public
 */
export function describeResource(resource: Resource): string {
  if (resource.kind === 'bucket') {
    return resource.owner.kind === 'corridor'
      ? `bucket ${resource.name} of ${resource.owner.corridor}`
      : `shared bucket ${resource.name}`;
  }
  return resource.owner.kind === 'corridor'
    ? `the role of ${resource.owner.corridor}`
    : `the node role of ${resource.owner.environment}`;
}
