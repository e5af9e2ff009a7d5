import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  corridorsVerificationReadPermission,
  corridorsVerificationRunAllPermission,
} from '@corridors/plugin-corridors-common';
import type { Request } from 'express';
import type {
  Inventory,
  InventoryEntry,
  InventorySnapshot,
} from '../inventory';
import type {
  CorridorFilter,
  CorridorPermission,
  CorridorResource,
} from '../permissions';
import type { UserCredentials } from '../requests';
import type { RunReader } from '../verification';
import type { RouterServices } from './RouterServices';

/** Credentials of the signed-in user. @throws AuthenticationError, also for services */
export function readUser(
  { httpAuth }: RouterServices,
  request: Request,
): Promise<UserCredentials> {
  return httpAuth.credentials(request, { allow: ['user'] });
}

/** @throws ServiceUnavailableError as long as the repository was never read, saying why */
export function requireSnapshot(inventory: Inventory): InventorySnapshot {
  const snapshot = inventory.snapshot();
  if (!snapshot) {
    throw new ServiceUnavailableError(
      inventory.gitopsSource().message ??
        'The GitOps repository is being read for the first time',
    );
  }
  return snapshot;
}

/** What permissions on a corridor are decided by, for one that is in the repository. */
export function findResource(
  snapshot: InventorySnapshot | undefined,
  name: string,
): CorridorResource | undefined {
  const entry = snapshot?.corridors.get(name);
  if (entry) {
    const { owner, environment } = entry.corridor.spec;
    return { name, owner, environment };
  }
  const invalid = snapshot?.invalid.find(({ file }) => file.name === name);
  return (
    invalid && { name, owner: invalid.owner, environment: invalid.environment }
  );
}

/**
 * A corridor that the reader may see.
 *
 * @throws NotFoundError when there is none, or its spec is invalid; NotAllowedError when it is not theirs to see
 */
export async function requireCorridor(
  { inventory, authorizer }: RouterServices,
  name: string,
  permission: CorridorPermission,
  credentials: BackstageCredentials,
): Promise<{
  readonly snapshot: InventorySnapshot;
  readonly entry: InventoryEntry;
}> {
  const snapshot = requireSnapshot(inventory);
  const resource = findResource(snapshot, name);
  if (!resource) {
    throw new NotFoundError(`There is no corridor "${name}"`);
  }
  await authorizer.requireOn(permission, resource, credentials);
  const entry = snapshot.corridors.get(name);
  if (!entry) {
    throw new NotFoundError(
      `Corridor "${name}" cannot be shown: ${
        inventory.stateOf(name)?.reason ?? 'it is invalid'
      }`,
    );
  }
  return { snapshot, entry };
}

/** Whether the reader belongs to an owner. A service belongs to none. */
export async function readOwnership(
  { userInfo, httpAuth }: RouterServices,
  request: Request,
): Promise<{
  readonly credentials: BackstageCredentials;
  readonly isMine: (owner: string) => boolean;
}> {
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  if (credentials.principal.type !== 'user') {
    return { credentials, isMine: () => false };
  }
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  return { credentials, isMine: owner => ownershipEntityRefs.includes(owner) };
}

/** Whose cells a reader of verifications may see. @throws NotAllowedError when nobody's */
export async function readRunReader(
  { authorizer, inventory }: RouterServices,
  credentials: BackstageCredentials,
): Promise<RunReader> {
  if (
    await authorizer.has(corridorsVerificationRunAllPermission, credentials)
  ) {
    return { kind: 'all' };
  }
  const filter: CorridorFilter = await authorizer.requireFilter(
    corridorsVerificationReadPermission,
    credentials,
  );
  const snapshot = inventory.snapshot();
  return filter.kind === 'all'
    ? { kind: 'all' }
    : {
        kind: 'some',
        sees: corridor => {
          const resource = findResource(snapshot, corridor);
          return resource !== undefined && filter.allows(resource);
        },
      };
}
