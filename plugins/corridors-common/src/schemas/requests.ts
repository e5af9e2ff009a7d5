import { z } from 'zod';
import type { Immutable } from './immutable';
import { manifestFileSchema } from './manifestFile';
import { predictedAccessSchema } from './prediction';
import { problemSchema } from './problem';
import { timestampSchema } from './timestamp';

/**
 * The states of a request: reserved → open → merged → provisioning → ready, or closed (without merge) and failed.
 *
 * @public
 */
export const requestStateSchema = z.enum({
  reserved: 'reserved',
  open: 'open',
  merged: 'merged',
  provisioning: 'provisioning',
  ready: 'ready',
  closed: 'closed',
  failed: 'failed',
});

/**
 * What {@link requestStateSchema} describes.
 *
 * @public
 */
export type RequestState = z.infer<typeof requestStateSchema>;

/**
 * What a request is for.
 *
 * @public
 */
export const requestKindSchema = z.enum({
  create: 'create',
  change: 'change',
  retire: 'retire',
});

/**
 * What {@link requestKindSchema} describes.
 *
 * @public
 */
export type RequestKind = z.infer<typeof requestKindSchema>;

/**
 * One step of a request's way, oldest first. `event` is a word such as `reserved`, `pull-request-opened`, `merged`.
 *
 * @public
 */
export const timelineEntrySchema = z.object({
  at: timestampSchema,
  event: z.string(),
  detail: z.string(),
  by: z.string().optional(),
});

/**
 * What {@link timelineEntrySchema} describes.
 *
 * @public
 */
export type TimelineEntry = Immutable<z.infer<typeof timelineEntrySchema>>;

const corridorRequestShape = {
  id: z.string(),
  corridor: z.string(),
  environment: z.string(),
  kind: requestKindSchema,
  state: requestStateSchema,
  requestedBy: z.string(),
  owner: z.string(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  waitingFor: z.string(),
  pullRequest: z
    .object({
      url: z.string(),
      number: z.number().int(),
      branch: z.string(),
      headSha: z.string(),
      state: z.enum({ open: 'open', merged: 'merged', closed: 'closed' }),
      checkedAt: timestampSchema,
    })
    .optional(),
  filesDigest: z.string(),
  timeline: z.array(timelineEntrySchema),
  error: z.string().optional(),
};

/**
 * A corridor asked for, changed or retired.
 *
 * @public
 */
export const corridorRequestSchema = z.object(corridorRequestShape);

/**
 * What {@link corridorRequestSchema} describes.
 *
 * @public
 */
export type CorridorRequest = Immutable<z.infer<typeof corridorRequestSchema>>;

/**
 * Answer of `POST /v1/requests`: the request as reserved, and everything that the pull request takes. `files` and
 * `remove` are relative to `target.folder`, which is relative to the root of the repository `repoUrl`; `branch` is the
 * branch to push, `target.branch` the one to merge into. `prediction` is what the policies come to with the files in
 * place, `warnings` what does not forbid the request.
 *
 * @public
 */
export const requestReservationSchema = z.object({
  ...corridorRequestShape,
  files: z.array(manifestFileSchema),
  remove: z.array(z.string()),
  repoUrl: z.string(),
  branch: z.string(),
  target: z.object({ branch: z.string(), folder: z.string() }),
  prediction: predictedAccessSchema,
  warnings: z.array(problemSchema),
});

/**
 * What {@link requestReservationSchema} describes.
 *
 * @public
 */
export type RequestReservation = Immutable<
  z.infer<typeof requestReservationSchema>
>;

/**
 * Answer of `GET /v1/requests`, newest first.
 *
 * @public
 */
export const requestListSchema = z.object({
  items: z.array(corridorRequestSchema),
});

/**
 * What {@link requestListSchema} describes.
 *
 * @public
 */
export type RequestList = Immutable<z.infer<typeof requestListSchema>>;

/**
 * Body of `POST /v1/requests`: the corridor as in `corridor.yaml`, and the digest of the files that its preflight showed.
 *
 * @public
 */
export const requestBodySchema = z.strictObject({
  spec: z.record(z.string(), z.unknown()),
  filesDigest: z.string().min(1).max(200),
});

/**
 * What {@link requestBodySchema} describes.
 *
 * @public
 */
export type RequestBody = Immutable<z.infer<typeof requestBodySchema>>;

/**
 * Body of `PUT /v1/requests/{id}/pull-request`.
 *
 * @public
 */
export const pullRequestBodySchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  number: z.number().int().min(1),
  headSha: z.string().regex(/^[0-9a-f]{7,64}$/),
});

/**
 * What {@link pullRequestBodySchema} describes.
 *
 * @public
 */
export type PullRequestBody = Immutable<z.infer<typeof pullRequestBodySchema>>;

/**
 * Body of `POST /v1/requests/{id}/release`: why the reservation is given up.
 *
 * @public
 */
export const releaseBodySchema = z.strictObject({
  reason: z.string().min(1).max(2000),
});

/**
 * What {@link releaseBodySchema} describes.
 *
 * @public
 */
export type ReleaseBody = Immutable<z.infer<typeof releaseBodySchema>>;
