import { statementsOf } from '../../documents/CompiledPolicy';
import type { Principal } from '../../request/AccessRequest';
import type { AccessAnswer } from '../AccessAnswer';
import { AccessDecider } from '../AccessDecider';
import { ActionCatalog, ActionSet, NO_ACTIONS } from '../actions/ActionCatalog';
import { isAskedOf } from '../actions/actionTargets';
import type { CompiledAccessModel } from '../CompiledAccessModel';
import { accountOf, principalKey } from '../principalKey';
import type { AskedTarget } from './AskedTarget';
import {
  addCandidate,
  Candidates,
  GrantsByPolicy,
  sessionKey,
} from './GrantsByPolicy';
import { TargetIndex } from './TargetIndex';

/**
 * A resource that is asked for.
 *
 * @public
 */
export interface CellTarget {
  /** ARN of a bucket, object or role. */
  readonly resource: string;
  /** Account that owns it; what the model says of a bucket counts more. */
  readonly accountId: string;
}

/**
 * A cell of principal × resource × action that is not denied.
 *
 * @public
 */
export interface ReachedCell {
  readonly principal: Principal;
  readonly target: CellTarget;
  readonly action: string;
  readonly answer: AccessAnswer;
}

/**
 * Which cells to look at.
 *
 * @public
 */
export interface CellOptions {
  readonly targets: readonly CellTarget[];
  /** `service:Action`, spelled out. Only those are asked that fit the kind of the resource. */
  readonly actions: readonly string[];
  /** Absent: every role and user of the model, and anonymous callers. */
  readonly principals?: readonly Principal[];
  /** Condition context that holds for every request. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Every cell that is not denied, without visiting the others: candidates are found by the patterns of the policies that
 * allow, whatever none of them matches is denied by construction, and each candidate is decided.
 *
 * @public
 */
export function* findReachedCells(
  model: CompiledAccessModel,
  options: CellOptions,
): Iterable<ReachedCell> {
  const { targets, principals = everybodyOf(model), context } = options;
  const catalog = new ActionCatalog(options.actions);
  const decider = new AccessDecider(model, context);
  const asked = targets.map(
    (target): AskedTarget => ({
      target,
      resource: decider.find(target.resource, target.accountId),
      actions: actionsOn(target, catalog),
    }),
  );
  const index = new TargetIndex(asked);
  const granted = grantsOf(asked, catalog);
  for (const principal of principals) {
    const candidates = candidatesOf(
      principal,
      decider,
      catalog,
      index,
      granted,
    );
    for (const [{ target, resource, actions }, set] of candidates) {
      for (const action of catalog.of(actions & set)) {
        const answer = decider.answer(principal, action.name, resource);
        if (answer.verdict !== 'deny') {
          yield { principal, target, action: action.name, answer };
        }
      }
    }
  }
}

/** Those that are asked for on resources of its kind. */
function actionsOn(
  { resource }: CellTarget,
  catalog: ActionCatalog,
): ActionSet {
  return catalog.actions
    .filter(({ name, target }) => isAskedOf(name, target, resource))
    .reduce((all, { set }) => all | set, NO_ACTIONS);
}

function everybodyOf(model: CompiledAccessModel): readonly Principal[] {
  return [
    ...[...model.roles.values(), ...model.users.values()].map(
      ({ kind, arn }): Principal => ({ kind, arn }),
    ),
    { kind: 'anonymous' },
  ];
}

function grantsOf(
  asked: readonly AskedTarget[],
  catalog: ActionCatalog,
): GrantsByPolicy {
  const granted = new GrantsByPolicy(catalog);
  for (const target of asked) {
    const { policy, isPolicyUnknown } = target.resource;
    if (isPolicyUnknown) {
      granted.addUnknown(target);
    } else if (policy) {
      granted.add(policy, target);
    }
  }
  return granted;
}

function candidatesOf(
  principal: Principal,
  decider: AccessDecider,
  catalog: ActionCatalog,
  index: TargetIndex,
  granted: GrantsByPolicy,
): Candidates {
  const candidates: Candidates = new Map(granted.everybody);
  const add = (pattern: string, actions: ActionSet) =>
    index
      .matching(pattern)
      .forEach(target => addCandidate(candidates, target, actions));
  for (const key of keysOf(principal)) {
    granted
      .to(key)
      ?.forEach((actions, target) => addCandidate(candidates, target, actions));
  }
  const owner = decider.ownerOf(principal);
  const mayDoAnything = owner
    ? owner.unknown.includes('identity')
    : accountOf(principal) !== undefined;
  if (mayDoAnything) {
    add('*', catalog.all);
  }
  for (const policy of owner?.identity ?? []) {
    for (const { effect, actions, resources } of statementsOf(policy)) {
      const set = catalog.matching(actions);
      if (effect === 'Allow' && set !== NO_ACTIONS) {
        const patterns =
          resources?.isNegated === false ? resources.patterns : ['*'];
        patterns.forEach(pattern => add(pattern, set));
      }
    }
  }
  return candidates;
}

/** By what a principal may be named in policies of resources. */
function keysOf(principal: Principal): readonly string[] {
  switch (principal.kind) {
    case 'role':
      return keysOfRole(principal.arn, principal);
    case 'assumed-role':
      return keysOfRole(principal.roleArn, principal);
    default:
      return [principalKey(principal)];
  }
}

function keysOfRole(roleArn: string, session: Principal): readonly string[] {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return [roleArn, sessionKey(accountOf(session) ?? '', name)];
}
