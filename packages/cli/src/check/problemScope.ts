import type { Fleet, Problem } from '@corridors/model';

const SPEC = /^(?<folder>corridors\/[^/]+)\/corridor\.yaml$/;
const ENVIRONMENT_FILE = /^environments\/[^/]+$/;

/**
 * What a problem keeps from being read or proved, as files and folders. Without its spec nothing of a corridor's folder is read,
 * and nothing is proved of who reaches what would be the corridor's; without an environment nothing of its account.
 */
export function problemScope({ file = '.' }: Problem, fleet: Fleet): string[] {
  const isInvalid = fleet.invalid.some(invalid => invalid.file === file);
  const folder = SPEC.exec(file)?.groups?.folder;
  if (folder !== undefined && isInvalid) {
    return [folder, 'environments'];
  }
  return ENVIRONMENT_FILE.test(file) ? ['environments'] : [file];
}
