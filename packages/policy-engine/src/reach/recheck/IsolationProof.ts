import type { AccessModelBucket, AccessModelRole } from '../../accessModel';
import type { ActionCatalog } from '../actions/ActionCatalog';
import { catalogOf, learnActions } from '../actions/catalogOf';
import { ModelIndex } from '../analysis/ModelIndex';
import { ReachAnalysis } from '../analysis/ReachAnalysis';
import { sessionKey } from '../cells/GrantsByPolicy';
import type {
  CompiledAccessModel,
  CompiledBucket,
  CompiledRole,
} from '../CompiledAccessModel';
import { compileAccessModel } from '../compileAccessModel';
import { TerritoryEntitlements } from '../entitlements/TerritoryEntitlements';
import type { TrespassOptions } from '../findTrespasses';
import { patternOf } from '../patterns/Pattern';
import { principalKey } from '../principalKey';
import type { ReachRegion } from '../ReachRegion';
import type { Permission, Territory } from '../Territory';
import type { Trespass, TrespassReport } from '../Trespass';
import { trespassOf } from '../trespassOf';
import { Unit, unitKey, Whereabouts } from './Whereabouts';

/**
 * What is different about one territory of a fleet.
 *
 * @public
 */
export interface TerritoryChange {
  /** In place of the one of the same id; with empty lists when it is gone. */
  readonly territory: Territory;
  /** In place of every permission of its principals. */
  readonly permissions: readonly Permission[];
  /** Roles that are new or different. */
  readonly roles: readonly AccessModelRole[];
  /** Buckets that are new or different. */
  readonly buckets: readonly AccessModelBucket[];
  /** ARNs of roles that are gone. */
  readonly removedRoles?: readonly string[];
  /** Names of buckets that are gone. */
  readonly removedBuckets?: readonly string[];
}

/** The model with what may change. */
interface ChangingModel extends CompiledAccessModel {
  readonly roles: Map<string, CompiledRole>;
  readonly buckets: Map<string, CompiledBucket>;
}

/**
 * The proof that nobody leaves what is permitted, kept so that after a change only what the change can touch is looked at
 * again: the territory's own roles and buckets, and whoever's policies speak of them.
 *
 * Answers as `findTrespasses` would about the changed model.
 *
 * @public
 */
export class IsolationProof {
  readonly #model: ChangingModel;
  readonly #options: TrespassOptions;
  readonly #catalog: ActionCatalog;
  readonly #entitlements: TerritoryEntitlements;
  readonly #index: ModelIndex;
  readonly #whereabouts: Whereabouts;
  readonly #trespasses = new Map<string, readonly Trespass[]>();

