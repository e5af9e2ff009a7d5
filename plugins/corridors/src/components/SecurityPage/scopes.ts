import type { Scope } from '@corridors/model';
import {
  formatScope,
  type CorridorSummary,
  type EnvironmentSummary,
} from '@corridors/plugin-corridors-common';

/** A scope to choose, with what it is called. */
export interface ScopeOption {
  readonly id: string;
  readonly label: string;
  readonly scope: Scope;
}

/** "AWS account 111122223333", "environment single1", "corridor gha1". */
export function scopeTitle(scope: Scope): string {
  switch (scope.kind) {
    case 'account':
      return `AWS account ${scope.accountId}`;
    case 'environment':
      return `environment ${scope.environment}`;
    case 'corridor':
      return `corridor ${scope.corridor}`;
    default: {
      const unknownScope: never = scope;
      throw new Error(`Unknown scope ${JSON.stringify(unknownScope)}`);
    }
  }
}

function toOption(scope: Scope): ScopeOption {
  const title = scopeTitle(scope);
  return {
    id: formatScope(scope),
    label: title.charAt(0).toUpperCase() + title.slice(1),
    scope,
  };
}

/**
 * What a reader may verify: accounts and environments for those who may verify everything, and their own corridors.
 */
export function scopeOptions(
  environments: readonly EnvironmentSummary[],
  corridors: readonly CorridorSummary[],
  mayVerifyAll: boolean,
): ScopeOption[] {
  const accounts = [
    ...new Set(environments.map(environment => environment.accountId)),
  ];
  const wide: Scope[] = mayVerifyAll
    ? [
        ...accounts.map(accountId => ({ kind: 'account', accountId } as const)),
        ...environments.map(
          ({ name }) => ({ kind: 'environment', environment: name } as const),
        ),
      ]
    : [];
  const own: Scope[] = corridors
    .filter(
      corridor =>
        corridor.state !== 'invalid' && (mayVerifyAll || corridor.mine),
    )
    .map(({ name }) => ({ kind: 'corridor', corridor: name }));
  return [...wide, ...own].map(toOption);
}
