import type { HostedRepository } from '../../hosting/HostedRepository';
import type { GithubUser } from '../../options';
import type { Urls } from '../Urls';
import { nodeId, presentUser } from './presentUser';

/** A repository; `user` adds what that user may do. */
export function presentRepository(
  urls: Urls,
  repository: HostedRepository,
  user?: GithubUser,
) {
  const url = urls.repository(repository);
  const createdAt = repository.createdAt.toISOString();
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    owner: presentUser(urls, repository.owner),
    private: true,
    visibility: 'private',
    html_url: urls.page(repository),
    description: repository.seed.description ?? null,
    fork: false,
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    pulls_url: `${url}/pulls{/number}`,
    statuses_url: `${url}/statuses/{sha}`,
    trees_url: `${url}/git/trees{/sha}`,
    clone_url: `${urls.page(repository)}.git`,
    default_branch: repository.defaultBranch,
    archived: false,
    disabled: false,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: false,
    delete_branch_on_merge: false,
    created_at: createdAt,
    updated_at: createdAt,
    pushed_at: createdAt,
    ...(user && {
      permissions: {
        admin: false,
        push: user.permission !== 'read',
        pull: true,
      },
    }),
  };
}
