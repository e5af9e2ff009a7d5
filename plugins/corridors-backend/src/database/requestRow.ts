import {
  requestKindSchema,
  requestStateSchema,
  type RequestState,
} from '@corridors/plugin-corridors-common';
import { z } from 'zod';
import type { StoredRequest } from './RequestStore';

/** Row of the table `requests`. */
export interface RequestRow {
  id: string;
  corridor: string;
  environment: string;
  kind: string;
  state: string;
  requested_by: string;
  owner: string;
  created_at: string;
  updated_at: string;
  reserved_until: string | null;
  branch: string;
  pull_request_url: string | null;
  pull_request_number: number | null;
  pull_request_state: string | null;
  head_sha: string | null;
  checked_at: string | null;
  files_digest: string;
  error: string | null;
  revision: number;
  open_key: string | null;
}

const pullRequestSchema = z.object({
  url: z.string(),
  number: z.number(),
  branch: z.string(),
  headSha: z.string(),
  state: z.enum({ open: 'open', merged: 'merged', closed: 'closed' }),
  checkedAt: z.string(),
});

/** Whether nothing more will happen to a request in this state. */
export function isRequestOver(state: RequestState): boolean {
  return state === 'ready' || state === 'closed' || state === 'failed';
}

/** @throws ZodError when the row was not written by this plugin */
export function fromRequestRow(row: RequestRow): StoredRequest {
  return {
    id: row.id,
    corridor: row.corridor,
    environment: row.environment,
    kind: requestKindSchema.parse(row.kind),
    state: requestStateSchema.parse(row.state),
    requestedBy: row.requested_by,
    owner: row.owner,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    reservedUntil: row.reserved_until ?? undefined,
    branch: row.branch,
    pullRequest:
      row.pull_request_url === null
        ? undefined
        : pullRequestSchema.parse({
            url: row.pull_request_url,
            number: row.pull_request_number,
            branch: row.branch,
            headSha: row.head_sha,
            state: row.pull_request_state,
            checkedAt: row.checked_at,
          }),
    filesDigest: row.files_digest,
    error: row.error ?? undefined,
    revision: row.revision,
  };
}

export function toRequestRow(request: StoredRequest): RequestRow {
  return {
    id: request.id,
    corridor: request.corridor,
    environment: request.environment,
    kind: request.kind,
    state: request.state,
    requested_by: request.requestedBy,
    owner: request.owner,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    reserved_until: request.reservedUntil ?? null,
    branch: request.branch,
    pull_request_url: request.pullRequest?.url ?? null,
    pull_request_number: request.pullRequest?.number ?? null,
    pull_request_state: request.pullRequest?.state ?? null,
    head_sha: request.pullRequest?.headSha ?? null,
    checked_at: request.pullRequest?.checkedAt ?? null,
    files_digest: request.filesDigest,
    error: request.error ?? null,
    revision: request.revision,
    open_key: isRequestOver(request.state) ? null : request.corridor,
  };
}
