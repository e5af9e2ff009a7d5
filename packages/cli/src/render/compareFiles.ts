import type { RepositoryFile } from '@corridors/model';
import { corridorOfApplied } from '../repository/appliedPath';
import { isProse } from '../repository/isManifest';
import type { RenderedCorridor } from './renderFleet';

/**
 * How a committed file differs from what is rendered: its content was changed, it is missing, or nothing is rendered
 * there though a GitOps controller would apply it.
 */
export interface FileDifference {
  readonly corridor: string;
  readonly path: string;
  readonly change: 'changed' | 'missing' | 'unexpected';
  /** First line that differs, from 1; absent for a file that is missing. */
  readonly line?: number;
  /** As committed; absent for a file that is missing. */
  readonly committed?: string;
}

/** Compares what is rendered with what is committed. Ends of lines may differ, as git writes them on Windows. */
export function compareFiles(
  rendered: readonly RenderedCorridor[],
  committed: readonly RepositoryFile[],
): FileDifference[] {
  const present = new Map(
    committed.map(({ path, content }) => [path, content]),
  );
  const expected = new Set(
    rendered.flatMap(({ files }) => files.map(({ path }) => path)),
  );
  const names = new Set(rendered.map(({ name }) => name));
  const changed = rendered.flatMap(({ name, files }) =>
    files.flatMap(({ path, content }) =>
      differenceOf(name, path, content, present.get(path)),
    ),
  );
  const unexpected = committed.flatMap(
    ({ path, content }): FileDifference[] => {
      const corridor = corridorOfApplied(path);
      return corridor !== undefined &&
        names.has(corridor) &&
        !expected.has(path) &&
        !isProse(path)
        ? [
            {
              corridor,
              path,
              change: 'unexpected',
              line: 1,
              committed: content,
            },
          ]
        : [];
    },
  );
  return [...changed, ...unexpected];
}

function differenceOf(
  corridor: string,
  path: string,
  rendered: string,
  committed: string | undefined,
): FileDifference[] {
  if (committed === undefined) {
    return [{ corridor, path, change: 'missing' }];
  }
  if (committed === rendered) {
    return [];
  }
  const left = rendered.split('\n');
  const right = committed.replaceAll('\r\n', '\n').split('\n');
  const longest = Math.max(left.length, right.length);
  for (let i = 0; i < longest; i++) {
    if (left[i] !== right[i]) {
      const line = Math.min(i + 1, right.length);
      return [{ corridor, path, change: 'changed', line, committed }];
    }
  }
  return [];
}
