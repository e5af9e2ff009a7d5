import type {
  CorridorRequest,
  TimelineEntry,
} from '@corridors/plugin-corridors-common';
import type { StoredRequest } from '../database';

/**
 * A request as the API tells it.
 *
 * @param corridorReason - why the corridor is in the state that it is in, when the inventory knows it
 */
export function describeRequest(
  {
    reservedUntil: _reservedUntil,
    revision: _revision,
    branch: _branch,
    ...request
  }: StoredRequest,
  timeline: readonly TimelineEntry[],
  corridorReason: string | undefined,
): CorridorRequest {
  return {
    ...request,
    timeline,
    waitingFor: waitingFor(request, corridorReason),
  };
}

function waitingFor(
  {
    state,
    pullRequest,
    error,
    corridor,
  }: Pick<StoredRequest, 'state' | 'pullRequest' | 'error' | 'corridor'>,
  corridorReason: string | undefined,
): string {
  switch (state) {
    case 'reserved':
      return 'The pull request is being opened.';
    case 'open':
      return `Review and merge of pull request #${pullRequest?.number ?? ''}.`;
    case 'merged':
      return (
        corridorReason ??
        'The merged files are yet to be read from the repository.'
      );
    case 'provisioning':
      return (
        corridorReason ?? `The GitOps controller is yet to build ${corridor}.`
      );
    case 'ready':
      return 'Nothing: the corridor is ready.';
    case 'closed':
      return 'Nothing: the pull request was closed without a merge.';
    case 'failed':
      return `Nothing: ${error ?? 'the request failed'}`;
    default: {
      const unknownState: never = state;
      throw new Error(`Unknown state ${unknownState}`);
    }
  }
}

/** Why a corridor cannot be asked for now: its open request, with its link. */
export function describeOpenRequest({
  corridor,
  id,
  requestedBy,
  pullRequest,
  state,
}: StoredRequest): string {
  const where = pullRequest
    ? `pull request ${pullRequest.url}`
    : `request ${id}, ${state}`;
  return `A request for "${corridor}" by ${requestedBy} is open already: ${where}. Wait for it, or close it first.`;
}
