import { createHash } from 'crypto';

/**
 * A commit of a {@link TestRepository}.
 *
 * @public
 */
export interface TestCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: string;
}

/**
 * A pull request of a {@link TestRepository}.
 *
 * @public
 */
export interface TestPullRequest {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  readonly head: string;
  readonly base: string;
  /** Commit of the merge. */
  merged?: string;
  readonly reviews: {
    readonly user: { readonly login: string };
    readonly state: string;
  }[];
}

/**
 * A repository in memory, as little of one as pull requests need.
 *
 * @public
 */
export class TestRepository {
  readonly pulls: TestPullRequest[] = [];
  readonly #trees = new Map<string, ReadonlyMap<string, string>>();
  readonly #blobs = new Map<string, string>();
  readonly #commits = new Map<string, TestCommit>();
  readonly #branches = new Map<string, string>();

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.#branches.set(
      'main',
      this.commit({
        tree: this.writeTree(new Map(Object.entries(files))),
        parents: [],
        message: 'Start',
        author: 'platform',
      }),
    );
  }

  /** Commit at the tip of a branch. */
  tip(branch: string): string | undefined {
    return this.#branches.get(branch);
  }

  setTip(branch: string, commit: string): void {
    this.#branches.set(branch, commit);
  }

  /** Files of a branch or commit. */
  files(revision: string): Record<string, string> {
    const commit = this.#commits.get(this.tip(revision) ?? revision);
    return Object.fromEntries(this.#trees.get(commit?.tree ?? '') ?? []);
  }

  /** Messages of a branch, newest first, along the first parents. */
  messages(branch: string): string[] {
    return this.#history(this.tip(branch) ?? '').map(
      sha => this.#commits.get(sha)?.message ?? '',
    );
  }

  /** Commits files to a branch as somebody else does; the branch starts at main when it is new. */
  push(
    branch: string,
    files: Readonly<Record<string, string>>,
    author = 'somebody',
  ): string {
    const parent = this.tip(branch) ?? this.tip('main') ?? '';
    const tree = this.writeTree(
      new Map(Object.entries({ ...this.files(parent), ...files })),
    );
    const commit = this.commit({
      tree,
      parents: [parent],
      message: `Change by ${author}`,
      author,
    });
    this.setTip(branch, commit);
    return commit;
  }

  /** Merges a pull request by laying its files over the base. */
  merge(number: number): void {
    const pull = this.pulls.find(candidate => candidate.number === number);
    const base = pull && this.tip(pull.base);
    const head = pull && this.tip(pull.head);
    if (!pull || !base || !head) {
      throw new Error(`There is no pull request ${number} to merge`);
    }
    const tree = this.writeTree(
      new Map(Object.entries({ ...this.files(base), ...this.files(head) })),
    );
    pull.merged = this.commit({
      tree,
      parents: [base, head],
      message: `Merge ${pull.head}`,
      author: 'platform',
    });
    pull.state = 'closed';
    this.setTip(pull.base, pull.merged);
  }

  /** Keeps a commit. Two equal ones are two: the number of commits so far is part of the id. */
  commit(commit: TestCommit): string {
    const sha = hash(`commit ${this.#commits.size} ${JSON.stringify(commit)}`);
    this.#commits.set(sha, commit);
    return sha;
  }

  readCommit(sha: string): TestCommit | undefined {
    return this.#commits.get(sha);
  }

  /** Keeps a tree of files by path from the root. */
  writeTree(files: ReadonlyMap<string, string>): string {
    const sorted = new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
    const sha = hash(`tree ${JSON.stringify([...sorted])}`);
    this.#trees.set(sha, sorted);
    return sha;
  }

  readTree(sha: string): ReadonlyMap<string, string> | undefined {
    return this.#trees.get(sha);
  }

  /** Entries of a tree as GitHub lists them. */
  listTree(sha: string, recursive: boolean) {
    const entries = new Map<
      string,
      { path: string; mode: string; type: string; sha: string; size?: number }
    >();
    for (const [path, content] of this.#trees.get(sha) ?? []) {
      const [first = ''] = path.split('/');
      const isBelow = path !== first;
      if (isBelow) {
        entries.set(first, {
          path: first,
          mode: '040000',
          type: 'tree',
          sha: this.#subtree(sha, first),
        });
      }
      if (recursive || !isBelow) {
        entries.set(path, {
          path,
          mode: '100644',
          type: 'blob',
          sha: this.#blob(content),
          size: content.length,
        });
      }
    }
    return [...entries.values()];
  }

  readBlob(sha: string): string | undefined {
    return this.#blobs.get(sha);
  }

  /** Commits of `head` that `base` lacks, oldest first, and where the two part. */
  compare(
    base: string,
    head: string,
  ): { readonly ahead: string[]; readonly mergeBase: string } {
    const known = new Set(this.#history(base));
    const history = this.#history(head);
    return {
      ahead: history.filter(sha => !known.has(sha)).reverse(),
      mergeBase: history.find(sha => known.has(sha)) ?? '',
    };
  }

  #subtree(sha: string, folder: string): string {
    const below = [...(this.#trees.get(sha) ?? [])]
      .filter(([path]) => path.startsWith(`${folder}/`))
      .map(
        ([path, content]) => [path.slice(folder.length + 1), content] as const,
      );
    return this.writeTree(new Map(below));
  }

  #blob(content: string): string {
    const sha = hash(`blob ${content}`);
    this.#blobs.set(sha, content);
    return sha;
  }

  #history(sha: string): string[] {
    const commit = this.#commits.get(sha);
    return commit
      ? [
          ...new Set([
            sha,
            ...commit.parents.flatMap(parent => this.#history(parent)),
          ]),
        ]
      : [];
  }
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
