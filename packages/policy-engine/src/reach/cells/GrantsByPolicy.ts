import { CompiledPolicy, statementsOf } from '../../documents/CompiledPolicy';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { NamedPrincipal } from '../../documents/parsePrincipals';
import { ActionCatalog, ActionSet, NO_ACTIONS } from '../actions/ActionCatalog';
import type { TargetIndex } from './TargetIndex';

/** Actions that may be granted, by place of the resource. */
export type Candidates = Map<number, ActionSet>;

/**
 * What the policies of resources may grant beside what callers' own policies do: to those whom they name, and to
 * everybody.
 */
export class GrantsByPolicy {
  readonly everybody: Candidates = new Map();
  readonly #named = new Map<string, Candidates>();
  readonly #catalog: ActionCatalog;
  readonly #index: TargetIndex;

  constructor(catalog: ActionCatalog, index: TargetIndex) {
    this.#catalog = catalog;
    this.#index = index;
  }

  /** By key of the principal; a session counts as its role. */
  to(principal: string): Candidates | undefined {
    return this.#named.get(principal);
  }

  addUnknown(at: number): void {
    addCandidate(this.everybody, at, this.#catalog.all);
  }

  add(policy: CompiledPolicy, at: number): void {
    for (const statement of statementsOf(policy)) {
      const actions = this.#catalog.matching(statement.actions);
      if (
        statement.effect === 'Allow' &&
        actions !== NO_ACTIONS &&
        this.#isAbout(statement, at)
      ) {
        for (const named of statement.principals?.named ?? []) {
          this.#grant(named, at, actions);
        }
      }
    }
  }

  #isAbout({ resources }: CompiledStatement, at: number): boolean {
    return (
      !resources ||
      resources.isNegated ||
      resources.patterns.some(pattern => this.#index.matches(pattern, at))
    );
  }

  #grant(named: NamedPrincipal, at: number, actions: ActionSet): void {
    if (named.kind === 'everyone') {
      addCandidate(this.everybody, at, actions);
      return;
    }
    const key = keyOf(named);
    let candidates = this.#named.get(key);
    if (!candidates) {
      candidates = new Map();
      this.#named.set(key, candidates);
    }
    addCandidate(candidates, at, actions);
  }
}

export function addCandidate(
  candidates: Candidates,
  at: number,
  actions: ActionSet,
): void {
  candidates.set(at, (candidates.get(at) ?? NO_ACTIONS) | actions);
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
