import type { Commit, Signature } from '../../git/objects';
import type { FileChange } from '../../git/diffTrees';
import type { HostedRepository } from '../../hosting/HostedRepository';
import type { Urls } from '../Urls';
import { nodeId } from './presentUser';

const VERIFICATION = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
};

/** A commit as `/repos/{owner}/{repo}/commits` shows it. */
export function presentCommit(
  urls: Urls,
  repository: HostedRepository,
  commit: Commit,
) {
  const {
    sha,
    node_id,
    tree,
    parents,
    author,
    committer,
    message,
    verification,
  } = presentGitCommit(urls, repository, commit);
  const url = urls.repository(repository, `commits/${sha}`);
  return {
    sha,
    node_id,
    commit: {
      author,
      committer,
      message,
      tree,
      url,
      comment_count: 0,
      verification,
    },
    url,
    html_url: urls.page(repository, `commit/${sha}`),
    comments_url: `${url}/comments`,
    author: null,
    committer: null,
    parents,
  };
}

/** A commit as `/repos/{owner}/{repo}/git/commits` shows it. */
export function presentGitCommit(
  urls: Urls,
  repository: HostedRepository,
  commit: Commit,
) {
  return {
    sha: commit.oid,
    node_id: nodeId('Commit', commit.oid),
    url: urls.repository(repository, `git/commits/${commit.oid}`),
    html_url: urls.page(repository, `commit/${commit.oid}`),
    author: presentSignature(commit.author),
    committer: presentSignature(commit.committer),
    tree: {
      sha: commit.tree,
      url: urls.repository(repository, `git/trees/${commit.tree}`),
    },
    message: commit.message.replace(/\n$/, ''),
    parents: commit.parents.map(sha => ({
      sha,
      url: urls.repository(repository, `git/commits/${sha}`),
      html_url: urls.page(repository, `commit/${sha}`),
    })),
    verification: VERIFICATION,
  };
}

/** A file that a commit, a comparison or a pull request changes. */
export function presentFileChange(
  urls: Urls,
  repository: HostedRepository,
  revision: string,
  change: FileChange,
) {
  return {
    sha: change.oid,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: urls.page(repository, `blob/${revision}/${change.path}`),
    raw_url: urls.raw(repository, revision, change.path),
    contents_url: `${urls.repository(
      repository,
      `contents/${change.path}`,
    )}?ref=${revision}`,
    ...(change.patch !== undefined && { patch: change.patch }),
  };
}

function presentSignature({ name, email, timestamp }: Signature) {
  return {
    name,
    email,
    date: new Date(timestamp * 1000).toISOString().replace('.000Z', 'Z'),
  };
}
