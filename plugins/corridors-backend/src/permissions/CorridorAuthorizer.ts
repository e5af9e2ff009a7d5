import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import type { RESOURCE_TYPE_CORRIDOR } from '@corridors/plugin-corridors-common';
import { corridorResourceRef, type CorridorResource } from './corridorResource';

/** A permission that is decided per corridor. */
export type CorridorPermission = ResourcePermission<
  typeof RESOURCE_TYPE_CORRIDOR
>;

/** The corridors that a reader has a permission on. */
export interface CorridorFilter {
  readonly kind: 'all' | 'some' | 'none';
  readonly allows: (corridor: CorridorResource) => boolean;
}

/** Asks the permission framework. Conditions are applied here, to corridors that are at hand anyway. */
export class CorridorAuthorizer {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;

  constructor(
    permissions: PermissionsService,
    registry: PermissionsRegistryService,
  ) {
    this.#permissions = permissions;
    this.#registry = registry;
  }

  /** Whether the reader has a permission that hangs on nothing. */
  async has(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision?.result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError naming the permission */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.has(permission, credentials))) {
      throw new NotAllowedError(`This needs the permission ${permission.name}`);
    }
  }

  /** Which corridors the reader has a permission on. */
  async filter(
    permission: CorridorPermission,
    credentials: BackstageCredentials,
  ): Promise<CorridorFilter> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (!decision || decision.result === AuthorizeResult.DENY) {
      return { kind: 'none', allows: () => false };
    }
    if (decision.result === AuthorizeResult.ALLOW) {
      return { kind: 'all', allows: () => true };
    }
    const applies = createConditionAuthorizer(
      this.#registry.getPermissionRuleset(corridorResourceRef),
    );
    return { kind: 'some', allows: corridor => applies(decision, corridor) };
  }

  /** As {@link CorridorAuthorizer.filter}. @throws NotAllowedError when the reader has the permission on no corridor */
  async requireFilter(
    permission: CorridorPermission,
    credentials: BackstageCredentials,
  ): Promise<CorridorFilter> {
    const filter = await this.filter(permission, credentials);
    if (filter.kind === 'none') {
      throw new NotAllowedError(`This needs the permission ${permission.name}`);
    }
    return filter;
  }

  /** @throws NotAllowedError naming the permission and the corridor */
  async requireOn(
    permission: CorridorPermission,
    corridor: CorridorResource,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const filter = await this.filter(permission, credentials);
    if (!filter.allows(corridor)) {
      throw new NotAllowedError(
        `This needs the permission ${permission.name} on corridor ${
          corridor.name
        }, which belongs to ${corridor.owner || 'nobody known'}`,
      );
    }
  }
}
