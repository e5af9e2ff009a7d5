import { createHash } from 'node:crypto';
import type { Repository } from '../repository/repository';

/** Digests of what a repository holds, so that two states of it can be compared. */
export class RepositoryContent {
  private readonly digests: ReadonlyMap<string, string | undefined>;

  constructor({ files, problems, unread }: Repository) {
    this.digests = new Map([
      ...problems.flatMap(({ file }) =>
        file === undefined ? [] : [[file, unread?.get(file)] as const],
      ),
      ...files.map(({ path, content }) => [path, sha256(content)] as const),
    ]);
  }

  /**
   * What tells whether files or folders are the same.
   *
   * @returns undefined when something of them is not known
   */
  facetsOf(filesOrFolders: readonly string[]): string[] | undefined {
    const digests = [...new Set(filesOrFolders)].map(one => {
      const digest = this.digestOf(one);
      return digest === undefined ? undefined : `${one} ${digest}`;
    });
    const known = digests.filter(one => one !== undefined);
    return known.length === digests.length ? known : undefined;
  }

  /**
   * A digest of a file, or of everything below a folder.
   *
   * @returns undefined when something of it is not known
   */
  private digestOf(fileOrFolder: string): string | undefined {
    const own = [...this.digests]
      .filter(
        ([path]) =>
          path === fileOrFolder || path.startsWith(`${fileOrFolder}/`),
      )
      .sort(([left], [right]) => (left < right ? -1 : 1));
    return own.every(([, digest]) => digest !== undefined)
      ? sha256(JSON.stringify(own))
      : undefined;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
