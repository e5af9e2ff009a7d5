import type { Cell, Finding, Identity, Resource } from '@corridors/model';
import type { RunPlan } from '../database';

/** Whose cells somebody may see: all, or those of some corridors. */
export type RunReader =
  | { readonly kind: 'all' }
  | { readonly kind: 'some'; readonly sees: (corridor: string) => boolean };

/** Whether a cell is the reader's: its identity or its resource belongs to a corridor that they may see. */
export function createCellFilter(
  plan: Pick<RunPlan, 'identities' | 'resources'>,
  reader: RunReader,
): (cell: Pick<Cell, 'identity' | 'resource'>) => boolean {
  if (reader.kind === 'all') {
    return () => true;
  }
  const visible = new Set<string>();
  for (const row of plan.identities) {
    const corridor = corridorOfIdentity(row);
    if (corridor !== undefined && reader.sees(corridor)) {
      visible.add(row.id);
    }
  }
  for (const column of plan.resources) {
    const corridor = corridorOfResource(column);
    if (corridor !== undefined && reader.sees(corridor)) {
      visible.add(column.id);
    }
  }
  return ({ identity, resource }) =>
    visible.has(identity) || visible.has(resource);
}

/** Whether a finding is the reader's: it names a corridor that they may see. */
export function createFindingFilter(
  reader: RunReader,
): (finding: Pick<Finding, 'corridors'>) => boolean {
  return reader.kind === 'all'
    ? () => true
    : ({ corridors }) => corridors.some(reader.sees);
}

/** The names of all corridors that a run is about. */
export function corridorsOfPlan(
  plan: Pick<RunPlan, 'identities' | 'resources'>,
): Set<string> {
  return new Set([
    ...plan.identities.flatMap(identity => corridorOfIdentity(identity) ?? []),
    ...plan.resources.flatMap(resource => corridorOfResource(resource) ?? []),
  ]);
}

function corridorOfIdentity(identity: Identity): string | undefined {
  return identity.kind === 'corridor' ? identity.corridor : undefined;
}

function corridorOfResource({ owner }: Resource): string | undefined {
  return owner.kind === 'corridor' ? owner.corridor : undefined;
}
