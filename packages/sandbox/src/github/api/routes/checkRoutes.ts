import { z } from 'zod';
import type { CheckRecord } from '../../hosting/PullRequestRecord';
import {
  type ApiAnswer,
  type ApiCall,
  type ApiRoute,
  page,
  parameter,
  parseBody,
} from '../ApiRoute';
import { presentRepository } from '../present';

const statusBody = z.object({
  state: z.enum({
    error: 'error',
    failure: 'failure',
    pending: 'pending',
    success: 'success',
  }),
  context: z.string().default('default'),
  description: z.string().default(''),
  target_url: z.string().nullable().default(null),
});

const checkRunBody = z.object({
  name: z.string(),
  head_sha: z.string(),
  status: z.string().default('queued'),
  conclusion: z.string().nullable().default(null),
  details_url: z.string().nullable().default(null),
});

/** Statuses and check runs of commits. Matched before `/commits/{ref}`, whose reference may hold slashes. */
export const checkRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/commits/:ref(*)/status',
    handle: async call => {
      const { urls, repository } = call;
      const sha = await repository.requireCommit(parameter(call, 'ref'));
      const statuses = latest(call, sha, 'status');
      return {
        body: {
          state: combine(statuses.map(status => status.status)),
          statuses: statuses.map(presentStatus),
          sha,
          total_count: statuses.length,
          repository: presentRepository(urls, repository),
          commit_url: urls.repository(repository, `commits/${sha}`),
          url: urls.repository(repository, `commits/${sha}/status`),
        },
      };
    },
  },
  {
    method: 'get',
    path: '/commits/:ref(*)/check-runs',
    handle: async call => {
      const sha = await call.repository.requireCommit(parameter(call, 'ref'));
      const runs = latest(call, sha, 'check-run');
      const { items, headers } = page(call, runs);
      return {
        headers,
        body: {
          total_count: runs.length,
          check_runs: items.map(presentCheckRun),
        },
      };
    },
  },
  {
    method: 'post',
    path: '/statuses/:sha',
    handle: async call => {
      const { state, context, description, target_url } = parseBody(
        call,
        statusBody,
      );
      return add(call, parameter(call, 'sha'), presentStatus, {
        kind: 'status',
        name: context,
        status: state,
        conclusion: null,
        description,
        url: target_url,
      });
    },
  },
  {
    method: 'post',
    path: '/check-runs',
    handle: async call => {
      const { name, head_sha, status, conclusion, details_url } = parseBody(
        call,
        checkRunBody,
      );
      return add(call, head_sha, presentCheckRun, {
        kind: 'check-run',
        name,
        status: conclusion ? 'completed' : status,
        conclusion,
        description: '',
        url: details_url,
      });
    },
  },
];

async function add(
  { repository }: ApiCall,
  revision: string,
  present: (check: CheckRecord) => unknown,
  check: Omit<CheckRecord, 'id' | 'commit' | 'at'>,
): Promise<ApiAnswer> {
  const commit = await repository.requireCommit(revision);
  const { current } = repository.records;
  const added: CheckRecord = {
    ...check,
    id: current.lastId + 1,
    commit,
    at: repository.now(),
  };
  await repository.records.replace({
    ...current,
    lastId: added.id,
    checks: [...current.checks, added],
  });
  return { status: 201, body: present(added) };
}

/** The newest of each name. */
function latest(
  { repository }: ApiCall,
  commit: string,
  kind: CheckRecord['kind'],
): CheckRecord[] {
  const checks = repository.records.current.checks.filter(
    check => check.commit === commit && check.kind === kind,
  );
  return [...new Map(checks.map(check => [check.name, check])).values()];
}

/** GitHub Docs, "REST API endpoints for commit statuses": failure before pending, pending where there is none. */
function combine(states: readonly string[]): string {
  if (states.some(state => state === 'error' || state === 'failure')) {
    return 'failure';
  }
  return states.length === 0 || states.includes('pending')
    ? 'pending'
    : 'success';
}

function presentStatus(check: CheckRecord) {
  return {
    id: check.id,
    state: check.status,
    context: check.name,
    description: check.description,
    target_url: check.url,
    created_at: check.at,
    updated_at: check.at,
  };
}

function presentCheckRun(check: CheckRecord) {
  return {
    id: check.id,
    name: check.name,
    head_sha: check.commit,
    status: check.status,
    conclusion: check.conclusion,
    details_url: check.url,
    started_at: check.at,
    completed_at: check.conclusion ? check.at : null,
  };
}
