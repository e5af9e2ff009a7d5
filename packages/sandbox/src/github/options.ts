/**
 * Somebody who works at the sandbox's GitHub.
 *
 * @public
 */
export interface GithubUser {
  readonly login: string;
  /** Name in commits. Default: the login. */
  readonly name?: string;
  /** Personal access token for the API. Without one the user works on the pages only. */
  readonly token?: string;
  /** What the token may do. Default `write`. */
  readonly permission?: 'read' | 'write';
}

/**
 * A repository and what its first commit holds.
 *
 * @public
 */
export interface GithubRepositorySeed {
  readonly owner: string;
  readonly name: string;
  readonly description?: string;
  /** Default `main`. */
  readonly defaultBranch?: string;
  readonly files: readonly {
    readonly path: string;
    readonly content: string;
  }[];
}

/**
 * What {@link startGithub} takes.
 *
 * @public
 */
export interface GithubOptions {
  /** Port on 127.0.0.1; 0 for any free one. */
  readonly port: number;
  /** Folder that repositories and pull requests are kept in; created when missing. */
  readonly stateDir: string;
  /** Created on the first start; those that exist are left as they are. */
  readonly repositories: readonly GithubRepositorySeed[];
  readonly users: readonly GithubUser[];
  readonly clock?: () => Date;
}
