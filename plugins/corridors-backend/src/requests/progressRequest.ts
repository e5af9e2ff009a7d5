import type { CorridorState } from '@corridors/model';
import type { TimelineEntry } from '@corridors/plugin-corridors-common';
import type { PullRequestStatus } from '@corridors/plugin-corridors-node';
import type { RequestChange, StoredRequest } from '../database';

/** What is known about a request outside of its row. */
export interface RequestObservation {
  /** Its recorded pull request, or the open one on its branch when none is recorded. */
  readonly pullRequest?: PullRequestStatus;
  /** State of the corridor in the inventory; absent when the repository does not have it. */
  readonly corridor?: CorridorState;
  /** Whether the repository was read well, so that absence means something. */
  readonly isRepositoryLive: boolean;
  readonly now: Date;
}

/** One step of a request. */
export interface RequestStep {
  readonly change: RequestChange;
  readonly entries: readonly TimelineEntry[];
}

/** How old the note of when a pull request was looked at may become before it is written again. */
const CHECKED_AT_AGE_MILLISECONDS = 60_000;

/**
 * The next step of a request, by what is observed: reserved → open → merged → provisioning → ready, or closed, or failed.
 *
 * @returns undefined when there is nothing to do
 */
export function progressRequest(
  request: StoredRequest,
  observation: RequestObservation,
): RequestStep | undefined {
  switch (request.state) {
    case 'reserved':
      return progressReserved(request, observation);
    case 'open':
      return progressOpen(request, observation);
    case 'merged':
      return progressMerged(request, observation);
    case 'provisioning':
      return progressProvisioning(request, observation);
    case 'ready':
    case 'closed':
    case 'failed':
      return undefined;
    default: {
      const unknownState: never = request.state;
      throw new Error(`Unknown state ${unknownState}`);
    }
  }
}

function progressReserved(
  { reservedUntil, corridor }: StoredRequest,
  { pullRequest, corridor: corridorState, now }: RequestObservation,
): RequestStep | undefined {
  if (pullRequest) {
    return step(
      {
        state: 'open',
        pullRequest: toRecord(pullRequest),
        reservedUntil: null,
      },
      now,
      'pull-request-found',
      `Pull request #${pullRequest.number} was found on branch ${pullRequest.branch}`,
    );
  }
  if (corridorState && corridorState !== 'invalid') {
    return step(
      { state: 'provisioning', reservedUntil: null },
      now,
      'found-in-repository',
      `${corridor} is in the repository`,
    );
  }
  if (reservedUntil !== undefined && reservedUntil <= now.toISOString()) {
    const error =
      'No pull request was opened in time. Ask for the corridor again.';
    return step(
      { state: 'failed', error, reservedUntil: null },
      now,
      'expired',
      error,
    );
  }
  return undefined;
}

function progressOpen(
  request: StoredRequest,
  { pullRequest, now }: RequestObservation,
): RequestStep | undefined {
  if (!pullRequest || !request.pullRequest) {
    return undefined;
  }
  const recorded = toRecord(pullRequest);
  switch (pullRequest.state) {
    case 'merged':
      return step(
        { state: 'merged', pullRequest: recorded },
        now,
        'merged',
        `Pull request #${pullRequest.number} was merged`,
      );
    case 'closed':
      return step(
        { state: 'closed', pullRequest: recorded },
        now,
        'closed',
        `Pull request #${pullRequest.number} was closed without a merge`,
      );
    case 'open': {
      if (pullRequest.headSha !== request.pullRequest.headSha) {
        return step(
          { pullRequest: recorded },
          now,
          'pull-request-updated',
          `Pull request #${
            pullRequest.number
          } is at commit ${pullRequest.headSha.slice(0, 12)} now`,
        );
      }
      const age =
        Date.parse(pullRequest.checkedAt) -
        Date.parse(request.pullRequest.checkedAt);
      return age >= CHECKED_AT_AGE_MILLISECONDS
        ? { change: { pullRequest: recorded }, entries: [] }
        : undefined;
    }
    default: {
      const unknownState: never = pullRequest.state;
      throw new Error(`Unknown state ${unknownState}`);
    }
  }
}

function progressMerged(
  { corridor }: StoredRequest,
  observation: RequestObservation,
): RequestStep | undefined {
  return observation.corridor && observation.corridor !== 'invalid'
    ? step(
        { state: 'provisioning' },
        observation.now,
        'provisioning',
        `${corridor} is in the repository`,
      )
    : undefined;
}

function progressProvisioning(
  { corridor }: StoredRequest,
  { corridor: state, isRepositoryLive, now }: RequestObservation,
): RequestStep | undefined {
  if (state === 'ready' || state === 'needs-attention') {
    return step({ state: 'ready' }, now, 'ready', `${corridor} is ready`);
  }
  if (state === undefined && isRepositoryLive) {
    const error = `${corridor} was removed from the repository before it was ready.`;
    return step({ state: 'failed', error }, now, 'removed', error);
  }
  return undefined;
}

function toRecord({
  url,
  number,
  branch,
  headSha,
  state,
  checkedAt,
}: PullRequestStatus) {
  return { url, number, branch, headSha, state, checkedAt };
}

function step(
  change: RequestChange,
  now: Date,
  event: string,
  detail: string,
): RequestStep {
  return { change, entries: [{ at: now.toISOString(), event, detail }] };
}
