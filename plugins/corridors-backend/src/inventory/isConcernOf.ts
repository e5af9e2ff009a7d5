import type { Finding, Resource } from '@corridors/model';

/**
 * Whether a finding that names a corridor is for its people to look at. What is open or shut concerns both sides. What is
 * not proven concerns the side that all of its cells share: one missing role would else call on everybody.
 *
 * @param resources - of the run, by id
 */
export function isConcernOf(
  { kind, cells }: Finding,
  corridor: string,
  resources: ReadonlyMap<string, Resource>,
): boolean {
  if (kind !== 'unproven') {
    return true;
  }
  return cells.every(cell => {
    const [identity, , resource = ''] = cell.split(' ');
    const owner = resources.get(resource)?.owner;
    return (
      identity === `corridor:${corridor}` ||
      (owner?.kind === 'corridor' && owner.corridor === corridor)
    );
  });
}
