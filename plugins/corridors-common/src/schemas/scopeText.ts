import type { Scope } from '@corridors/model';

/**
 * Writes a scope as one word, as the query parameter `scope` of `GET /v1/verifications` takes it: `corridor:gha1`,
 * `environment:single1` or `account:111122223333`.
 *
 * @public
 */
export function formatScope(scope: Scope): string {
  switch (scope.kind) {
    case 'corridor':
      return `corridor:${scope.corridor}`;
    case 'environment':
      return `environment:${scope.environment}`;
    case 'account':
      return `account:${scope.accountId}`;
    default: {
      const unknownScope: never = scope;
      throw new Error(`Unknown scope ${JSON.stringify(unknownScope)}`);
    }
  }
}

/**
 * Reads what {@link formatScope} writes; `undefined` when the text is no scope.
 *
 * @public
 */
export function parseScope(text: string): Scope | undefined {
  const [kind, name, ...rest] = text.split(':');
  if (!name || rest.length > 0) {
    return undefined;
  }
  switch (kind) {
    case 'corridor':
      return { kind, corridor: name };
    case 'environment':
      return { kind, environment: name };
    case 'account':
      return { kind, accountId: name };
    default:
      return undefined;
  }
}
