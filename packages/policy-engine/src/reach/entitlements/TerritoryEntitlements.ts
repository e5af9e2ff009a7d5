import { patternOf } from '../patterns/Pattern';
import { PatternAutomaton } from '../patterns/PatternAutomaton';
import { ActionCatalog, ActionSet, NO_ACTIONS } from '../actions/ActionCatalog';
import {
  ASSUME_ACTIONS,
  BUCKET_WIDENING_ACTIONS,
} from '../actions/watchedActions';
import { principalKey } from '../principalKey';
import type { Permission, Territory } from '../Territory';
import type { Entitlements, OwnNames } from './Entitlements';
import { NameOwners } from './NameOwners';

interface BucketGrant {
  readonly accountId: string;
  readonly actions: ActionSet;
}

interface RoleGrant {
  readonly pattern: string;
  readonly automaton: PatternAutomaton;
  readonly actions: ActionSet;
}

/** What one principal may do. */
interface Share {
  readonly territories: Territory[];
  readonly buckets: Map<string, BucketGrant[]>;
  readonly roles: Map<string, ActionSet>;
  readonly rolePatterns: RoleGrant[];
  ownNames?: readonly OwnNames[];
}

/** What territories and permissions permit. */
export class TerritoryEntitlements implements Entitlements {
  readonly onOwnNames: ActionSet;
  readonly #onOwnRoles: ActionSet;
  readonly #owners: NameOwners;
  readonly #shares = new Map<string, Share>();
  readonly #roles = new Map<string, Territory>();
  readonly #accounts = new Map<string, string>();

  constructor(
    territories: readonly Territory[],
    permissions: readonly Permission[],
    catalog: ActionCatalog,
  ) {
    this.onOwnNames =
      (catalog.ofTarget('bucket') | catalog.ofTarget('object')) &
      ~catalog.named(BUCKET_WIDENING_ACTIONS);
    this.#onOwnRoles = catalog.named(ASSUME_ACTIONS);
    this.#owners = new NameOwners(territories);
    for (const territory of territories) {
      for (const principal of territory.principals) {
        this.#shareOf(principalKey(principal)).territories.push(territory);
      }
      for (const roleArn of territory.roleArns) {
        this.#roles.set(roleArn, territory);
      }
      for (const name of territory.bucketNames) {
        if (!/[*?]/.test(name)) {
          this.#accounts.set(name, territory.accountId);
        }
      }
    }
    for (const permission of permissions) {
      this.#addPermission(permission, catalog);
    }
  }

  onBucket(
    principal: string,
    bucket: string,
    accounts: readonly string[] | undefined,
  ): ActionSet {
    const share = this.#shares.get(principal);
    if (!share || !accounts) {
      return NO_ACTIONS;
    }
    const isWithin = (accountId: string) =>
      accounts.every(account => account === accountId);
    let actions = NO_ACTIONS;
    for (const territory of share.territories) {
      if (isWithin(territory.accountId) && this.#owns(territory, bucket)) {
        actions |= this.onOwnNames;
      }
    }
    for (const grant of share.buckets.get(bucket) ?? []) {
      if (isWithin(grant.accountId)) {
        actions |= grant.actions;
      }
    }
    return actions;
  }

  ownNames(principal: string): readonly OwnNames[] {
    const share = this.#shares.get(principal);
    if (!share) {
      return [];
    }
    share.ownNames ??= share.territories.map(territory => ({
      accountId: territory.accountId,
      patterns: territory.bucketNames,
      except: territory.bucketNames.flatMap(name =>
        this.#owners.intrusions(name, territory),
      ),
    }));
    return share.ownNames;
  }

  isOwnName(principal: string, bucket: string, accountId: string): boolean {
    return (this.#shares.get(principal)?.territories ?? []).some(
      territory =>
        territory.accountId === accountId && this.#owns(territory, bucket),
    );
  }

  rolePatterns(principal: string): readonly string[] {
    return (this.#shares.get(principal)?.rolePatterns ?? []).map(
      ({ pattern }) => pattern,
    );
  }

  onRole(principal: string, roleArn: string): ActionSet {
    const share = this.#shares.get(principal);
    if (!share) {
      return NO_ACTIONS;
    }
    const territory = this.#roles.get(roleArn);
    let actions = share.roles.get(roleArn) ?? NO_ACTIONS;
    if (territory && share.territories.includes(territory)) {
      actions |= this.#onOwnRoles;
    }
    return actions | this.onRoleByPattern(principal, roleArn);
  }

  onRoleByPattern(principal: string, roleArn: string): ActionSet {
    let actions = NO_ACTIONS;
    for (const grant of this.#shares.get(principal)?.rolePatterns ?? []) {
      if (grant.automaton.matches(roleArn)) {
        actions |= grant.actions;
      }
    }
    return actions;
  }

  isOwnSubject(roleArn: string, providerArn: string, subject: string): boolean {
    return this.#webIdentitiesOf(roleArn).some(
      own => own.providerArn === providerArn && own.subject === subject,
    );
  }

  isOwnWorkload(roleArn: string, subject: string): boolean {
    return this.#webIdentitiesOf(roleArn).some(own => own.subject === subject);
  }

  accountOfBucket(bucket: string): string | undefined {
    return this.#accounts.get(bucket);
  }

  territoryOfBucket(bucket: string): Territory | undefined {
    return this.#owners.ownersOf(bucket)[0];
  }

  territoryOfRole(roleArn: string): Territory | undefined {
    return this.#roles.get(roleArn);
  }

  #owns(territory: Territory, bucket: string): boolean {
    const owners = this.#owners.ownersOf(bucket);
    return owners.length === 1 && owners[0] === territory;
  }

  #webIdentitiesOf(roleArn: string) {
    return this.#roles.get(roleArn)?.webIdentities ?? [];
  }

  #shareOf(principal: string): Share {
    let share = this.#shares.get(principal);
    if (!share) {
      share = {
        territories: [],
        buckets: new Map(),
        roles: new Map(),
        rolePatterns: [],
      };
      this.#shares.set(principal, share);
    }
    return share;
  }

  #addPermission(permission: Permission, catalog: ActionCatalog): void {
    const share = this.#shareOf(principalKey(permission.principal));
    const actions = catalog.named(permission.actions);
    if ('bucket' in permission) {
      const { bucket, accountId } = permission;
      const grants = share.buckets.get(bucket);
      if (grants) {
        grants.push({ accountId, actions });
      } else {
        share.buckets.set(bucket, [{ accountId, actions }]);
      }
      this.#accounts.set(bucket, accountId);
    } else if (/[*?]/.test(permission.roleArn)) {
      share.rolePatterns.push({
        pattern: permission.roleArn,
        automaton: new PatternAutomaton(patternOf(permission.roleArn)),
        actions,
      });
    } else {
      const known = share.roles.get(permission.roleArn) ?? NO_ACTIONS;
      share.roles.set(permission.roleArn, known | actions);
    }
  }
}
