import { z } from 'zod';
import type { Coverage, RunProgress, RunState, Scope } from '@corridors/model';
import {
  answeredCellSchema,
  findingSchema,
  identitySchema,
  notCoveredReasonSchema,
  resourceSchema,
  standingWeaknessSchema,
  viewSchema,
} from './access';
import type { Immutable } from './immutable';
import { problemSchema } from './problem';
import { timestampSchema } from './timestamp';

/**
 * What a run covers: one corridor's row and column, an environment or a whole AWS account.
 *
 * @public
 */
export const scopeSchema: z.ZodType<Scope> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('corridor'), corridor: z.string().min(1) }),
  z.strictObject({
    kind: z.literal('environment'),
    environment: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal('account'),
    accountId: z.string().regex(/^\d{12}$/),
  }),
]);

/**
 * The states of a run. The last four are final.
 *
 * @public
 */
export const runStateSchema = z.enum({
  queued: 'queued',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
} satisfies { [State in RunState]: State });

/**
 * How far a run is.
 *
 * @public
 */
export const runProgressSchema: z.ZodType<RunProgress> = z.object({
  phase: z.enum({
    planning: 'planning',
    evaluating: 'evaluating',
    controls: 'controls',
    probing: 'probing',
    retrying: 'retrying',
    done: 'done',
  } satisfies { [Phase in RunProgress['phase']]: Phase }),
  cells: z.number().int(),
  answered: z.number().int(),
});

/**
 * How many cells of a run a view could speak about, and why not about the others.
 *
 * @public
 */
export const coverageSchema: z.ZodType<Coverage> = z.object({
  view: viewSchema,
  cells: z.number().int(),
  covered: z.number().int(),
  notCovered: z.array(
    z.object({
      reason: notCoveredReasonSchema,
      detail: z.string(),
      cells: z.number().int(),
    }),
  ),
});

/**
 * Body of `POST /v1/verifications`.
 *
 * @public
 */
export const verificationBodySchema = z.strictObject({
  scope: scopeSchema,
  views: z.array(viewSchema).min(1).max(4),
});

/**
 * What {@link verificationBodySchema} describes.
 *
 * @public
 */
export type VerificationBody = Immutable<
  z.infer<typeof verificationBodySchema>
>;

const runSummaryShape = {
  id: z.string(),
  scope: scopeSchema,
  views: z.array(viewSchema),
  state: runStateSchema,
  requestedBy: z.string(),
  createdAt: timestampSchema,
  startedAt: timestampSchema.optional(),
  finishedAt: timestampSchema.optional(),
  revision: z.number().int(),
  progress: runProgressSchema,
  result: z
    .object({
      findings: z.object({
        leak: z.number().int(),
        blocked: z.number().int(),
        drift: z.number().int(),
        unproven: z.number().int(),
      }),
      cells: z.number().int(),
      covered: z.number().int(),
      coverage: z.array(coverageSchema),
    })
    .optional(),
  error: z.string().optional(),
};

/**
 * A verification run without its findings. `revision` grows with every change.
 *
 * @public
 */
export const runSummarySchema = z.object(runSummaryShape);

/**
 * What {@link runSummarySchema} describes.
 *
 * @public
 */
export type RunSummary = Immutable<z.infer<typeof runSummarySchema>>;

/**
 * Answer of `GET /v1/verifications`, newest first.
 *
 * @public
 */
export const runListSchema = z.object({ items: z.array(runSummarySchema) });

/**
 * What {@link runListSchema} describes.
 *
 * @public
 */
export type RunList = Immutable<z.infer<typeof runListSchema>>;

/**
 * What a static view looked at besides the cells: every name that a bucket, object or role could have. `asOf` is when its
 * policies were read, `proved` counts how much was proved.
 *
 * @public
 */
export const runAnalysisSchema = z.object({
  view: z.enum({ declared: 'declared', configured: 'configured' }),
  asOf: timestampSchema,
  proved: z.object({
    principals: z.number().int(),
    regions: z.number().int(),
    identities: z.number().int(),
    resources: z.number().int(),
    cells: z.number().int(),
  }),
  notUnderstood: z.array(problemSchema),
  notCovered: z.array(z.string()),
});

/**
 * What {@link runAnalysisSchema} describes.
 *
 * @public
 */
export type RunAnalysis = Immutable<z.infer<typeof runAnalysisSchema>>;

/**
 * Answer of `GET /v1/verifications/{id}`. `baseContext` is the stated request context of static views, `probedFrom`
 * says where live probes come from.
 *
 * @public
 */
export const runDetailSchema = z.object({
  ...runSummaryShape,
  findings: z.array(findingSchema),
  analyses: z.array(runAnalysisSchema),
  standingWeaknesses: z.array(standingWeaknessSchema),
  baseContext: z.record(z.string(), z.string()),
  probedFrom: z.string(),
});

/**
 * What {@link runDetailSchema} describes.
 *
 * @public
 */
export type RunDetail = Immutable<z.infer<typeof runDetailSchema>>;

/**
 * Answer of `GET /v1/verifications/{id}/matrix`. Of a large run, cells that say nothing of their own are not listed: those
 * that are meant to be denied and are denied by every view that covers them. `unlisted` counts them, a row for each
 * identity and a column for each resource; it is empty when every cell is listed.
 *
 * @public
 */
export const runMatrixSchema = z.object({
  identities: z.array(identitySchema),
  resources: z.array(resourceSchema),
  cells: z.array(answeredCellSchema),
  unlisted: z.array(z.array(z.number().int())),
});

/**
 * What {@link runMatrixSchema} describes.
 *
 * @public
 */
export type RunMatrix = Immutable<z.infer<typeof runMatrixSchema>>;

/**
 * Forms of `GET /v1/verifications/{id}/report`.
 *
 * @public
 */
export const reportFormatSchema = z.enum({
  json: 'json',
  markdown: 'markdown',
  csv: 'csv',
});

/**
 * What {@link reportFormatSchema} describes.
 *
 * @public
 */
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/**
 * A report as JSON: the run with its findings, its coverage and all cells that the reader may see.
 *
 * @public
 */
export const runReportSchema = z.object({
  run: z.object({
    id: z.string(),
    scope: scopeSchema,
    views: z.array(viewSchema),
    state: runStateSchema,
    requestedBy: z.string(),
    createdAt: timestampSchema,
    startedAt: timestampSchema.optional(),
    finishedAt: timestampSchema.optional(),
    error: z.string().optional(),
  }),
  accountId: z.string(),
  findings: z.array(findingSchema),
  coverage: z.array(coverageSchema),
  standingWeaknesses: z.array(standingWeaknessSchema),
  baseContext: z.record(z.string(), z.string()),
  probedFrom: z.string(),
  notCovered: z.array(z.string()),
  notUnderstood: z.array(problemSchema),
  identities: z.array(identitySchema),
  resources: z.array(resourceSchema),
  cells: z.array(answeredCellSchema),
});

/**
 * What {@link runReportSchema} describes.
 *
 * @public
 */
export type RunReport = Immutable<z.infer<typeof runReportSchema>>;
