import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** How Spark runs in a corridor, as in its specification. */
export const schema = makeFieldSchema({
  output: z =>
    z.object({
      version: z.string(),
      operator: z.enum(['kubeflow', 'apache', 'none']),
    }),
});

/** The value of the field. */
export type SparkValue = typeof schema.TOutput;
