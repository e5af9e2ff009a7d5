import { ActionCatalog, ActionSet, NO_ACTIONS } from '../actions/ActionCatalog';
import {
  ASSUME_ACTIONS,
  BUCKET_WIDENING_ACTIONS,
} from '../actions/watchedActions';
import type { Pattern } from '../patterns/Pattern';
import { principalKey } from '../principalKey';
import type { Permission, Territory } from '../Territory';
import type { Entitlements, OwnNames } from './Entitlements';
import { Multimap } from './Multimap';
import { NameOwners } from './NameOwners';
import { RoleNames } from './RoleNames';

interface BucketGrant {
  readonly accountId: string;
  readonly actions: ActionSet;
}

interface RoleGrant {
  readonly names: RoleNames;
  readonly actions: ActionSet;
}

/** What one principal may do. */
interface Share {
  readonly territories: Set<Territory>;
  readonly buckets: Multimap<BucketGrant>;
  readonly roles: Map<string, ActionSet>;
  readonly rolePatterns: RoleGrant[];
}

/** What territories and permissions permit. */
export class TerritoryEntitlements implements Entitlements {
  readonly onOwnNames: ActionSet;
  readonly #onOwnRoles: ActionSet;
  readonly #catalog: ActionCatalog;
  readonly #territories = new Map<string, Territory>();
  /** By account: what a prefix claims in one says nothing of another. */
  readonly #owners = new Map<string, NameOwners>();
  readonly #shares = new Map<string, Share>();
  readonly #roles = new Multimap<Territory>();
  /** Accounts that are said to own a bucket, once for each who says so; of a pattern too, by which no bucket is named. */
  readonly #accounts = new Multimap<string>();
  /** Since the last change. */
  readonly #ownNames = new Map<string, readonly OwnNames[]>();
  /** How often an account is said to own a bucket. */
  readonly #saidOf = new Map<string, number>();

  constructor(
    territories: readonly Territory[],
    permissions: readonly Permission[],
    catalog: ActionCatalog,
  ) {
    this.#catalog = catalog;
    this.onOwnNames =
      (catalog.ofTarget('bucket') | catalog.ofTarget('object')) &
      ~catalog.named(BUCKET_WIDENING_ACTIONS) &
      ~catalog.unlisted;
    this.#onOwnRoles = catalog.named(ASSUME_ACTIONS);
    territories.forEach(territory => this.#addTerritory(territory));
    permissions.forEach(permission => this.#addPermission(permission));
  }

  territory(id: string): Territory | undefined {
    return this.#territories.get(id);
  }

  /** Buckets of which a permission of the principal speaks. */
  permittedBuckets(principal: string): readonly string[] {
    return [...(this.#shares.get(principal)?.buckets.keys() ?? [])];
  }

  /** Puts a territory in the place of the one of the same id, and the permissions in place of all that its principals had. */
  replace(territory: Territory, permissions: readonly Permission[]): void {
    this.#ownNames.clear();
    const before = this.#territories.get(territory.id);
    if (before) {
      this.#removeTerritory(before);
    }
    const principals = [...(before?.principals ?? []), ...territory.principals];
    principals.forEach(principal => this.#clear(principalKey(principal)));
    this.#addTerritory(territory);
    permissions.forEach(permission => this.#addPermission(permission));
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
    for (const grant of share.buckets.get(bucket)) {
      if (isWithin(grant.accountId)) {
        actions |= grant.actions;
      }
    }
    return actions;
  }

  ownNames(principal: string): readonly OwnNames[] {
    let names = this.#ownNames.get(principal);
    if (!names) {
      names = this.#territoriesOf(principal).map(territory => ({
        accountId: territory.accountId,
        patterns: territory.bucketNames,
        except: territory.bucketNames.flatMap(name =>
          this.#ownersIn(territory.accountId).intrusions(name, territory),
        ),
      }));
      this.#ownNames.set(principal, names);
    }
    return names;
  }

  isOwnName(principal: string, bucket: string, accountId: string): boolean {
    return this.#territoriesOf(principal).some(
      territory =>
        territory.accountId === accountId && this.#owns(territory, bucket),
    );
  }

  onRole(principal: string, roleArn: string, range?: string): ActionSet {
    const share = this.#shares.get(principal);
    if (!share) {
      return NO_ACTIONS;
    }
    const territory = this.territoryOfRole(roleArn);
    let actions = share.roles.get(roleArn) ?? NO_ACTIONS;
    if (territory && share.territories.has(territory)) {
      actions |= this.#onOwnRoles;
    }
    return actions | this.onRoleByPattern(principal, roleArn, range);
  }

  rolePatterns(principal: string): readonly Pattern[] {
    return (this.#shares.get(principal)?.rolePatterns ?? []).flatMap(
      ({ names }) => names.patterns,
    );
  }

  onRoleByPattern(
    principal: string,
    roleArn: string,
    range?: string,
  ): ActionSet {
    let actions = NO_ACTIONS;
    for (const grant of this.#shares.get(principal)?.rolePatterns ?? []) {
      if (grant.names.holds(roleArn, range)) {
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
    return this.#accounts.get(bucket)[0];
  }

  get accounts(): Iterable<string> {
    return this.#saidOf.keys();
  }

  territoryOfBucket(bucket: string, accountId: string): Territory | undefined {
    return this.#owners.get(accountId)?.ownersOf(bucket)[0];
  }

  territoryOfRole(roleArn: string): Territory | undefined {
    return this.#roles.get(roleArn).at(-1);
  }

  #territoriesOf(principal: string): readonly Territory[] {
    return [...(this.#shares.get(principal)?.territories ?? [])];
  }

  #owns(territory: Territory, bucket: string): boolean {
    const owners = this.#ownersIn(territory.accountId).ownersOf(bucket);
    return owners.length === 1 && owners[0] === territory;
  }

  #ownersIn(accountId: string): NameOwners {
    let owners = this.#owners.get(accountId);
    if (!owners) {
      owners = new NameOwners([]);
      this.#owners.set(accountId, owners);
    }
    return owners;
  }

  #webIdentitiesOf(roleArn: string) {
    return this.territoryOfRole(roleArn)?.webIdentities ?? [];
  }

  #shareOf(principal: string): Share {
    let share = this.#shares.get(principal);
    if (!share) {
      share = {
        territories: new Set(),
        buckets: new Multimap(),
        roles: new Map(),
        rolePatterns: [],
      };
      this.#shares.set(principal, share);
    }
    return share;
  }

  #addTerritory(territory: Territory): void {
    this.#territories.set(territory.id, territory);
    this.#ownersIn(territory.accountId).add(territory);
    for (const principal of territory.principals) {
      this.#shareOf(principalKey(principal)).territories.add(territory);
    }
    for (const roleArn of territory.roleArns) {
      this.#roles.add(roleArn, territory);
    }
    for (const name of territory.bucketNames) {
      this.#say(name, territory.accountId);
    }
  }

