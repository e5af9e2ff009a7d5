import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The name of an environment. */
export const schema = makeFieldSchema({ output: z => z.string() });
