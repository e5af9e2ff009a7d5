import type { ForgeChange } from '../forge/Forge';
import { ForgeError } from '../forge/ForgeError';
import type { GithubClient } from './GithubClient';

/** A commit and the tree it holds. */
export interface CommitTree {
  readonly sha: string;
  readonly treeSha: string;
}

/** What is there of the branch of a change. */
export type BranchState =
  | { readonly kind: 'absent'; readonly base: CommitTree }
  | {
      readonly kind: 'ours';
      readonly base: CommitTree;
      readonly head: CommitTree;
      readonly mergeBase: CommitTree;
      /** The branch holds commits of ours, and nothing was added to the base since they were made. */
      readonly startsAtBase: boolean;
    };

interface Comparison {
  /** What the head holds beyond the merge base. */
  readonly commits: readonly {
    readonly sha: string;
    readonly commit: {
      readonly message: string;
      readonly author: { readonly name?: string } | null;
    };
  }[];
  readonly mergeBase: CommitTree;
}

/** Last line of every commit that {@link proposeChange} makes; how it knows its own. */
export function branchTrailer(branch: string): string {
  return `Corridors-Branch: ${branch}`;
}

/**
 * Looks at the branch of a change and at what it holds beyond its base.
 *
 * @throws ForgeError `conflict` when a commit there is not ours
 */
export async function inspectBranch(
  client: GithubClient,
  change: Pick<ForgeChange, 'branch' | 'base'>,
  signal?: AbortSignal,
): Promise<BranchState> {
  const base = await readTip(client, change.base, signal);
  if (!base) {
    throw new ForgeError(
      'not-found',
      `Branch ${change.base} of ${client.fullName} does not exist, or the token may not see the repository. Check corridors.gitops in app-config`,
    );
  }
  const head = await readTip(client, change.branch, signal);
  if (!head) {
    return { kind: 'absent', base };
  }
  const comparison = await compare(client, base.sha, head.sha, signal);
  const foreign = comparison.commits.find(
    ({ commit }) => !isOurs(commit.message, change.branch),
  );
  if (foreign) {
    const author = foreign.commit.author?.name ?? 'somebody else';
    throw new ForgeError(
      'conflict',
      `Branch ${change.branch} of ${
        client.fullName
      } holds commit ${foreign.sha.slice(
        0,
        10,
      )} by ${author}, which was not made here. Merge or close its pull request and delete the branch, then try again`,
    );
  }
  return {
    kind: 'ours',
    base,
    head,
    mergeBase: comparison.mergeBase,
    startsAtBase:
      comparison.commits.length > 0 && comparison.mergeBase.sha === base.sha,
  };
}

async function readTip(
  client: GithubClient,
  branch: string,
  signal?: AbortSignal,
): Promise<CommitTree | undefined> {
  const ref = await client.find(
    `read branch ${branch}`,
    signal,
    (octokit, parameters) =>
      octokit.rest.git.getRef({ ...parameters, ref: `heads/${branch}` }),
  );
  if (!ref) {
    return undefined;
  }
  const { sha } = ref.object;
  const commit = await client.call(
    `read the tip of branch ${branch}`,
    signal,
    (octokit, parameters) =>
      octokit.rest.git.getCommit({ ...parameters, commit_sha: sha }),
  );
  return { sha, treeSha: commit.tree.sha };
}

async function compare(
  client: GithubClient,
  base: string,
  head: string,
  signal?: AbortSignal,
): Promise<Comparison> {
  const first = await comparePage(client, base, head, 1, signal);
  const commits = [...first.commits];
  for (let page = 2; commits.length < first.total_commits; page++) {
    const { commits: more } = await comparePage(
      client,
      base,
      head,
      page,
      signal,
    );
    if (more.length === 0) {
      break;
    }
    commits.push(...more);
  }
  const { sha, commit } = first.merge_base_commit;
  return { commits, mergeBase: { sha, treeSha: commit.tree.sha } };
}

function comparePage(
  client: GithubClient,
  base: string,
  head: string,
  page: number,
  signal?: AbortSignal,
) {
  return client.call('compare branches', signal, (octokit, parameters) =>
    octokit.rest.repos.compareCommitsWithBasehead({
      ...parameters,
      basehead: `${base}...${head}`,
      per_page: 100,
      page,
    }),
  );
}

function isOurs(message: string, branch: string): boolean {
  return message.trimEnd().split('\n').at(-1) === branchTrailer(branch);
}
