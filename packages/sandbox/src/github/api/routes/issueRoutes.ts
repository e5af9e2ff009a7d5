import { z } from 'zod';
import {
  requirePullRequest,
  updatePullRequest,
  withTips,
} from '../../hosting/pullRequests';
import {
  type ApiCall,
  type ApiRoute,
  numberParameter,
  parseBody,
} from '../ApiRoute';
import { presentPullRequest } from '../present';

const reviewersBody = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
});
const assigneesBody = z.object({ assignees: z.array(z.string()) });
const labelsBody = z.object({ labels: z.array(z.string()) });

/** Who is asked for a review, who is assigned, and labels. */
export const issueRoutes: readonly ApiRoute[] = [
  {
    method: 'post',
    path: '/pulls/:number/requested_reviewers',
    handle: async call => {
      const { reviewers } = parseBody(call, reviewersBody);
      const pull = requirePullRequest(
        call.repository,
        numberParameter(call, 'number'),
      );
      return {
        status: 201,
        body: await change(call, {
          requestedReviewers: union(pull.requestedReviewers, reviewers),
        }),
      };
    },
  },
  {
    method: 'post',
    path: '/issues/:number/assignees',
    handle: async call => {
      const { assignees } = parseBody(call, assigneesBody);
      const pull = requirePullRequest(
        call.repository,
        numberParameter(call, 'number'),
      );
      return {
        status: 201,
        body: await change(call, {
          assignees: union(pull.assignees, assignees),
        }),
      };
    },
  },
  {
    method: 'post',
    path: '/issues/:number/labels',
    handle: async call => {
      const { labels } = parseBody(call, labelsBody);
      const pull = requirePullRequest(
        call.repository,
        numberParameter(call, 'number'),
      );
      return {
        body: (await change(call, { labels: union(pull.labels, labels) }))
          .labels,
      };
    },
  },
];

async function change(
  call: ApiCall,
  changes: Parameters<typeof updatePullRequest>[2],
) {
  const changed = await updatePullRequest(
    call.repository,
    numberParameter(call, 'number'),
    changes,
  );
  return presentPullRequest(
    call.urls,
    call.repository,
    await withTips(call.repository, changed),
  );
}

function union(present: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...present, ...added])];
}
