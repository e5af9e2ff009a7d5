import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The digest of the files that were shown; empty while there is nothing that could be asked for. */
export const schema = makeFieldSchema({ output: z => z.string() });
