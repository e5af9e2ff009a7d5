import { InputError } from '@backstage/errors';

/** A repository of a GitHub host. `host` carries the port. */
export interface RepositoryAddress {
  readonly host: string;
  readonly owner: string;
  readonly repo: string;
}

/**
 * Reads the address of a repository's page, with or without `.git`.
 *
 * @throws InputError when it is not `https://<host>/<owner>/<repository>`
 */
export function parseRepositoryAddress(repoUrl: string): RepositoryAddress {
  const url = URL.canParse(repoUrl) ? new URL(repoUrl) : undefined;
  const [owner, name, ...rest] = url?.pathname.split('/').filter(Boolean) ?? [];
  const repo = name?.replace(/\.git$/, '');
  if (!url || !owner || !repo || rest.length > 0) {
    throw new InputError(
      `Repository address "${repoUrl}" is not that of a GitHub repository: expected https://<host>/<owner>/<repository>`,
    );
  }
  return { host: url.host, owner, repo };
}
