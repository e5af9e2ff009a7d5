import fs from 'fs';
import git from 'isomorphic-git';
import { Commit, EMPTY_TREE, TreeEntry } from './objects';

/** Bytes of file contents that are kept in memory. */
const CACHED_BYTES = 32 * 1024 * 1024;

/** A bare Git repository on disk, as any Git can read it. */
export class GitRepository {
  readonly #gitdir: string;
  readonly #commits = new Map<string, Commit>();
  readonly #trees = new Map<string, readonly TreeEntry[]>();
  readonly #blobs = new Map<string, Buffer>();
  #blobBytes = 0;

  private constructor(gitdir: string) {
    this.#gitdir = gitdir;
  }

  /** Opens the repository in a folder, and makes one where there is none. */
  static async open(
    gitdir: string,
    defaultBranch: string,
  ): Promise<GitRepository> {
    await git.init({ fs, gitdir, bare: true, defaultBranch });
    return new GitRepository(gitdir);
  }

  async branches(): Promise<string[]> {
    return (await git.listBranches({ fs, gitdir: this.#gitdir })).sort();
  }

  /** Commit of `refs/heads/…` or another full reference. */
  async readRef(ref: string): Promise<string | undefined> {
    return ifFound(() => git.resolveRef({ fs, gitdir: this.#gitdir, ref }));
  }

  async writeRef(ref: string, oid: string): Promise<void> {
    await git.writeRef({
      fs,
      gitdir: this.#gitdir,
      ref,
      value: oid,
      force: true,
    });
  }

  async deleteRef(ref: string): Promise<void> {
    await git.deleteRef({ fs, gitdir: this.#gitdir, ref });
  }

  /** Commit that a branch, a tag or a commit id of at least seven digits stands for. */
  async resolve(revision: string): Promise<string | undefined> {
    for (const ref of [
      `refs/heads/${revision}`,
      `refs/tags/${revision}`,
      revision,
    ]) {
      const oid = ref.startsWith('refs/')
        ? await this.readRef(ref)
        : await this.#expand(ref);
      if (oid && (await this.readCommit(oid))) {
        return oid;
      }
    }
    return undefined;
  }

  /** As {@link GitRepository.resolve}, with what the commit holds. */
  async resolveCommit(revision: string): Promise<Commit | undefined> {
    const oid = await this.resolve(revision);
    return oid ? this.readCommit(oid) : undefined;
  }

  async readCommit(oid: string): Promise<Commit | undefined> {
    const known = this.#commits.get(oid);
    if (known) {
      return known;
    }
    const read = await ifFound(() =>
      git.readCommit({ fs, gitdir: this.#gitdir, oid }),
    );
    if (!read) {
      return undefined;
    }
    const { message, tree, parent, author, committer } = read.commit;
    const commit: Commit = {
      oid: read.oid,
      message,
      tree,
      parents: parent,
      author,
      committer,
    };
    this.#commits.set(oid, commit);
    return commit;
  }

  async readTree(oid: string): Promise<readonly TreeEntry[] | undefined> {
    if (oid === EMPTY_TREE) {
      return [];
    }
    const known = this.#trees.get(oid);
    if (known) {
      return known;
    }
    const read = await ifFound(() =>
      git.readTree({ fs, gitdir: this.#gitdir, oid }),
    );
    if (!read) {
      return undefined;
    }
    const entries = read.tree.map(entry => ({
      ...entry,
      mode: entry.mode.padStart(6, '0'),
    }));
    this.#trees.set(read.oid, entries);
    this.#trees.set(oid, entries);
    return entries;
  }

  async readBlob(oid: string): Promise<Buffer | undefined> {
    const known = this.#blobs.get(oid);
    if (known) {
      return known;
    }
    const read = await ifFound(() =>
      git.readBlob({ fs, gitdir: this.#gitdir, oid }),
    );
    if (!read) {
      return undefined;
    }
    const content = Buffer.from(read.blob);
    this.#remember(oid, content);
    return content;
  }

  writeBlob(content: Uint8Array): Promise<string> {
    return git.writeBlob({ fs, gitdir: this.#gitdir, blob: content });
  }

  writeTree(entries: readonly TreeEntry[]): Promise<string> {
    return git.writeTree({
      fs,
      gitdir: this.#gitdir,
      tree: entries.map(entry => ({ ...entry })),
    });
  }

  writeCommit(commit: Omit<Commit, 'oid'>): Promise<string> {
    const { message, tree, parents, author, committer } = commit;
    return git.writeCommit({
      fs,
      gitdir: this.#gitdir,
      commit: { message, tree, parent: [...parents], author, committer },
    });
  }

  /** Where two histories part; undefined when they have nothing in common. */
  async mergeBase(a: string, b: string): Promise<string | undefined> {
    const bases: string[] = await git.findMergeBase({
      fs,
      gitdir: this.#gitdir,
      oids: [a, b],
    });
    return bases[0];
  }

  /**
   * The tree that merging `theirs` into `ours` makes.
   *
   * @returns undefined when they conflict
   */
  mergeTrees(ours: string, theirs: string): Promise<string | undefined> {
    return this.#merge(ours, theirs, { dryRun: false });
  }

  /** Whether `theirs` merges into `ours` without a conflict. Writes nothing. */
  async canMerge(ours: string, theirs: string): Promise<boolean> {
    return (await this.#merge(ours, theirs, { dryRun: true })) !== undefined;
  }

  async #merge(
    ours: string,
    theirs: string,
    options: { readonly dryRun: boolean },
  ): Promise<string | undefined> {
    try {
      const { tree } = await git.merge({
        fs,
        gitdir: this.#gitdir,
        ours,
        theirs,
        ...options,
        fastForward: false,
        abortOnConflict: true,
        noUpdateBranch: true,
        message: 'merge',
        author: { name: 'merge', email: 'merge@localhost' },
      });
      return tree ?? (await this.readCommit(ours))?.tree;
    } catch (error) {
      if (
        error instanceof git.Errors.MergeConflictError ||
        error instanceof git.Errors.MergeNotSupportedError
      ) {
        return undefined;
      }
      throw error;
    }
  }

  async #expand(revision: string): Promise<string | undefined> {
    if (!/^[0-9a-f]{7,40}$/.test(revision)) {
      return undefined;
    }
    return ifFound(() =>
      git.expandOid({ fs, gitdir: this.#gitdir, oid: revision }),
    );
  }

  #remember(oid: string, content: Buffer): void {
    if (this.#blobBytes + content.length > CACHED_BYTES) {
      this.#blobs.clear();
      this.#blobBytes = 0;
    }
    this.#blobs.set(oid, content);
    this.#blobBytes += content.length;
  }
}

async function ifFound<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const isMissing =
      error instanceof git.Errors.NotFoundError ||
      error instanceof git.Errors.ObjectTypeError;
    if (isMissing) {
      return undefined;
    }
    throw error;
  }
}
