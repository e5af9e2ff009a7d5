import type { Problem, RepositoryFile } from '@corridors/model';

/** Where a file of the platform team is read. */
export const POLICY_FILE =
  /^environments\/(?<environment>[^/]+)\/policies\/[^/]+\.yaml$/;
/** The model reads these, and tells those of the other ending. */
const ENVIRONMENT_FILE = /^environments\/[^/]+\.ya?ml$/;
const BELOW = /^environments\//i;
/** Prose, which may hold examples of what is declared. */
const PROSE = /\.(?:md|markdown|adoc|asciidoc|rst)$/i;
const MANIFEST = /\.(?:ya?ml|json5?)$/i;
/** What a declaration cannot do without, in a file that its ending does not betray. */
const DECLARES = /corridors\.dev\/|^[ \t]*["']?kind["']?[ \t]*:/m;

/**
 * Files below `environments/` that somebody may take for ones that are read, and nothing reads: of another ending, case or folder.
 * Prose and what declares nothing may stay.
 */
export function unreadEnvironmentFiles(
  files: readonly RepositoryFile[],
): Problem[] {
  return files
    .filter(
      ({ path, content }) =>
        BELOW.test(path) &&
        !POLICY_FILE.test(path) &&
        !ENVIRONMENT_FILE.test(path) &&
        !PROSE.test(path) &&
        (MANIFEST.test(path) || DECLARES.test(content)),
    )
    .map(({ path }) => ({
      code: 'wrong-file-name',
      severity: 'error',
      message: `${path} is not read: an environment is environments/<name>.yaml, and what the platform team declares beside is environments/<name>/policies/<file>.yaml, all in lower case. ${remedyOf(
        path,
      )}`,
      file: path,
      line: 1,
    }));
}

function remedyOf(path: string): string {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const stem = name.replace(MANIFEST, '');
  const environment = parts[1] ?? '';
  const isOfNone = environment.toLowerCase() === 'policies';
  if (parts.length === 2) {
    return `Name it environments/${stem}.yaml if it is one, or remove it.`;
  }
  return `Move it to environments/${
    isOfNone ? '<name>' : environment
  }/policies/${stem}.yaml, or remove it.`;
}

/** A file of policies that declares nothing: empty, or comments alone. */
export function emptyPolicyFile(file: string): Problem {
  return {
    code: 'empty-file',
    severity: 'error',
    message: `${file} declares nothing: it is empty or holds comments alone. Declare in it what it is named after, or remove it.`,
    file,
    line: 1,
  };
}
