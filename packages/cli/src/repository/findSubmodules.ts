import { READ_FOLDERS } from './repository';
import { askGit } from './runGit';

/** A folder that is another repository. */
export interface Submodule {
  readonly path: string;
  /** Commit of it that is meant; absent when that is not known. */
  readonly commit?: string;
}

const SUBMODULE = '160000';

/**
 * Finds the submodules below what is read. One that is not checked out is an empty folder on disk: git tells it from others; where
 * there is no git to ask, any empty folder may be one, but for those that a repository begins with.
 */
export async function findSubmodules(
  folder: string,
  looked: {
    readonly empty: readonly string[];
    readonly repositories: readonly string[];
    /** Content of the file that names submodules. */
    readonly named: string;
  },
): Promise<Submodule[]> {
  const suspects = [
    ...looked.empty,
    ...looked.repositories,
    ...findNamed(looked.named),
  ];
  if (suspects.length === 0) {
    return [];
  }
  const index = await askGit(folder, [
    'ls-files',
    '--stage',
    '-z',
    '--',
    ...READ_FOLDERS,
  ]);
  const commits = new Map(
    (index.ok ? index.text : '').split('\0').flatMap(entry => {
      const [head = '', path = ''] = entry.split('\t');
      const [mode, commit = ''] = head.split(' ');
      return mode === SUBMODULE ? [[path, commit] as const] : [];
    }),
  );
  const harmless = new Set(
    looked.empty.filter(path =>
      index.ok ? !commits.has(path) : READ_FOLDERS.some(top => path === top),
    ),
  );
  const paths = new Set([...suspects, ...commits.keys()]);
  return [...paths]
    .filter(path => !harmless.has(path))
    .sort()
    .map(path => {
      const commit = commits.get(path);
      return { path, ...(commit === undefined ? {} : { commit }) };
    });
}

/** The folders below what is read that a file of submodules names. (git: "gitmodules".) */
export function findNamed(content: string): string[] {
  return [...content.matchAll(/^\s*path\s*=\s*"?(.*?)"?\s*$/gim)]
    .map(([, path = '']) => path.replace(/^(\.?\/)+|\/+$/g, ''))
    .filter(path =>
      READ_FOLDERS.some(top => path === top || path.startsWith(`${top}/`)),
    );
}
