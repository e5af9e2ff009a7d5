import { statementsOf } from '../../documents/CompiledPolicy';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { NamedPrincipal } from '../../documents/parsePrincipals';
import type { Principal } from '../../request/AccessRequest';
import { ActionSet, CatalogAction, NO_ACTIONS } from '../actions/ActionCatalog';
import type { CompiledRole } from '../CompiledAccessModel';
import { principalKey } from '../principalKey';
import type { ReachRegion } from '../ReachRegion';
import type { Audience, AudienceSearch } from './AudienceSearch';
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
    const { catalog } = this.#question;
    if (named.kind === 'provider') {
      yield* this.#tokens.regionsOf(named.provider, role, statement);
      return;
    }
    if (
      (catalog.matching(statement.actions) & this.#assumingSet) ===
      NO_ACTIONS
    ) {
      return;
    }
    switch (named.kind) {
      case 'everyone':
        yield* this.#toEverybody(role, statement);
        break;
      case 'account':
        yield* this.#toAccount(named.accountId, role);
        break;
      default:
        for (const principal of this.#audience.principalsNamed(named)) {
          yield* this.#to(principal, role);
        }
    }
  }

  /** The principals of the model are looked at by their own policies; of other accounts anybody may come. */
  *#toAccount(accountId: string, role: CompiledRole): Iterable<ReachRegion> {
    if (!this.#question.decider.model.accounts.has(accountId)) {
      const { partition } = this.#question.index;
      const arn = `arn:${partition}:iam::${accountId}:role/any`;
      yield* this.#to({ kind: 'role', arn }, role, 'every-principal');
    }
  }

  *#to(
    principal: Principal,
    role: CompiledRole,
    audience: Audience = 'this-principal',
  ): Iterable<ReachRegion> {
    const permitted = this.#question.entitlements.onRole(
      principalKey(principal),
      role.arn,
    );
    const isPermitted =
      (this.#assumingSet & ~permitted) === NO_ACTIONS ||
      this.#workloads.isToldByAssociations(principal, role);
    if (isPermitted || !this.#audience.isAsked(principal)) {
      this.#question.countProved();
      return;
    }
    for (const action of this.#assuming) {
      yield* this.#region(principal, audience, role, action, {
        name: role.arn,
        accountId: role.accountId,
        answer: this.#answer(principal, role, action),
      });
    }
  }

  *#toEverybody(
    role: CompiledRole,
    statement: CompiledStatement | undefined,
  ): Iterable<ReachRegion> {
    const { entitlements } = this.#question;
    for (const action of this.#assuming) {
      const found = this.#audience.find({
        statement,
        accountId: role.accountId,
        withAnonymous: false,
        isPermitted: principal =>
          (entitlements.onRole(principalKey(principal), role.arn) &
            action.set) !==
          NO_ACTIONS,
        witness: principal => ({
          name: role.arn,
          accountId: role.accountId,
          answer: this.#answer(principal, role, action),
        }),
      });
      for (const { principal, audience, witness } of found) {
        yield* this.#region(principal, audience, role, action, witness);
      }
    }
  }

  #answer(principal: Principal, role: CompiledRole, action: CatalogAction) {
    const { decider } = this.#question;
    const asked = decider.find(role.arn, role.accountId);
    return decider.answer(principal, action.name, asked);
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
