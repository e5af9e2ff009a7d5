import type { Fleet } from '@corridors/model';
import { parse } from 'yaml';
import type { InvalidEntry } from './InventoryEntry';

/**
 * Rows for files that cannot be read as corridors. Environment and owner are taken from them as far as they are there,
 * so that the owner sees what is wrong.
 *
 * @param files - contents by path
 * @param asOf - RFC 3339; when the files were read
 */
export function invalidEntries(
  fleet: Fleet,
  files: ReadonlyMap<string, string>,
  asOf: string,
): InvalidEntry[] {
  return fleet.invalid
    .filter(({ kind }) => kind === 'corridor')
    .map(file => {
      const spec = readSpec(files.get(file.file) ?? '');
      return {
        kind: 'invalid',
        file,
        environment: readText(spec, 'environment'),
        owner: readText(spec, 'owner'),
        asOf,
      };
    });
}

function readSpec(content: string): unknown {
  try {
    const document: unknown = parse(content, {
      maxAliasCount: 0,
      logLevel: 'error',
    });
    return typeof document === 'object' &&
      document !== null &&
      'spec' in document
      ? document.spec
      : undefined;
  } catch {
    // That it does not parse is among the file's problems already.
    return undefined;
  }
}

function readText(container: unknown, key: string): string {
  const value =
    typeof container === 'object' && container !== null
      ? Object.entries(container).find(([k]) => k === key)?.[1]
      : '';
  return typeof value === 'string' ? value : '';
}
