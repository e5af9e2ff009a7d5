import { statementsOf } from '../../documents/CompiledPolicy';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { NamedPrincipal } from '../../documents/parsePrincipals';
import type { Principal } from '../../request/AccessRequest';
import { ActionSet, CatalogAction, NO_ACTIONS } from '../actions/ActionCatalog';
import type { CompiledRole } from '../CompiledAccessModel';
import { principalKey } from '../principalKey';
import type { ReachRegion } from '../ReachRegion';
import type { AudienceSearch } from './AudienceSearch';
import { sessionsOf } from './federatedSessions';
import type { Audience, Guest, OpenDoor } from './OpenDoor';
import type { Question } from './Question';
import { regionOf, Witness } from './Reached';
import { TokenReach } from './TokenReach';
import { WorkloadReach } from './WorkloadReach';

/** Who is let in by the trust policies of roles. */
export class RoleReach {
  readonly #question: Question;
  readonly #audience: AudienceSearch;
  readonly #tokens: TokenReach;
  readonly #workloads: WorkloadReach;
  readonly #assuming: readonly CatalogAction[];
  readonly #assumingSet: ActionSet;

  constructor(question: Question, audience: AudienceSearch) {
    this.#question = question;
    this.#audience = audience;
    this.#tokens = new TokenReach(question);
    this.#workloads = new WorkloadReach(question);
    this.#assuming = question.catalog.actions.filter(
      ({ name }) => name.toLowerCase() === 'sts:assumerole',
    );
    this.#assumingSet = question.catalog.named(['sts:AssumeRole']);
  }

  *regionsOf(role: CompiledRole): Iterable<ReachRegion> {
    if (role.unknown.includes('trust')) {
      yield* this.#toEverybody(role, undefined);
    }
    for (const statement of role.trust ? statementsOf(role.trust) : []) {
      if (statement.effect !== 'Allow') {
        continue;
      }
      for (const named of statement.principals?.named ?? []) {
        yield* this.#toNamed(named, role, statement);
      }
    }
    yield* this.#workloads.regionsOf(role);
  }

  *#toNamed(
    named: NamedPrincipal,
    role: CompiledRole,
    statement: CompiledStatement,
  ): Iterable<ReachRegion> {
    if (named.kind === 'provider') {
      yield* this.#tokens.regionsOf(named.provider, role, statement);
    }
    if (named.kind === 'everyone' && this.#audience.isEverybodyAsked) {
      yield* this.#tokens.regionsOfAny(role, statement);
    }
    const covered = this.#question.catalog.matching(statement.actions);
    if ((covered & this.#assumingSet) === NO_ACTIONS) {
      return;
    }
    switch (named.kind) {
      case 'everyone':
        yield* this.#toEverybody(role, statement);
        break;
      case 'account':
        yield* this.#toAccount(named.accountId, role, statement);
        break;
      case 'provider':
        yield* this.#toSessions(named.provider, role, statement);
        break;
      default:
        for (const principal of this.#audience.principalsNamed(named)) {
          yield* this.#to(principal, role);
        }
    }
  }

  /** The role's own account is only let use its own policies; of another account anybody may come. */
  *#toAccount(
    accountId: string,
    role: CompiledRole,
    statement: CompiledStatement,
  ): Iterable<ReachRegion> {
    if (accountId !== role.accountId) {
      yield* this.#through(role, statement, door =>
        this.#audience.findOf(accountId, door),
      );
    }
  }

  /** Whoever has taken a role with a token of a provider, unless all such tokens are of the role's own workloads. */
  *#toSessions(
    providerArn: string,
    role: CompiledRole,
    statement: CompiledStatement,
  ): Iterable<ReachRegion> {
    if (
      this.#audience.isEverybodyAsked &&
      !this.#tokens.areOwn(providerArn, role, statement)
    ) {
      yield* this.#through(role, statement, door => [
        sessionsOf(providerArn, door),
      ]);
    }
  }

  *#to(principal: Principal, role: CompiledRole): Iterable<ReachRegion> {
    if (!this.#audience.isAsked(principal)) {
      return;
    }
    const permitted = this.#question.entitlements.onRole(
      principalKey(principal),
      role.arn,
    );
    const isPermitted =
      (this.#assumingSet & ~permitted) === NO_ACTIONS ||
      this.#workloads.isToldByAssociations(principal, role);
    if (isPermitted) {
      this.#question.countProved();
      return;
    }
    for (const action of this.#assuming) {
      const witness = this.#workloads.asFarAsKnown(
        principal,
        role,
        this.#witness(principal, role, action),
      );
      yield* this.#region(principal, 'this-principal', role, action, witness);
    }
  }

  *#toEverybody(
    role: CompiledRole,
    statement: CompiledStatement | undefined,
  ): Iterable<ReachRegion> {
    yield* this.#through(role, statement, door => this.#audience.find(door));
  }

  /** Those who come through a statement for many. */
  *#through(
    role: CompiledRole,
    statement: CompiledStatement | undefined,
    find: (door: OpenDoor) => readonly Guest[],
  ): Iterable<ReachRegion> {
    const { entitlements } = this.#question;
    for (const action of this.#assuming) {
      const witnessOf = (principal: Principal) =>
        this.#witness(principal, role, action);
      const guests = find({
        statement,
        policy: role.trust,
        accountId: role.accountId,
        withAnonymous: false,
        isPermitted: principal =>
          (entitlements.onRole(principalKey(principal), role.arn) &
            action.set) !==
          NO_ACTIONS,
        witness: witnessOf,
        example: witnessOf,
      });
      for (const { principal, audience, witness } of guests) {
        yield* this.#region(principal, audience, role, action, witness);
      }
    }
  }

  #witness(
    principal: Principal,
    role: CompiledRole,
    action: CatalogAction,
  ): Witness {
    const { decider } = this.#question;
    const { arn: name, accountId } = role;
    const asked = decider.find(name, accountId);
    const answer = decider.answer(principal, action.name, asked);
    return { name, accountId, answer };
  }

  *#region(
    principal: Principal,
    audience: Audience,
    role: CompiledRole,
    action: CatalogAction,
    witness: Witness,
  ): Iterable<ReachRegion> {
    const region = regionOf(
      {
        principal,
        audience,
        action,
        resources: role.arn,
        resourceAccounts: [role.accountId],
      },
      witness,
    );
    if (region) {
      yield region;
    } else {
      this.#question.countProved();
    }
  }
}
