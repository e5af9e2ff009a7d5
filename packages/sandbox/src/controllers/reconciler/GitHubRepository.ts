import { z } from 'zod';

const branchSchema = z.looseObject({
  commit: z.looseObject({ sha: z.string() }),
});
const treeSchema = z.looseObject({
  truncated: z.boolean(),
  tree: z.array(
    z.looseObject({ path: z.string(), type: z.string(), sha: z.string() }),
  ),
});
const blobSchema = z.looseObject({
  encoding: z.literal('base64'),
  content: z.string(),
});

/** A file of a commit. @public */
export interface RepositoryFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

/** The files of a commit that somebody asked for. @public */
export interface RepositoryContent {
  readonly commit: string;
  readonly files: readonly RepositoryFile[];
}

/**
 * Reads a branch by GitHub's REST API. Contents are kept by their hash, so that a poll that finds nothing new costs one request.
 *
 * @public
 */
export class GitHubRepository {
  #blobs = new Map<string, string>();

  constructor(
    private readonly options: {
      /** Base of the REST API: `http://localhost:8180/api/v3`. */
      readonly apiBaseUrl: string;
      /** `owner/name` */
      readonly repository: string;
      readonly token?: string;
    },
  ) {}

  /**
   * The commit at the head of a branch.
   *
   * @throws Error naming the address when it is not answered
   */
  async head(branch: string, signal: AbortSignal): Promise<string> {
    const answer = await this.#get(
      `branches/${encodeURIComponent(branch)}`,
      branchSchema,
      signal,
    );
    return answer.commit.sha;
  }

  /**
   * The files of a commit that are wanted, ordered by path.
   *
   * @throws Error when a request is not answered or the tree is too large for one
   */
  async read(
    commit: string,
    isWanted: (path: string) => boolean,
    signal: AbortSignal,
  ): Promise<RepositoryContent> {
    const { tree, truncated } = await this.#get(
      `git/trees/${commit}?recursive=1`,
      treeSchema,
      signal,
    );
    if (truncated) {
      throw new Error(
        `the tree of ${this.options.repository} at ${commit} is too large to be listed at once`,
      );
    }
    const entries = tree
      .filter(({ type, path }) => type === 'blob' && isWanted(path))
      .sort((left, right) => (left.path < right.path ? -1 : 1));
    const files: RepositoryFile[] = [];
    const blobs = new Map<string, string>();
    for (const { path, sha } of entries) {
      const content =
        this.#blobs.get(sha) ?? (await this.#readBlob(sha, signal));
      blobs.set(sha, content);
      files.push({ path, content });
    }
    this.#blobs = blobs;
    return { commit, files };
  }

  async #readBlob(sha: string, signal: AbortSignal): Promise<string> {
    const { content } = await this.#get(`git/blobs/${sha}`, blobSchema, signal);
    return Buffer.from(content, 'base64').toString('utf8');
  }

  async #get<T>(
    path: string,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const { apiBaseUrl, repository, token } = this.options;
    const url = `${apiBaseUrl}/repos/${repository}/${path}`;
    const response = await fetch(url, {
      signal,
      headers: {
        Accept: 'application/vnd.github+json',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
    });
    if (!response.ok) {
      throw new Error(
        `GET ${url} answered ${response.status}: ${(
          await response.text()
        ).slice(0, 200)}`,
      );
    }
    return schema.parse(await response.json());
  }
}
