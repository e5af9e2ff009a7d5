import { z } from 'zod';
import { GithubError } from '../../hosting/GithubError';
import { contentsOf } from '../../hosting/contentsOf';
import type { PullRequestRecord } from '../../hosting/PullRequestRecord';
import {
  isMergeable,
  mergePullRequest,
  openPullRequest,
  requirePullRequest,
  reviewPullRequest,
  updatePullRequest,
  withTips,
} from '../../hosting/pullRequests';
import {
  answerPage,
  type ApiCall,
  type ApiRoute,
  numberParameter,
  parseBody,
  query,
} from '../ApiRoute';
import {
  presentCommit,
  presentFileChange,
  presentPullRequest,
  presentPullRequestDetails,
  presentReview,
} from '../present';

const openBody = z.object({
  title: z.string().min(1),
  head: z.string(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().default(false),
});

const updateBody = z.object({
  title: z.string().min(1).optional(),
  body: z.string().nullish(),
  state: z.enum({ open: 'open', closed: 'closed' }).optional(),
});

const mergeBody = z.object({
  merge_method: z
    .enum({ merge: 'merge', squash: 'squash', rebase: 'rebase' })
    .default('merge'),
  sha: z.string().optional(),
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
});

const reviewBody = z.object({
  event: z
    .enum({
      APPROVE: 'APPROVE',
      REQUEST_CHANGES: 'REQUEST_CHANGES',
      COMMENT: 'COMMENT',
    })
    .default('COMMENT'),
  body: z.string().nullish(),
});

const REVIEW_STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

/** Pull requests, their commits, files, reviews and merges. */
export const pullRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/pulls',
    handle: async call => {
      const { repository, urls } = call;
      const pulls = await Promise.all(
        selectPulls(call).map(pull => withTips(repository, pull)),
      );
      return answerPage(call, pulls, pull =>
        presentPullRequest(urls, repository, pull),
      );
    },
  },
  {
    method: 'post',
    path: '/pulls',
    handle: async call => {
      const { title, head, base, body, draft } = parseBody(call, openBody);
      const pull = await openPullRequest(call.repository, call.user, {
        title,
        head,
        base,
        draft,
        body: body ?? '',
      });
      return { status: 201, body: await presentWhole(call, pull) };
    },
  },
  {
    method: 'get',
    path: '/pulls/:number',
    handle: async call => ({
      body: await presentWhole(call, await pullOf(call)),
    }),
  },
  {
    method: 'patch',
    path: '/pulls/:number',
    handle: async call => {
      const { title, body, state } = parseBody(call, updateBody);
      const changed = await updatePullRequest(
        call.repository,
        numberParameter(call, 'number'),
        {
          ...(title !== undefined && { title }),
          ...(body !== undefined && { body: body ?? '' }),
          ...(state !== undefined && { state }),
        },
      );
      return { body: await presentWhole(call, changed) };
    },
  },
  {
    method: 'get',
    path: '/pulls/:number/commits',
    handle: async call => {
      const { commits } = await contentsOf(call.repository, await pullOf(call));
      return answerPage(call, commits, commit =>
        presentCommit(call.urls, call.repository, commit),
      );
    },
  },
  {
    method: 'get',
    path: '/pulls/:number/files',
    handle: async call => {
      const pull = await pullOf(call);
      const { files } = await contentsOf(call.repository, pull);
      return answerPage(call, files, file =>
        presentFileChange(call.urls, call.repository, pull.head.sha, file),
      );
    },
  },
  {
    method: 'get',
    path: '/pulls/:number/reviews',
    handle: async call => {
      const pull = await pullOf(call);
      return answerPage(call, pull.reviews, review =>
        presentReview(call.urls, call.repository, pull.number, review),
      );
    },
  },
  {
    method: 'post',
    path: '/pulls/:number/reviews',
    handle: async call => {
      const { event, body } = parseBody(call, reviewBody);
      const number = numberParameter(call, 'number');
      const review = await reviewPullRequest(
        call.repository,
        number,
        call.user,
        {
          state: REVIEW_STATES[event],
          body: body ?? '',
        },
      );
      return {
        body: presentReview(call.urls, call.repository, number, review),
      };
    },
  },
  {
    method: 'get',
    path: '/pulls/:number/merge',
    handle: async call => {
      if (!(await pullOf(call)).merged) {
        throw GithubError.notFound();
      }
      return { status: 204 };
    },
  },
  {
    method: 'put',
    path: '/pulls/:number/merge',
    handle: async call => {
      const { merge_method, sha, commit_title, commit_message } = parseBody(
        call,
        mergeBody,
      );
      if (merge_method === 'rebase') {
        throw new GithubError(
          405,
          'Rebase merges are not allowed on this repository.',
        );
      }
      const pull = await mergePullRequest(
        call.repository,
        numberParameter(call, 'number'),
        call.user,
        {
          method: merge_method,
          sha,
          title: commit_title,
          message: commit_message,
        },
      );
      return {
        body: {
          sha: pull.merged?.commit,
          merged: true,
          message: 'Pull Request successfully merged',
        },
      };
    },
  },
];

function pullOf(call: ApiCall): Promise<PullRequestRecord> {
  return withTips(
    call.repository,
    requirePullRequest(call.repository, numberParameter(call, 'number')),
  );
}

async function presentWhole(
  { repository, urls }: ApiCall,
  pull: PullRequestRecord,
) {
  const { commits, files } = await contentsOf(repository, pull);
  return {
    ...presentPullRequest(urls, repository, pull),
    ...presentPullRequestDetails(urls, pull, {
      mergeable: await isMergeable(repository, pull),
      commits: commits.length,
      additions: files.reduce((sum, file) => sum + file.additions, 0),
      deletions: files.reduce((sum, file) => sum + file.deletions, 0),
      changedFiles: files.length,
    }),
  };
}

function selectPulls(call: ApiCall): PullRequestRecord[] {
  const state = query(call, 'state') ?? 'open';
  const head = query(call, 'head')?.toLowerCase();
  const base = query(call, 'base');
  const byUpdate = query(call, 'sort') === 'updated';
  const direction =
    query(call, 'direction') ?? (query(call, 'sort') ? 'asc' : 'desc');
  const time = (pull: PullRequestRecord) =>
    Date.parse(byUpdate ? pull.updatedAt : pull.createdAt);
  const selected = call.repository.records.current.pulls.filter(
    pull =>
      (state === 'all' || pull.state === state) &&
      (!head ||
        `${call.repository.owner}:${pull.head.ref}`.toLowerCase() === head) &&
      (!base || pull.base.ref === base),
  );
  const sorted = selected.sort(
    (a, b) => time(a) - time(b) || a.number - b.number,
  );
  return direction === 'asc' ? sorted : sorted.reverse();
}
