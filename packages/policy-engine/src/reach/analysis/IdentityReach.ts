import { statementsOf } from '../../documents/CompiledPolicy';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { Principal } from '../../request/AccessRequest';
import { ActionSet, NO_ACTIONS } from '../actions/ActionCatalog';
import type { CompiledRole, CompiledUser } from '../CompiledAccessModel';
import { accountsOf } from '../ranges/accountNarrowing';
import { isLiteral, literalBucketOf } from '../ranges/resourceNames';
import type { ReachRegion } from '../ReachRegion';
import { CallerSearch } from './CallerSearch';
import type { Question } from './Question';

/** Actions that a token asks for; no policy of a caller has a say in them. */
const WITH_TOKEN = [
  'sts:AssumeRoleWithWebIdentity',
  'sts:AssumeRoleWithSAML',
] as const;

/**
 * What roles and users reach by their own policies.
 *
 * A range that lies within what is permitted is told by its text alone, in constant time; only what does not is looked
 * at.
 */
export class IdentityReach {
  readonly #question: Question;
  readonly #bucketActions: ActionSet;
  readonly #objectActions: ActionSet;
  readonly #signed: ActionSet;

  constructor(question: Question) {
    this.#question = question;
    const { catalog } = question;
    this.#bucketActions = catalog.ofTarget('bucket');
    this.#objectActions = catalog.ofTarget('object');
    this.#signed = ~catalog.named(WITH_TOKEN);
  }

  *regionsOf(owner: CompiledRole | CompiledUser): Iterable<ReachRegion> {
    const { catalog } = this.#question;
    const principal: Principal = { kind: owner.kind, arn: owner.arn };
    let search: CallerSearch | undefined;
    for (const policy of owner.identity) {
      for (const statement of statementsOf(policy)) {
        if (statement.effect !== 'Allow' || !statement.resources) {
          continue;
        }
        const actions = catalog.matching(statement.actions) & this.#signed;
        if (actions === NO_ACTIONS) {
          continue;
        }
        if (statement.resources.isNegated) {
          search ??= new CallerSearch(principal, this.#question);
          yield* search.everything(statement, actions);
          continue;
        }
        for (const template of statement.resources.templates) {
          const { text } = template;
          const open = this.#open(owner.arn, statement, text, actions);
          if (open === NO_ACTIONS) {
            this.#question.countProved();
            continue;
          }
          search ??= new CallerSearch(principal, this.#question);
          yield* search.range(statement, template, open);
        }
      }
    }
    if (owner.unknown.some(part => part === 'identity')) {
      search ??= new CallerSearch(principal, this.#question);
      yield* search.everything(undefined, catalog.all & this.#signed);
    }
  }

  /** What of the actions is not permitted on the range as a whole. */
  #open(
    principal: string,
    statement: CompiledStatement,
    text: string,
    actions: ActionSet,
  ): ActionSet {
    const { entitlements, index, decider } = this.#question;
    const bucket = literalBucketOf(text, index.bucketPrefix);
    if (bucket !== undefined) {
      const isObject = text.length > index.bucketPrefix.length + bucket.length;
      const asked = isObject ? this.#objectActions : this.#bucketActions;
      const known =
        decider.model.buckets.get(bucket)?.accountId ??
        entitlements.accountOfBucket(bucket);
      const accounts = known === undefined ? accountsOf(statement) : [known];
      return (
        actions & asked & ~entitlements.onBucket(principal, bucket, accounts)
      );
    }
    return isLiteral(text)
      ? actions & ~entitlements.onRole(principal, text)
      : actions;
  }
}
