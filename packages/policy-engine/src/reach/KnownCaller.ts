import type { PreparedCaller } from '../request/PreparedCaller';
import type { AskedResource } from './AskedResource';
import type {
  CompiledAccount,
  CompiledRole,
  CompiledUser,
} from './CompiledAccessModel';

/** What the model says of a caller. */
export interface KnownCaller {
  readonly caller: PreparedCaller;
  readonly accountId: string | undefined;
  readonly owner: CompiledRole | CompiledUser | undefined;
  readonly account: CompiledAccount | undefined;
}

/** Whether a caller is of another account than the resource; services count as of every account. */
export function isOutside(
  { caller, accountId }: KnownCaller,
  asked: AskedResource,
): boolean {
  return caller.principal.kind !== 'service' && accountId !== asked.accountId;
}

const WITH_POLICIES: ReadonlySet<string> = new Set([
  'role',
  'assumed-role',
  'user',
]);

/**
 * Whether a caller is of an account that is known, but is not itself in the model. A policy of its own account that names it lets
 * it in; what its own policies allow in other accounts is not known.
 */
export function isUndeclared({
  caller: { principal },
  owner,
  account,
}: KnownCaller): boolean {
  return (
    owner === undefined &&
    account !== undefined &&
    WITH_POLICIES.has(principal.kind)
  );
}
