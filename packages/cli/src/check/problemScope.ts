import type { Fleet, Problem } from '@corridors/model';

/**
 * What a problem keeps from being read or proved, as files and folders. Without its spec nothing of a corridor's folder is read,
 * and nothing is proved of who reaches what would be the corridor's; without an environment nothing of its account.
 */
export function problemScope({ file = '.' }: Problem, fleet: Fleet): string[] {
  const invalid = fleet.invalid.find(one => one.file === file);
  if (invalid === undefined) {
    return [file];
  }
  const { kind, name } = invalid;
  switch (kind) {
    case 'corridor':
      return [`corridors/${name}`, 'environments'];
    case 'environment':
      return ['environments'];
    default: {
      const unknown: never = kind;
      throw new Error(`Unknown kind ${String(unknown)}`);
    }
  }
}
