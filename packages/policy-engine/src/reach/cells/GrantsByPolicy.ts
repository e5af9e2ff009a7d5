import { CompiledPolicy, statementsOf } from '../../documents/CompiledPolicy';
import type { NamedPrincipal } from '../../documents/parsePrincipals';
import { ActionCatalog, ActionSet, NO_ACTIONS } from '../actions/ActionCatalog';
import type { AskedTarget } from './AskedTarget';

/** Actions that may be granted, by the resource. */
export type Candidates = Map<AskedTarget, ActionSet>;

/**
 * What the policies of resources may grant beside what callers' own policies do: to those whom they name, and to
 * everybody.
 */
export class GrantsByPolicy {
  readonly everybody: Candidates = new Map();
  readonly #named = new Map<string, Candidates>();
  readonly #catalog: ActionCatalog;

  constructor(catalog: ActionCatalog) {
    this.#catalog = catalog;
  }

  /** By key of the principal; a session counts as its role. */
  to(principal: string): Candidates | undefined {
    return this.#named.get(principal);
  }

  addUnknown(target: AskedTarget): void {
    addCandidate(this.everybody, target, this.#catalog.all);
  }

  add(policy: CompiledPolicy, target: AskedTarget): void {
    for (const { effect, actions, principals } of statementsOf(policy)) {
      if (effect === 'Allow') {
        const granted = this.#catalog.matching(actions);
        for (const named of principals?.named ?? []) {
          addCandidate(this.#candidatesOf(named), target, granted);
        }
      }
    }
  }

  #candidatesOf(named: NamedPrincipal): Candidates {
    if (named.kind === 'everyone') {
      return this.everybody;
    }
    const key = keyOf(named);
    const known = this.#named.get(key);
    if (known) {
      return known;
    }
    const candidates: Candidates = new Map();
    this.#named.set(key, candidates);
    return candidates;
  }
}

export function addCandidate(
  candidates: Candidates,
  target: AskedTarget,
  actions: ActionSet,
): void {
  candidates.set(target, (candidates.get(target) ?? NO_ACTIONS) | actions);
}

/** As `principalKey` would tell who is named. */
function keyOf(named: Exclude<NamedPrincipal, { kind: 'everyone' }>): string {
  switch (named.kind) {
    case 'role':
    case 'user':
      return named.arn;
    case 'session':
      return sessionKey(named.accountId, named.roleName);
    case 'account':
      return `root ${named.accountId}`;
    case 'service':
      return `service ${named.service}`;
    case 'provider':
      return `web-identity ${named.provider}`;
    case 'nobody':
      return named.id;
    default:
      return unreachable(named);
  }
}

/** Sessions are named by account and role, without the path of the role. */
export function sessionKey(accountId: string, roleName: string): string {
  return `session ${accountId} ${roleName}`;
}

function unreachable(named: never): never {
  throw new Error(`Unexpected principal ${JSON.stringify(named)}`);
}
