import { z } from 'zod';

import { corridorNameFault } from '../naming/nameShape';
import {
  accessSchema,
  bucketNameSchema,
  dnsLabelSchema,
  quantitySchema,
  sparkVersionSchema,
  titleSchema,
} from './formats';
import { corridorConsistencyFaults } from './corridorConsistency';
import { issueOf } from './issueOf';
import { strictObject } from './strictObject';

/**
 * The `apiVersion` of specs and environments.
 *
 * @public
 */
export const API_VERSION = 'corridors.dev/v1alpha1';

const MAXIMUM_BUCKETS = 16;
const MAXIMUM_SHARES = 16;

const nameSchema = z.string().superRefine((name, context) => {
  const fault = corridorNameFault(name);
  if (fault) {
    context.addIssue({ code: 'custom', message: fault });
  }
});

const bucketSchema = strictObject({
  name: z
    .string()
    .max(58, 'must be at most 58 characters')
    .regex(
      /^[a-z0-9][a-z0-9-]*[a-z0-9]$/,
      'must be at least two lower-case letters, digits or hyphens, and begin and end with a letter or digit',
    ),
  purpose: z.enum(['data', 'spark']).default('data'),
  versioning: z.boolean().default(false),
  expireAfterDays: z
    .number()
    .int()
    .min(1, 'must be at least 1 day')
    .max(36500, 'must be at most 36500 days')
    .optional(),
});

const shareSchema = strictObject({
  bucket: dnsLabelSchema,
  with: dnsLabelSchema,
  access: accessSchema,
});

const useSchema = strictObject({
  bucket: bucketNameSchema,
  access: accessSchema,
});

/**
 * Quantities that a namespace may claim in all.
 */
export const quotaSchema = strictObject({
  cpu: quantitySchema,
  memory: quantitySchema,
  pods: z
    .number()
    .int()
    .min(1, 'must be at least 1')
    .max(100_000, 'must be at most 100000'),
});

/**
 * The corridor spec, `corridors/<name>/corridor.yaml`. Strict: a field it does not know is refused.
 *
 * @public
 */
export const corridorSchema = strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Corridor'),
  metadata: strictObject({ name: nameSchema, title: titleSchema.optional() }),
  spec: strictObject({
    environment: dnsLabelSchema,
    owner: z
      .string()
      .regex(
        /^(group|user):[a-z0-9]([a-z0-9._-]*[a-z0-9])?\/[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/,
        'must be a whole reference to a group or user of the catalog, in lower case, such as group:default/gha',
      )
      .max(160, 'must be at most 160 characters'),
    buckets: z
      .array(bucketSchema)
      .min(1, 'must name at least one bucket')
      .max(MAXIMUM_BUCKETS, `must name at most ${MAXIMUM_BUCKETS} buckets`),
    shares: z
      .array(shareSchema)
      .max(MAXIMUM_SHARES, `must name at most ${MAXIMUM_SHARES} shares`)
      .default([]),
    uses: z
      .array(useSchema)
      .max(MAXIMUM_SHARES, `must name at most ${MAXIMUM_SHARES} buckets`)
      .default([]),
    spark: strictObject({
      version: sparkVersionSchema,
      operator: z.enum(['kubeflow', 'apache', 'none']),
    }),
    quota: quotaSchema,
    expires: z.iso.date('must be a date such as 2027-06-30').optional(),
  }),
}).superRefine((corridor, context) => {
  corridorConsistencyFaults(corridor).forEach(fault =>
    context.addIssue(issueOf(fault)),
  );
});

/**
 * A corridor spec with its defaults applied.
 *
 * @public
 */
export type Corridor = z.infer<typeof corridorSchema>;

/**
 * A corridor spec as its author may write it: what has a default may be left out.
 *
 * @public
 */
export type CorridorInput = z.input<typeof corridorSchema>;

/**
 * One bucket of a corridor spec.
 *
 * @public
 */
export type CorridorBucket = Corridor['spec']['buckets'][number];

/**
 * How Spark applications are started in a corridor.
 *
 * @public
 */
export type SparkOperator = Corridor['spec']['spark']['operator'];
