import type { Repository } from '../repository/repository';
import { sha256 } from '../repository/sha256';

/** Digests of what a repository holds, so that two states of it can be compared. */
export class RepositoryContent {
  private readonly known = new Map<string, string | undefined>();

  constructor(private readonly repository: Repository) {}

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

  /** Of a file, or of everything below a folder. */
  private digestOf(fileOrFolder: string): string | undefined {
    if (!this.known.has(fileOrFolder)) {
      this.known.set(fileOrFolder, this.computeDigest(fileOrFolder));
    }
    return this.known.get(fileOrFolder);
  }

  private computeDigest(fileOrFolder: string): string | undefined {
    const { files, problems, unread } = this.repository;
    const isWithin = (path: string) =>
      path === fileOrFolder || path.startsWith(`${fileOrFolder}/`);
    const parts = new Map<string, string | undefined>();
    for (const { file } of problems) {
      if (file !== undefined && isWithin(file)) {
        parts.set(file, unread?.get(file));
      }
    }
    for (const { path, content } of files) {
      if (isWithin(path)) {
        parts.set(path, content);
      }
    }
    const sorted = [...parts].sort(([left], [right]) =>
      left < right ? -1 : 1,
    );
    return sorted.some(([, part]) => part === undefined)
      ? undefined
      : sha256(JSON.stringify(sorted));
  }
}
