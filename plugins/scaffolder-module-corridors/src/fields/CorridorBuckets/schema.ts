import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The buckets of a corridor, as in its specification. */
export const schema = makeFieldSchema({
  output: z =>
    z.array(
      z.object({
        name: z.string(),
        purpose: z.enum(['data', 'spark']).optional(),
        versioning: z.boolean().optional(),
        expireAfterDays: z.number().int().optional(),
      }),
    ),
});

/** One bucket of the form. */
export type BucketValue = (typeof schema.TOutput)[number];