  /** Proves the fleet as a whole. */
  constructor(model: CompiledAccessModel, options: TrespassOptions) {
    this.#model = {
      ...model,
      roles: new Map(model.roles),
      buckets: new Map(model.buckets),
    };
    this.#options = options;
    this.#catalog = catalogOf(model, options.actions);
    this.#entitlements = new TerritoryEntitlements(
      options.territories,
      options.permissions,
      this.#catalog,
    );
    this.#index = new ModelIndex(this.#model);
    this.#whereabouts = new Whereabouts(this.#model, this.#index.bucketPrefix);
    this.#prove(allUnits(this.#model));
  }

  /** Every counterexample as of the last change. */
  get trespasses(): readonly Trespass[] {
    return [...this.#trespasses.values()].flat();
  }

  /**
   * Takes in a change of one territory.
   *
   * @returns the counterexamples among what was looked at again: everything, when a policy names an action of which nobody
   * knew before
   */
  recheck(change: TerritoryChange): TrespassReport {
    const touched = new Map<string, Unit>();
    const touch = (units: Iterable<Unit>) => {
      for (const unit of units) {
        touched.set(unitKey(unit), unit);
      }
    };
    const { territory } = change;
    const before = this.#entitlements.territory(territory.id);
    const names = this.#namesOf(change);
    const owners = this.#saidOwners(this.#bucketsSpokenOf(change));
    touch(this.#about(before ?? territory));
    const compiled = compileAccessModel({
      roles: change.roles,
      buckets: change.buckets,
      oidcProviders: [],
    });
    const asksMore = learnActions(
      this.#catalog,
      compiled,
      this.#options.actions,
    );
    touch(this.#apply(change, compiled));
    for (const [bucket, owner] of owners) {
      if (this.#entitlements.accountOfBucket(bucket) !== owner) {
        touch(this.#whereabouts.mentioning(bucket));
      }
    }
    touch(this.#about(territory));
    const isRenamed =
      !before ||
      !claimsAlike(before, territory) ||
      names !== this.#namesOf(change);
    touch(this.#wideAbout(before ?? territory, isRenamed));
    touch(this.#wideAbout(territory, isRenamed));
    return this.#prove(asksMore ? allUnits(this.#model) : touched.values());
  }

  /** Which of the things that a change speaks of there are. */
  #namesOf(change: TerritoryChange): string {
    return [
      ...change.roles.map(({ arn }) => this.#model.roles.has(arn)),
      ...(change.removedRoles ?? []).map(arn => this.#model.roles.has(arn)),
      ...change.buckets.map(({ name }) => this.#model.buckets.has(name)),
      ...(change.removedBuckets ?? []).map(name =>
        this.#model.buckets.has(name),
      ),
    ].join();
  }

  /** Units that speak of a territory's names, roles or principals, and its own. */
  *#about(territory: Territory): Iterable<Unit> {
    const { bucketPrefix } = this.#index;
    for (const name of territory.bucketNames) {
      const wildcard = name.search(/[*?]/);
      const start = wildcard < 0 ? name : name.slice(0, wildcard);
      yield* this.#whereabouts.mentioning(start, wildcard >= 0);
      for (const arn of this.#index.bucketsWithin(
        `${bucketPrefix}${name}`,
        Infinity,
      )) {
        yield { kind: 'bucket', name: arn.slice(bucketPrefix.length) };
      }
    }
    for (const roleArn of territory.roleArns) {
      yield { kind: 'trust', arn: roleArn };
      yield* this.#whereabouts.mentioning(roleArn);
    }
    const arns = territory.principals.flatMap(principal =>
      'arn' in principal ? [principal.arn] : [],
    );
    for (const arn of arns) {
      yield { kind: 'identity', arn };
      yield* this.#whereabouts.mentioning(arn);
      const [, , , , accountId = '', resource = ''] = arn.split(':');
      const name = resource.slice(resource.lastIndexOf('/') + 1);
      yield* this.#whereabouts.mentioning(sessionKey(accountId, name));
    }
  }

  /** Accounts that are said to own the buckets of which a territory's permissions speak. */
  #saidOwners(buckets: Iterable<string>): Map<string, string | undefined> {
    return new Map(
      [...buckets].map(bucket => [
        bucket,
        this.#entitlements.accountOfBucket(bucket),
      ]),
    );
  }

  *#bucketsSpokenOf({
    territory,
    permissions,
  }: TerritoryChange): Iterable<string> {
    const before = this.#entitlements.territory(territory.id);
    for (const principal of [
      ...(before?.principals ?? []),
      ...territory.principals,
    ]) {
      yield* this.#entitlements.permittedBuckets(principalKey(principal));
    }
    for (const permission of permissions) {
      if ('bucket' in permission) {
        yield permission.bucket;
      }
    }
  }

  /**
   * Units that speak of a territory by pattern, or let everybody in. What is reached by pattern elsewhere stays as it is,
   * so that it matters only where the territory's names changed or the witness is one of its own.
   */
  *#wideAbout(territory: Territory, isRenamed: boolean): Iterable<Unit> {
    const { bucketPrefix } = this.#index;
    const patterns = [
      ...territory.bucketNames.map(name => `${bucketPrefix}${name}`),
      ...territory.roleArns,
    ].map(patternOf);
    for (const unit of this.#whereabouts.wideMeeting(patterns)) {
      const known = this.#trespasses.get(unitKey(unit)) ?? [];
      if (
        isRenamed ||
        known.some(trespass => trespass.territory === territory.id)
      ) {
        yield unit;
      }
    }
    yield* this.#whereabouts.openTo(territory.principals);
  }

  *#apply(
    change: TerritoryChange,
    compiled: CompiledAccessModel,
  ): Iterable<Unit> {
    for (const arn of [
      ...(change.removedRoles ?? []),
      ...compiled.roles.keys(),
    ]) {
      yield* this.#putRole(arn, compiled.roles.get(arn));
    }
    for (const name of [
      ...(change.removedBuckets ?? []),
      ...compiled.buckets.keys(),
    ]) {
      yield* this.#putBucket(name, compiled.buckets.get(name));
    }
    this.#entitlements.replace(change.territory, change.permissions);
  }

  *#putRole(arn: string, role: CompiledRole | undefined): Iterable<Unit> {
    const accountId = (role ?? this.#model.roles.get(arn))?.accountId ?? '';
    for (const kind of ['identity', 'trust'] as const) {
      this.#whereabouts.remove({ kind, arn });
      yield { kind, arn };
    }
    if (role) {
      this.#model.roles.set(arn, role);
      this.#whereabouts.addRole(role);
    } else {
      this.#model.roles.delete(arn);
    }
    this.#index.updateRole(arn, accountId);
    yield* this.#whereabouts.mentioning(arn);
  }

  *#putBucket(
    name: string,
    bucket: CompiledBucket | undefined,
  ): Iterable<Unit> {
    const unit: Unit = { kind: 'bucket', name };
    this.#whereabouts.remove(unit);
    yield unit;
    if (bucket) {
      this.#model.buckets.set(name, bucket);
      this.#whereabouts.addBucket(bucket);
    } else {
      this.#model.buckets.delete(name);
    }
    this.#index.updateBucket(name);
    yield* this.#whereabouts.mentioning(name);
  }

  #prove(units: Iterable<Unit>): TrespassReport {
    const { principals, context } = this.#options;
    const analysis = new ReachAnalysis(this.#model, {
      catalog: this.#catalog,
      entitlements: this.#entitlements,
      index: this.#index,
      ...(principals && { principals }),
      ...(context && { context }),
    });
    const all: Trespass[] = [];
    let count = 0;
    for (const unit of units) {
      const found: Trespass[] = [];
      for (const region of this.#regionsOf(unit, analysis)) {
        const trespass = trespassOf(region, this.#model, this.#entitlements);
        if (trespass) {
          found.push(trespass);
        }
      }
      count += unit.kind === 'identity' ? 1 : 0;
      all.push(...found);
      if (found.length > 0) {
        this.#trespasses.set(unitKey(unit), found);
      } else {
        this.#trespasses.delete(unitKey(unit));
      }
    }
    return {
      trespasses: all,
      proved: { principals: count, regions: analysis.provedRegions },
    };
  }

  #regionsOf(unit: Unit, analysis: ReachAnalysis): Iterable<ReachRegion> {
    switch (unit.kind) {
      case 'bucket': {
        const bucket = this.#model.buckets.get(unit.name);
        return bucket ? analysis.byBucket(bucket) : [];
      }
      case 'trust': {
        const role = this.#model.roles.get(unit.arn);
        return role ? analysis.byTrust(role) : [];
      }
      case 'identity': {
        const owner =
          this.#model.roles.get(unit.arn) ?? this.#model.users.get(unit.arn);
        return owner ? analysis.byIdentity(owner) : [];
      }
      default:
        return unreachable(unit);
    }
  }
}

/** Whether two territories claim the same names for the same principals. */
function claimsAlike(a: Territory, b: Territory): boolean {
  const claims = ({
    accountId,
    bucketNames,
    roleArns,
    principals,
  }: Territory) =>
    [accountId, bucketNames, roleArns, principals.map(principalKey)].join(' ');
  return claims(a) === claims(b);
}

function* allUnits(model: CompiledAccessModel): Iterable<Unit> {
  for (const arn of model.roles.keys()) {
    yield { kind: 'identity', arn };
    yield { kind: 'trust', arn };
  }
  for (const arn of model.users.keys()) {
    yield { kind: 'identity', arn };
  }
  for (const name of model.buckets.keys()) {
    yield { kind: 'bucket', name };
  }
}

function unreachable(unit: never): never {
  throw new Error(`Unexpected unit ${JSON.stringify(unit)}`);
}
