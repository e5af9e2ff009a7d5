import type { CorridorResource } from './corridorResource';

/**
 * Looks up corridors for the permission framework: those of the repository, and those that were only asked for.
 *
 * @param find - in the repository
 * @param findRequested - by the newest request
 */
export function getCorridorResources(
  find: (name: string) => CorridorResource | undefined,
  findRequested: (name: string) => Promise<CorridorResource | undefined>,
): (names: string[]) => Promise<(CorridorResource | undefined)[]> {
  return names =>
    Promise.all(names.map(async name => find(name) ?? findRequested(name)));
}
