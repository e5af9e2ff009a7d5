import type { AccessModelBucket, AccessModelRole } from '../../accessModel';
import type { Principal } from '../../request/AccessRequest';
import type { ActionCatalog } from '../actions/ActionCatalog';
import { catalogOf, learnActions } from '../actions/catalogOf';
import { ModelIndex } from '../analysis/ModelIndex';
import { ReachAnalysis } from '../analysis/ReachAnalysis';
import type {
  CompiledAccessModel,
  CompiledAccount,
  CompiledBucket,
  CompiledRole,
  CompiledUser,
} from '../CompiledAccessModel';
import { compileAccessModel } from '../compileAccessModel';
import { TerritoryEntitlements } from '../entitlements/TerritoryEntitlements';
import type { TrespassOptions } from '../findTrespasses';
import { patternOf } from '../patterns/Pattern';
import { principalKey } from '../principalKey';
import { isLiteral, literalPrefixOf } from '../ranges/resourceNames';
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
  readonly accounts: Map<string, CompiledAccount>;
}

/** How many buckets and roles that exist are tried as examples of a pattern before any other name. */
const EXAMPLES = 64;

/** What is different, or may have come to be somebody else's. */
interface Concerned {
  readonly territory: string;
  /** Whether names belong to others than before, or others are tried as examples of patterns. */
  readonly isRenamed: boolean;
  /** Those that are new or different. */
  readonly changedBuckets: ReadonlySet<string>;
  /** Names and patterns. */
  readonly buckets: readonly string[];
  readonly roles: readonly string[];
  readonly principals: readonly Principal[];
  /** Those of the principals of which the model does not know, before the change or after it. */
  readonly strangers: readonly Principal[];
}

