import type { ActionMatcher } from '../../documents/ActionMatcher';
import { CompiledPolicy, statementsOf } from '../../documents/CompiledPolicy';
import type { CompiledAccessModel } from '../CompiledAccessModel';
import { ActionCatalog } from './ActionCatalog';
import { OTHER_ACTIONS, unlistedActions } from './unlistedActions';
import { WATCHED_ACTIONS } from './watchedActions';

/** What of a model holds policies. */
type Policies = Pick<
  CompiledAccessModel,
  'roles' | 'users' | 'buckets' | 'accounts'
>;

/**
 * The actions that are asked about.
 *
 * @param names - absent: all of S3, IAM and STS that isolation hangs on
 */
export function catalogOf(
  model: Policies,
  names: readonly string[] | undefined,
): ActionCatalog {
  const catalog = names
    ? new ActionCatalog(names)
    : new ActionCatalog(WATCHED_ACTIONS, OTHER_ACTIONS);
  learnActions(catalog, model, names);
  return catalog;
}

/**
 * Lets a catalog know what policies say of actions: what they name that no documentation knows, and by which elements
 * actions are told apart.
 *
 * @param names - of the actions that are asked about; absent: all that isolation hangs on
 * @returns whether there is more to be asked about than before
 */
export function learnActions(
  catalog: ActionCatalog,
  model: Policies,
  names: readonly string[] | undefined,
): boolean {
  const granting = new Set<ActionMatcher>();
  const all = new Set<ActionMatcher>();
  for (const policy of grantingPolicies(model)) {
    for (const { effect, actions } of statementsOf(policy)) {
      all.add(actions);
      if (effect === 'Allow') {
        granting.add(actions);
      }
    }
  }
  for (const policy of limitsOf(model)) {
    statementsOf(policy).forEach(({ actions }) => all.add(actions));
  }
  const isMore = !names && catalog.add(unlistedActions(granting));
  all.forEach(matcher => catalog.matching(matcher));
  return isMore;
}

function* grantingPolicies(model: Policies): Iterable<CompiledPolicy> {
  for (const { identity, trust } of model.roles.values()) {
    yield* identity;
    if (trust) {
      yield trust;
    }
  }
  for (const { identity } of model.users.values()) {
    yield* identity;
  }
  for (const { policy } of model.buckets.values()) {
    if (policy) {
      yield policy;
    }
  }
}

function* limitsOf(model: Policies): Iterable<CompiledPolicy> {
  for (const { boundary } of [
    ...model.roles.values(),
    ...model.users.values(),
  ]) {
    if (boundary) {
      yield boundary;
    }
  }
  for (const { scp } of model.accounts.values()) {
    yield* scp?.flat() ?? [];
  }
}
