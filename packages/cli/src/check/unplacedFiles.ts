import type { Problem, RepositoryFile } from '@corridors/model';
import { corridorOfApplied } from '../repository/appliedPath';
import { isManifest, isProse } from '../repository/isManifest';
import { WAIVERS_FILE } from '../repository/repository';

const SPEC = /^corridors\/[^/]+\/corridor\.yaml$/;
const SPEC_ELSEWHERE = /^corridors\/[^/]+\/corridor\.(ya?ml|json)$/i;

/**
 * Manifests of `corridors/` that nothing reads, though a GitOps controller may apply them, and files that somebody may take for
 * waivers.
 */
export function unplacedFiles(files: readonly RepositoryFile[]): Problem[] {
  return files.flatMap(({ path }): Problem[] => {
    if (path.startsWith('.corridors/') && path !== WAIVERS_FILE) {
      return isManifest(path) ? [notOfWaivers(path)] : [];
    }
    return path.startsWith('corridors/') && !isKnown(path) && isManifest(path)
      ? [unplaced(path)]
      : [];
  });
}

/** Files that nobody reads and no GitOps controller applies, by their names. */
export function ignoredFiles(
  files: readonly RepositoryFile[],
  ignored: readonly string[],
): string[] {
  return [
    ...files.flatMap(({ path }) =>
      path.startsWith('corridors/') &&
      (isProse(path) || (!isKnown(path) && !isManifest(path)))
        ? [path]
        : [],
    ),
    ...ignored,
  ].sort();
}

function isKnown(path: string): boolean {
  return SPEC.test(path) || corridorOfApplied(path) !== undefined;
}

function unplaced(file: string): Problem {
  const isSpec = SPEC_ELSEWHERE.test(file);
  return {
    code: isSpec ? 'wrong-file-name' : 'not-a-manifest-of-corridors',
    severity: 'error',
    message: isSpec
      ? `${file} is not read: a spec is named corridor.yaml.`
      : `${file} is not read, though a GitOps controller may apply it: below corridors/, only corridor.yaml, aws/ and kubernetes/ of each corridor are.`,
    file,
    line: 1,
  };
}

function notOfWaivers(file: string): Problem {
  return {
    code: 'wrong-file-name',
    severity: 'warning',
    message: `${file} is not read: waivers stand in ${WAIVERS_FILE}.`,
    file,
    line: 1,
  };
}