  #removeTerritory(territory: Territory): void {
    this.#ownersIn(territory.accountId).remove(territory);
    for (const principal of territory.principals) {
      this.#shareOf(principalKey(principal)).territories.delete(territory);
    }
    for (const roleArn of territory.roleArns) {
      this.#roles.delete(roleArn, territory);
    }
    for (const name of territory.bucketNames) {
      this.#unsay(name, territory.accountId);
    }
  }

  #addPermission(permission: Permission): void {
    const share = this.#shareOf(principalKey(permission.principal));
    const actions = this.#catalog.named(permission.actions);
    if ('bucket' in permission) {
      const { bucket, accountId } = permission;
      share.buckets.add(bucket, { accountId, actions });
      this.#say(bucket, accountId);
    } else if (/[*?]/.test(permission.roleArn)) {
      const { roleArn, except } = permission;
      share.rolePatterns.push({
        names: new RoleNames(roleArn, except),
        actions,
      });
    } else {
      const known = share.roles.get(permission.roleArn) ?? NO_ACTIONS;
      share.roles.set(permission.roleArn, known | actions);
    }
  }

  #say(bucket: string, accountId: string): void {
    this.#accounts.add(bucket, accountId);
    this.#saidOf.set(accountId, (this.#saidOf.get(accountId) ?? 0) + 1);
  }

  #unsay(bucket: string, accountId: string): void {
    this.#accounts.delete(bucket, accountId);
    const count = (this.#saidOf.get(accountId) ?? 0) - 1;
    if (count > 0) {
      this.#saidOf.set(accountId, count);
    } else {
      this.#saidOf.delete(accountId);
    }
  }

  /** Takes a principal what it was permitted. */
  #clear(principal: string): void {
    const { buckets, roles, rolePatterns } = this.#shareOf(principal);
    for (const bucket of buckets.keys()) {
      for (const { accountId } of buckets.get(bucket)) {
        this.#unsay(bucket, accountId);
      }
    }
    buckets.clear();
    roles.clear();
    rolePatterns.splice(0);
  }
}
