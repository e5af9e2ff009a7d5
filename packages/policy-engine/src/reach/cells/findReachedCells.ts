import { statementsOf } from '../../documents/CompiledPolicy';
import type { Principal } from '../../request/AccessRequest';
import type { AccessAnswer } from '../AccessAnswer';
import { AccessDecider } from '../AccessDecider';
import type { AskedResource } from '../AskedResource';
import { ActionCatalog, ActionSet, NO_ACTIONS } from '../actions/ActionCatalog';
import { isAskedOf } from '../actions/actionTargets';
import { ModelIndex } from '../analysis/ModelIndex';
import type { CompiledAccessModel } from '../CompiledAccessModel';
import { accountOf, principalKey } from '../principalKey';
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
  const index = new TargetIndex(
    targets.map(({ resource }) => resource),
    new ModelIndex(model).bucketPrefix,
  );
  const asked = targets.map(({ resource, accountId }) =>
    decider.find(resource, accountId),
  );
  const fitting = targets.map(({ resource }) =>
    catalog.actions
      .filter(({ name, target }) => isAskedOf(name, target, resource))
      .reduce((set, action) => set | action.set, NO_ACTIONS),
  );
  const granted = grantsOf(asked, catalog, index);
  for (const principal of principals) {
    const candidates = candidatesOf(
      principal,
      decider,
      catalog,
      index,
      granted,
    );
    for (const [at, actions] of candidates) {
      const resource = asked[at];
      const target = targets[at];
      if (!resource || !target) {
        continue;
      }
      for (const action of catalog.of(actions & (fitting[at] ?? NO_ACTIONS))) {
        const answer = decider.answer(principal, action.name, resource);
        if (answer.verdict !== 'deny') {
          yield { principal, target, action: action.name, answer };
        }
      }
    }
  }
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
  asked: readonly AskedResource[],
  catalog: ActionCatalog,
  index: TargetIndex,
): GrantsByPolicy {
  const granted = new GrantsByPolicy(catalog, index);
  for (const [at, { policy, isPolicyUnknown }] of asked.entries()) {
    if (isPolicyUnknown) {
      granted.addUnknown(at);
    } else if (policy) {
      granted.add(policy, at);
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
  const addAll = (more: Candidates | undefined) =>
    more?.forEach((actions, at) => addCandidate(candidates, at, actions));
  for (const key of keysOf(principal)) {
    addAll(granted.to(key));
  }
  const everything = (actions: ActionSet) =>
    index.matching('*').forEach(at => addCandidate(candidates, at, actions));
  const owner = decider.ownerOf(principal);
  const mayDoAnything =
    principal.kind === 'root' ||
    owner?.unknown.some(part => part === 'identity') ||
    (!owner && accountOf(principal) !== undefined);
  if (mayDoAnything) {
    everything(catalog.all);
  }
  for (const policy of owner?.identity ?? []) {
    for (const { effect, actions, resources } of statementsOf(policy)) {
      const set = catalog.matching(actions);
      if (effect !== 'Allow' || set === NO_ACTIONS || !resources) {
        continue;
      }
      if (resources.isNegated) {
        everything(set);
        continue;
      }
      for (const pattern of resources.patterns) {
        for (const at of index.matching(pattern)) {
          addCandidate(candidates, at, set);
        }
      }
    }
  }
  return candidates;
}

/** By what a principal may be named in policies of resources. */
function keysOf(principal: Principal): readonly string[] {
  const key = principalKey(principal);
  switch (principal.kind) {
    case 'role':
    case 'assumed-role': {
      const role =
        principal.kind === 'role' ? principal.arn : principal.roleArn;
      const name = role.slice(role.lastIndexOf('/') + 1);
      return [key, role, sessionKey(accountOf(principal) ?? '', name)];
    }
    default:
      return [key];
  }
}
