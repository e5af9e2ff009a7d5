import { z } from 'zod';
import { factSourceSchema } from './factSource';
import type { Immutable } from './immutable';
import { problemSchema } from './problem';

const quotaSchema = z.object({
  cpu: z.string().optional(),
  memory: z.string().optional(),
  pods: z.number().int().optional(),
});

/**
 * What a request form needs to know about an environment. Holds no endpoint and no secret.
 *
 * @public
 */
export const environmentSummarySchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  cluster: z.string(),
  accountId: z.string(),
  region: z.string(),
  provisioner: z.string(),
  mechanism: z.string(),
  rolePattern: z.string(),
  bucketPattern: z.string(),
  sharedBuckets: z.array(
    z.object({
      name: z.string(),
      access: z.enum({ read: 'read', write: 'write' }),
      description: z.string().optional(),
    }),
  ),
  sparkVersions: z.array(z.string()),
  sparkOperators: z.array(z.string()),
  quotaMaximum: quotaSchema,
  quotaDefault: quotaSchema.optional(),
  liveVerification: z.boolean(),
  standingWeakness: z
    .object({ title: z.string(), explanation: z.string() })
    .optional(),
  state: z.enum({
    available: 'available',
    invalid: 'invalid',
    unreachable: 'unreachable',
  }),
  problems: z.array(problemSchema),
});

/**
 * What {@link environmentSummarySchema} describes.
 *
 * @public
 */
export type EnvironmentSummary = Immutable<
  z.infer<typeof environmentSummarySchema>
>;

/**
 * Answer of `GET /v1/environments`.
 *
 * @public
 */
export const environmentListSchema = z.object({
  items: z.array(environmentSummarySchema),
  sources: z.array(factSourceSchema),
});

/**
 * What {@link environmentListSchema} describes.
 *
 * @public
 */
export type EnvironmentList = Immutable<z.infer<typeof environmentListSchema>>;
