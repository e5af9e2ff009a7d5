import { z } from 'zod';
import { corridorSchema } from '@corridors/model';
import type {
  Attention,
  AwsResourceStatus,
  Corridor,
  CorridorState,
} from '@corridors/model';
import {
  findingSchema,
  identitySchema,
  operationSchema,
  resourceSchema,
  verdictSchema,
} from './access';
import { credentialStateSchema } from './credentialHealth';
import { derivedNamesSchema } from './derivedNames';
import { factSourceSchema } from './factSource';
import type { Immutable } from './immutable';
import { problemSchema } from './problem';
import { requestStateSchema } from './requests';
import { timestampSchema } from './timestamp';
import { runSummarySchema } from './verifications';

/**
 * The states of a corridor.
 *
 * @public
 */
export const corridorStateSchema = z.enum({
  ready: 'ready',
  provisioning: 'provisioning',
  'needs-attention': 'needs-attention',
  broken: 'broken',
  unknown: 'unknown',
  invalid: 'invalid',
  retiring: 'retiring',
} satisfies { [State in CorridorState]: State });

/**
 * Something about a corridor that a person should look at, with its cause and one next action.
 *
 * @public
 */
export const attentionSchema: z.ZodType<Attention> = z.object({
  severity: z.enum({ broken: 'broken', warning: 'warning', info: 'info' }),
  title: z.string(),
  cause: z.string(),
  nextAction: z.string().optional(),
  command: z.string().optional(),
  source: z.string(),
  at: timestampSchema.optional(),
});

/**
 * How far an AWS resource of a corridor is.
 *
 * @public
 */
export const awsResourceStatusSchema: z.ZodType<AwsResourceStatus> = z.object({
  kind: z.enum({ Bucket: 'Bucket', Role: 'Role', Policy: 'Policy' }),
  name: z.string(),
  awsName: z.string(),
  arn: z.string().optional(),
  state: z.enum({
    ready: 'ready',
    progressing: 'progressing',
    failed: 'failed',
    retrying: 'retrying',
    missing: 'missing',
    unknown: 'unknown',
  } satisfies { [State in AwsResourceStatus['state']]: State }),
  message: z.string().optional(),
  observedAt: timestampSchema.optional(),
});

/**
 * What the last verification says about a corridor.
 *
 * @public
 */
export const isolationSchema = z.object({
  state: z.enum({
    verified: 'verified',
    findings: 'findings',
    never: 'never',
    stale: 'stale',
  }),
  leaks: z.number().int(),
  blocked: z.number().int(),
  drift: z.number().int(),
  unproven: z.number().int(),
  runId: z.string().optional(),
  at: timestampSchema.optional(),
});

/**
 * What {@link isolationSchema} describes.
 *
 * @public
 */
export type Isolation = Immutable<z.infer<typeof isolationSchema>>;

const corridorSummaryShape = {
  name: z.string(),
  title: z.string().optional(),
  environment: z.string(),
  owner: z.string(),
  state: corridorStateSchema,
  stateReason: z.string(),
  buckets: z.number().int(),
  credentials: z.object({
    state: credentialStateSchema,
    reason: z.string(),
    asOf: timestampSchema.optional(),
  }),
  spark: z.object({
    running: z.number().int(),
    lastFailure: z
      .object({
        name: z.string(),
        at: timestampSchema.optional(),
        text: z.string(),
      })
      .optional(),
  }),
  isolation: isolationSchema,
  request: z.object({ id: z.string(), state: requestStateSchema }).optional(),
  attention: z.number().int(),
  mine: z.boolean(),
  file: z.string().optional(),
  problems: z.array(problemSchema).optional(),
  asOf: timestampSchema,
};

/**
 * A row of the list of corridors. Rows whose `state` is `invalid` stand for a file that could not be read: they carry
 * `file` and `problems`, and whatever is not known of them is an empty string.
 *
 * @public
 */
export const corridorSummarySchema = z.object(corridorSummaryShape);

/**
 * What {@link corridorSummarySchema} describes.
 *
 * @public
 */
export type CorridorSummary = Immutable<z.infer<typeof corridorSummarySchema>>;

/**
 * Answer of `GET /v1/corridors`. `totals` counts what the reader may see, before the filters of the query.
 *
 * @public
 */
export const corridorListSchema = z.object({
  items: z.array(corridorSummarySchema),
  sources: z.array(factSourceSchema),
  totals: z.object({
    corridors: z.number().int(),
    needAttention: z.number().int(),
    byState: z.partialRecord(corridorStateSchema, z.number().int()),
  }),
  lastVerification: runSummarySchema.optional(),
});

/**
 * What {@link corridorListSchema} describes.
 *
 * @public
 */
export type CorridorList = Immutable<z.infer<typeof corridorListSchema>>;

/**
 * Answer of `GET /v1/corridors/{name}`. `access` tells the verdicts of the last verification, `verified`, as far as its views
 * cover the cells; without one it tells only what is intended.
 *
 * @public
 */
export const corridorDetailSchema = z.object({
  ...corridorSummaryShape,
  spec: corridorSchema,
  names: derivedNamesSchema,
  attentionItems: z.array(attentionSchema),
  bucketsDetail: z.array(
    z.object({
      bucket: z.string(),
      name: z.string(),
      arn: z.string(),
      purpose: z.string().optional(),
      status: awsResourceStatusSchema,
      facts: z
        .object({
          encryption: z.string().optional(),
          publicAccessBlocked: z.boolean().optional(),
          versioning: z.boolean().optional(),
          policy: z.string().optional(),
          asOf: timestampSchema,
        })
        .optional(),
      reachableBy: z.array(
        z.object({
          identity: z.string(),
          operations: z.array(operationSchema),
          because: z.string(),
        }),
      ),
    }),
  ),
  roles: z.array(
    z.object({
      name: z.string(),
      arn: z.string(),
      status: awsResourceStatusSchema,
      trustPolicy: z.string().optional(),
      policies: z
        .array(z.object({ name: z.string(), document: z.string() }))
        .optional(),
      lastUsed: z
        .object({ at: timestampSchema, region: z.string().optional() })
        .optional(),
      asOf: timestampSchema.optional(),
    }),
  ),
  quota: z
    .object({
      hard: z.record(z.string(), z.string()),
      used: z.record(z.string(), z.string()),
      asOf: timestampSchema,
    })
    .optional(),
  access: z.object({
    identities: z.array(identitySchema),
    resources: z.array(resourceSchema),
    cells: z.array(
      z.object({
        cell: z.string(),
        intended: z.enum({ allow: 'allow', deny: 'deny' }),
        because: z.string(),
        declared: verdictSchema.optional(),
        configured: verdictSchema.optional(),
        observed: verdictSchema.optional(),
      }),
    ),
    verified: z.object({ runId: z.string(), at: timestampSchema }).optional(),
    findings: z.array(findingSchema),
  }),
  activity: z.array(
    z.object({
      at: timestampSchema,
      kind: z.string(),
      title: z.string(),
      detail: z.string().optional(),
      link: z.string().optional(),
      by: z.string().optional(),
    }),
  ),
  links: z.object({
    repository: z.string(),
    folder: z.string(),
    pullRequest: z.string().optional(),
  }),
});

/**
 * What {@link corridorDetailSchema} describes.
 *
 * @public
 */
export type CorridorDetail = Omit<
  Immutable<z.infer<typeof corridorDetailSchema>>,
  'spec'
> & { readonly spec: Corridor };