/**
 * The proof that nobody leaves what is permitted, kept so that after a change only what the change can touch is looked at
 * again: the territory's own roles and buckets, and whoever's policies speak of them.
 *
 * Answers as `findTrespasses` would about the changed model. It goes on asking about accounts and actions of which the model
 * spoke once.
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
      accounts: new Map(model.accounts),
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
   * @returns the counterexamples among what was looked at again: everything, when a policy names an action, or something is or
   * is said to be in an account, of which nobody knew before
   */
  recheck(change: TerritoryChange): TrespassReport {
    const { territory, permissions } = change;
    const { removedRoles = [], removedBuckets = [] } = change;
    const compiled = compileAccessModel({
      roles: change.roles,
      buckets: change.buckets,
      oidcProviders: [],
    });
    const { roles, buckets } = compiled;
    const before = this.#entitlements.territory(territory.id);
    const territories = before ? [before, territory] : [territory];
    const changedRoles = [...removedRoles, ...roles.keys()];
    const changedBuckets = [...removedBuckets, ...buckets.keys()];
    const principals: Principal[] = [
      ...territories.flatMap(one => one.principals),
      ...changedRoles.map(arn => ({ kind: 'role' as const, arn })),
    ];
    const strangers = principals.filter(one => !this.#isKnown(one));
    const owners = this.#saidOwners(principals, permissions);
    const claims = this.#claims(territory.id, changedRoles, changedBuckets);
    const accounts = this.#saidAccounts();

    const asksMore = this.#learn(compiled);
    changedRoles.forEach(arn => this.#putRole(arn, roles.get(arn)));
    changedBuckets.forEach(name => this.#putBucket(name, buckets.get(name)));
    this.#entitlements.replace(territory, permissions);
    if (asksMore || accounts !== this.#saidAccounts()) {
      this.#trespasses.clear();
      return this.#prove(allUnits(this.#model));
    }
    const movedBuckets = [...owners.keys()].filter(
      name => this.#entitlements.accountOfBucket(name) !== owners.get(name),
    );
    return this.#prove(
      this.#concernedBy({
        territory: territory.id,
        isRenamed:
          movedBuckets.length > 0 ||
          claims !== this.#claims(territory.id, changedRoles, changedBuckets) ||
          [...this.#index.delegatingRoles(EXAMPLES)].some(arn =>
            changedRoles.includes(arn),
          ),
        changedBuckets: new Set(changedBuckets),
        buckets: [
          ...changedBuckets,
          ...movedBuckets,
          ...territories.flatMap(one => one.bucketNames),
        ],
        roles: [...changedRoles, ...territories.flatMap(one => one.roleArns)],
        principals,
        strangers: [
          ...strangers,
          ...principals.filter(one => !this.#isKnown(one)),
        ],
      }),
    );
  }

  #isKnown(principal: Principal): boolean {
    return this.#ownerOf(principalKey(principal)) !== undefined;
  }

  #ownerOf(arn: string): CompiledRole | CompiledUser | undefined {
    return this.#model.roles.get(arn) ?? this.#model.users.get(arn);
  }

  /** Accounts that are said to own the buckets of which permissions speak, old ones and new ones. */
  #saidOwners(
    principals: readonly Principal[],
    permissions: readonly Permission[],
  ): ReadonlyMap<string, string | undefined> {
    const spokenOf = [
      ...principals.flatMap(principal =>
        this.#entitlements.permittedBuckets(principalKey(principal)),
      ),
      ...permissions.flatMap(permission =>
        'bucket' in permission ? [permission.bucket] : [],
      ),
    ];
    return new Map(
      spokenOf.map(name => [name, this.#entitlements.accountOfBucket(name)]),
    );
  }

  #saidAccounts(): string {
    return [...this.#entitlements.accounts].sort().join();
  }

  /** Whose names are, and what there is of what changes. */
  #claims(
    territory: string,
    roles: readonly string[],
    buckets: readonly string[],
  ): string {
    return JSON.stringify([
      this.#entitlements.territory(territory),
      roles.map(arn => this.#model.roles.has(arn)),
      buckets.map(name => this.#model.buckets.get(name)?.accountId),
    ]);
  }

  /** @returns whether there is more to be asked about everybody than before */
  #learn(compiled: CompiledAccessModel): boolean {
    const known = this.#model.accounts.size;
    for (const [id, account] of compiled.accounts) {
      if (!this.#model.accounts.has(id)) {
        this.#model.accounts.set(id, account);
      }
    }
    const { actions } = this.#options;
    return (
      learnActions(this.#catalog, compiled, actions) ||
      this.#model.accounts.size > known
    );
  }

  #putRole(arn: string, role: CompiledRole | undefined): void {
    const known = role ?? this.#model.roles.get(arn);
    this.#whereabouts.remove({ kind: 'identity', arn });
    this.#whereabouts.remove({ kind: 'trust', arn });
    if (role) {
      this.#model.roles.set(arn, role);
      this.#whereabouts.addRole(role);
    } else {
      this.#model.roles.delete(arn);
    }
    if (known) {
      this.#index.updateRole(arn, known.accountId);
    }
  }

  #putBucket(name: string, bucket: CompiledBucket | undefined): void {
    this.#whereabouts.remove({ kind: 'bucket', name });
    if (bucket) {
      this.#model.buckets.set(name, bucket);
      this.#whereabouts.addBucket(bucket);
    } else {
      this.#model.buckets.delete(name);
    }
    this.#index.updateBucket(name);
  }

  /** Units of what is concerned, and those that speak of it. */
  *#concernedBy(concerned: Concerned): Iterable<Unit> {
    const { buckets, roles, principals, strangers } = concerned;
    const { bucketPrefix } = this.#index;
    for (const name of buckets) {
      yield { kind: 'bucket', name };
      yield* this.#bucketsWithin(`${bucketPrefix}${name}`, Infinity);
      yield* this.#whereabouts.mentioning(
        literalPrefixOf(name),
        !isLiteral(name),
      );
    }
    for (const arn of roles) {
      yield { kind: 'trust', arn };
      yield* this.#whereabouts.mentioning(arn);
    }
    for (const principal of principals) {
      yield { kind: 'identity', arn: principalKey(principal) };
      yield* this.#whereabouts.naming(principal);
    }
    for (const stranger of strangers) {
      yield* this.#whereabouts.namingAccountOf(stranger);
    }
    yield* this.#wideAbout(concerned);
    yield* this.#whereabouts.openTo(principals);
  }

  /**
   * Units that speak by pattern of what is concerned. Of the names that a pattern means one is told, so that it matters only
   * where names belong to others than before, where that one is of the territory, and where it is looked for.
   */
  *#wideAbout(concerned: Concerned): Iterable<Unit> {
    const { bucketPrefix } = this.#index;
    const patterns = [
      ...concerned.buckets.map(name => `${bucketPrefix}${name}`),
      ...concerned.roles,
    ].map(patternOf);
    for (const [unit, begin] of this.#whereabouts.wideMeeting(patterns)) {
      const known = this.#trespasses.get(unitKey(unit)) ?? [];
      if (
        concerned.isRenamed ||
        known.some(({ territory }) => territory === concerned.territory) ||
        [...begin].some(beginning => this.#isExample(beginning, concerned))
      ) {
        yield unit;
      }
    }
  }

  #isExample(beginning: string, { changedBuckets }: Concerned): boolean {
    return [...this.#bucketsWithin(beginning, EXAMPLES)].some(({ name }) =>
      changedBuckets.has(name),
    );
  }

  *#bucketsWithin(pattern: string, limit: number) {
    const { bucketPrefix } = this.#index;
    for (const arn of this.#index.bucketsWithin(pattern, limit)) {
      const name = arn.slice(bucketPrefix.length);
      yield { kind: 'bucket', name } as const;
    }
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
    for (const [key, unit] of byKey(units)) {
      const found: Trespass[] = [];
      for (const region of this.#regionsOf(unit, analysis)) {
        const trespass = trespassOf(region, this.#model, this.#entitlements);
        if (trespass) {
          found.push(trespass);
        }
      }
      count += unit.kind === 'identity' && this.#ownerOf(unit.arn) ? 1 : 0;
      all.push(...found);
      if (found.length > 0) {
        this.#trespasses.set(key, found);
      } else {
        this.#trespasses.delete(key);
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
        const owner = this.#ownerOf(unit.arn);
        return owner ? analysis.byIdentity(owner) : [];
      }
      default:
        return unreachable(unit);
    }
  }
}

function byKey(units: Iterable<Unit>): ReadonlyMap<string, Unit> {
  return new Map([...units].map(unit => [unitKey(unit), unit]));
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
