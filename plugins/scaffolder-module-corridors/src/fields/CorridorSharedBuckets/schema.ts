import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Shared buckets that a corridor uses, as in its specification. */
export const schema = makeFieldSchema({
  output: z =>
    z.array(
      z.object({ bucket: z.string(), access: z.enum(['read', 'write']) }),
    ),
});
