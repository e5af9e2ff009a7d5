import { z } from 'zod';
import type { FactSource, FactState } from '@corridors/model';
import { timestampSchema } from './timestamp';

const factStateSchema = z.enum({
  syncing: 'syncing',
  live: 'live',
  stale: 'stale',
  unavailable: 'unavailable',
  forbidden: 'forbidden',
} satisfies { [State in FactState]: State });

/**
 * Where facts come from and how fresh they are: a cluster, an AWS account or the GitOps repository.
 *
 * @public
 */
export const factSourceSchema: z.ZodType<FactSource> = z.object({
  id: z.string(),
  title: z.string(),
  state: factStateSchema,
  asOf: timestampSchema.optional(),
  since: timestampSchema.optional(),
  message: z.string().optional(),
});
