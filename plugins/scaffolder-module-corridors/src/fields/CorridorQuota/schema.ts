import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The quota of a corridor's namespace, in Kubernetes quantities, as in its specification. */
export const schema = makeFieldSchema({
  output: z =>
    z.object({ cpu: z.string(), memory: z.string(), pods: z.number().int() }),
});

/** The value of the field. */
export type QuotaValue = typeof schema.TOutput;
