import type { StatementReference } from '../documents/documentKinds';
import { FALSE, Truth, TRUE, unknown } from '../Truth';

/** Whether something grants, and the statements that make it so. */
export interface Grant {
  readonly truth: Truth;
  readonly by: readonly StatementReference[];
}

/** Grants nothing. */
export const NOTHING: Grant = { truth: FALSE, by: [] };

/** Grants everything without a statement: a limit that does not exist, the root user's own account. */
export const EVERYTHING: Grant = { truth: TRUE, by: [] };

/** The first that certainly grants; else what might. */
export function anyOf(...grants: readonly Grant[]): Grant {
  return (
    grants.find(grant => grant.truth.is === 'true') ??
    combineUnknown(grants) ??
    NOTHING
  );
}

/** All must grant. */
export function allOf(...grants: readonly Grant[]): Grant {
  if (grants.some(grant => grant.truth.is === 'false')) {
    return NOTHING;
  }
  const by = grants.flatMap(grant => grant.by);
  const open = combineUnknown(grants);
  return open ? { truth: open.truth, by } : { truth: TRUE, by };
}

function combineUnknown(grants: readonly Grant[]): Grant | undefined {
  const open = grants.filter(grant => grant.truth.is === 'unknown');
  const missing = new Set(
    open.flatMap(({ truth }) => (truth.is === 'unknown' ? truth.missing : [])),
  );
  return missing.size > 0
    ? { truth: unknown([...missing]), by: open.flatMap(grant => grant.by) }
    : undefined;
}
