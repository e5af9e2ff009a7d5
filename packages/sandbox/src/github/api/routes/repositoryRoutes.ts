import {
  compareCommits,
  listHistory,
  listHistoryOfPath,
} from '../../git/history';
import { diffTrees } from '../../git/diffTrees';
import { EMPTY_TREE, type Commit } from '../../git/objects';
import { writeArchive } from '../../git/writeArchive';
import { GithubError } from '../../hosting/GithubError';
import {
  answerPage,
  type ApiCall,
  type ApiRoute,
  page,
  parameter,
  query,
} from '../ApiRoute';
import {
  presentCommit,
  presentFileChange,
  presentRepository,
} from '../present';

/** The repository, its branches, commits, comparisons and archives. */
export const repositoryRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '',
    handle: async ({ urls, repository, user }) => ({
      body: presentRepository(urls, repository, user),
    }),
  },
  {
    method: 'get',
    path: '/branches',
    handle: async call =>
      answerPage(call, await call.repository.git.branches(), branch =>
        presentBranch(call, branch),
      ),
  },
  {
    method: 'get',
    path: '/branches/:branch(*)',
    handle: async call => ({
      body: await presentBranch(call, parameter(call, 'branch')),
    }),
  },
  {
    method: 'get',
    path: '/commits',
    handle: async call => {
      const { git, defaultBranch } = call.repository;
      const tip = await call.repository.requireCommit(
        query(call, 'sha') ?? defaultBranch,
      );
      const path = query(call, 'path');
      const commits = path
        ? await listHistoryOfPath(git, tip, path)
        : await listHistory(git, tip);
      return answerPage(call, commits, commit =>
        presentCommit(call.urls, call.repository, commit),
      );
    },
  },
  {
    method: 'get',
    path: '/commits/:ref(*)',
    handle: async call => {
      const { git } = call.repository;
      const commit = await requireCommit(call, parameter(call, 'ref'));
      const [parent] = commit.parents;
      const before = parent ? (await git.readCommit(parent))?.tree : undefined;
      const changes = await diffTrees(git, before ?? EMPTY_TREE, commit.tree);
      const additions = changes.reduce(
        (sum, change) => sum + change.additions,
        0,
      );
      const deletions = changes.reduce(
        (sum, change) => sum + change.deletions,
        0,
      );
      const { items, headers } = page(call, changes);
      return {
        headers,
        body: {
          ...presentCommit(call.urls, call.repository, commit),
          stats: { additions, deletions, total: additions + deletions },
          files: items.map(change =>
            presentFileChange(call.urls, call.repository, commit.oid, change),
          ),
        },
      };
    },
  },
  {
    method: 'get',
    path: '/compare/:range(*)',
    handle: async call => {
      const [from = '', to = ''] = parameter(call, 'range').split('...');
      const { git } = call.repository;
      const base = await requireCommit(call, withoutOwner(from));
      const head = await requireCommit(call, withoutOwner(to));
      const { mergeBase, ahead, behind } = await compareCommits(
        git,
        base.oid,
        head.oid,
      );
      if (!mergeBase) {
        throw new GithubError(
          404,
          `No common ancestor between ${from} and ${to}.`,
        );
      }
      const { items, headers } = page(call, ahead);
      const changes = await diffTrees(git, mergeBase.tree, head.tree);
      const show = (commit: Commit) =>
        presentCommit(call.urls, call.repository, commit);
      return {
        headers,
        body: {
          url: call.urls.repository(call.repository, `compare/${from}...${to}`),
          html_url: call.urls.page(call.repository, `compare/${from}...${to}`),
          base_commit: show(base),
          merge_base_commit: show(mergeBase),
          status: comparisonStatus(ahead.length, behind),
          ahead_by: ahead.length,
          behind_by: behind,
          total_commits: ahead.length,
          commits: items.map(show),
          files: changes.map(change =>
            presentFileChange(call.urls, call.repository, head.oid, change),
          ),
        },
      };
    },
  },
  {
    method: 'get',
    path: '/tarball/:ref(*)?',
    handle: async call => {
      const { repository } = call;
      const commit = await requireCommit(
        call,
        parameter(call, 'ref') || repository.defaultBranch,
      );
      const folder = `${repository.owner}-${repository.name}-${commit.oid.slice(
        0,
        7,
      )}`;
      return {
        headers: {
          'content-type': 'application/x-gzip',
          'content-disposition': `attachment; filename=${folder}.tar.gz`,
        },
        body: writeArchive(repository.git, commit, folder),
      };
    },
  },
];

async function presentBranch({ urls, repository }: ApiCall, name: string) {
  const tip = await repository.branchTip(name);
  const commit = tip && (await repository.git.readCommit(tip));
  if (!commit) {
    throw new GithubError(404, 'Branch not found');
  }
  return {
    name,
    commit: presentCommit(urls, repository, commit),
    protected: false,
  };
}

async function requireCommit(
  { repository }: ApiCall,
  revision: string,
): Promise<Commit> {
  const commit = await repository.git.readCommit(
    await repository.requireCommit(revision),
  );
  if (!commit) {
    throw GithubError.notFound();
  }
  return commit;
}

function withoutOwner(revision: string): string {
  return revision.slice(revision.indexOf(':') + 1);
}

function comparisonStatus(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) {
    return 'diverged';
  }
  if (ahead > 0) {
    return 'ahead';
  }
  return behind > 0 ? 'behind' : 'identical';
}
