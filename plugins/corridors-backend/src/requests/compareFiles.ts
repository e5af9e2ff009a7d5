import type { ManifestFile } from '@corridors/manifests';
import type { PreflightAnswer } from '@corridors/plugin-corridors-common';

/** How one file differs from what the repository has. */
export type FileChange = NonNullable<PreflightAnswer['changes']>[number];

/**
 * What rendered files would change in the repository.
 *
 * @param rendered - paths relative to the corridor's folder
 * @param repository - contents by path relative to the configured folder, as `corridors/gha1/corridor.yaml`
 * @param folder - the corridor's folder there, as `corridors/gha1`
 * @returns changes by path, relative to the corridor's folder
 */
export function compareFiles(
  rendered: readonly ManifestFile[],
  repository: ReadonlyMap<string, string>,
  folder: string,
): FileChange[] {
  const changes: FileChange[] = [];
  const paths = new Set<string>();
  for (const { path, content } of rendered) {
    paths.add(path);
    const present = repository.get(`${folder}/${path}`);
    if (present === undefined) {
      changes.push({ path, change: 'added' });
    } else if (present !== content) {
      changes.push({ path, change: 'modified' });
    }
  }
  for (const present of repository.keys()) {
    const path = present.slice(folder.length + 1);
    if (present.startsWith(`${folder}/`) && !paths.has(path)) {
      changes.push({ path, change: 'removed' });
    }
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
