import { mkdir } from 'fs/promises';
import path from 'path';
import { GitRepository } from '../git/GitRepository';
import { Signature } from '../git/objects';
import { changeTree } from '../git/trees';
import type { GithubRepositorySeed, GithubUser } from '../options';
import { GithubError } from './GithubError';
import { RecordFile } from './RecordFile';

/** A repository with its pull requests. Everything that writes goes through {@link HostedRepository.exclusively}. */
export class HostedRepository {
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly id: number,
    readonly seed: GithubRepositorySeed,
    readonly git: GitRepository,
    readonly records: RecordFile,
    readonly createdAt: Date,
    private readonly clock: () => Date,
  ) {}

  /** Opens what is on disk; a repository without commits gets its first one. */
  static async open(options: {
    readonly id: number;
    readonly seed: GithubRepositorySeed;
    readonly stateDir: string;
    readonly clock: () => Date;
  }): Promise<HostedRepository> {
    const { id, seed, stateDir, clock } = options;
    const folder = path.join(stateDir, seed.owner);
    await mkdir(folder, { recursive: true });
    const git = await GitRepository.open(
      path.join(folder, `${seed.name}.git`),
      seed.defaultBranch ?? 'main',
    );
    const records = await RecordFile.open(
      path.join(folder, `${seed.name}.json`),
    );
    const repository = new HostedRepository(
      id,
      seed,
      git,
      records,
      clock(),
      clock,
    );
    if ((await git.branches()).length === 0) {
      await repository.#writeFirstCommit();
    }
    return repository;
  }

  get owner(): string {
    return this.seed.owner;
  }

  get name(): string {
    return this.seed.name;
  }

  get fullName(): string {
    return `${this.owner}/${this.name}`;
  }

  get defaultBranch(): string {
    return this.seed.defaultBranch ?? 'main';
  }

  /** Now, RFC 3339 in whole seconds, as GitHub writes times. */
  now(): string {
    return this.clock()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }

  /** Who commits, and now. */
  sign(user: Pick<GithubUser, 'login' | 'name'>): Signature {
    return {
      name: user.name ?? user.login,
      email: `${user.login}@users.noreply.github.localhost`,
      timestamp: Math.floor(this.clock().getTime() / 1000),
      timezoneOffset: 0,
    };
  }

  /** Runs one change at a time, in the order of asking. */
  exclusively<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(change);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /** Tip of a branch. */
  branchTip(branch: string): Promise<string | undefined> {
    return this.git.readRef(`refs/heads/${branch}`);
  }

  /** @throws GithubError 404 when the revision is not known */
  async requireCommit(revision: string): Promise<string> {
    const oid = await this.git.resolve(revision);
    if (!oid) {
      throw new GithubError(404, `No commit found for the ref ${revision}`);
    }
    return oid;
  }

  async #writeFirstCommit(): Promise<void> {
    const changes = [];
    for (const file of this.seed.files) {
      changes.push({
        path: file.path,
        mode: '100644',
        oid: await this.git.writeBlob(Buffer.from(file.content, 'utf8')),
      });
    }
    const signature = this.sign({ login: this.owner });
    const commit = await this.git.writeCommit({
      message: 'Start the repository\n',
      tree: await changeTree(this.git, undefined, changes),
      parents: [],
      author: signature,
      committer: signature,
    });
    await this.git.writeRef(`refs/heads/${this.defaultBranch}`, commit);
  }
}
