import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The name of a corridor. */
export const schema = makeFieldSchema({ output: z => z.string() });
