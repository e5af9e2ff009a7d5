import { z } from 'zod';
import type { SparkPhase, SparkRun } from '@corridors/model';
import { factSourceSchema } from './factSource';
import type { Immutable } from './immutable';
import { timestampSchema } from './timestamp';

const sparkPhaseSchema = z.enum({
  pending: 'pending',
  starting: 'starting',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  retrying: 'retrying',
  suspended: 'suspended',
  cancelled: 'cancelled',
  unknown: 'unknown',
} satisfies { [Phase in SparkPhase]: Phase });

/**
 * One run of a Spark application in a corridor.
 *
 * @public
 */
export const sparkRunSchema: z.ZodType<SparkRun> = z.object({
  id: z.string(),
  corridor: z.string().optional(),
  environment: z.string(),
  namespace: z.string(),
  source: z.enum({ kubeflow: 'kubeflow', pods: 'pods' }),
  name: z.string(),
  attempt: z.number().int(),
  sparkAppId: z.string().optional(),
  phase: sparkPhaseSchema,
  phaseSince: timestampSchema.optional(),
  reason: z
    .object({
      code: z.string(),
      text: z.string(),
      evidence: z.string().optional(),
      nextAction: z.string().optional(),
    })
    .optional(),
  driverPod: z.string().optional(),
  executors: z.object({
    requested: z.number().int().optional(),
    pending: z.number().int(),
    running: z.number().int(),
    failed: z.number().int(),
    lost: z.array(z.string()),
  }),
  startedAt: timestampSchema.optional(),
  endedAt: timestampSchema.optional(),
  serviceAccount: z.string().optional(),
  uiUrl: z.string().optional(),
  rawState: z.string().optional(),
  observedAt: timestampSchema,
});

/**
 * Answer of `GET /v1/corridors/{name}/spark-runs`, newest first.
 *
 * @public
 */
export const sparkRunListSchema = z.object({
  items: z.array(sparkRunSchema),
  sources: z.array(factSourceSchema),
});

/**
 * What {@link sparkRunListSchema} describes.
 *
 * @public
 */
export type SparkRunList = Immutable<z.infer<typeof sparkRunListSchema>>;
