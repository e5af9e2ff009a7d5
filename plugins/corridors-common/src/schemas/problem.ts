import { z } from 'zod';
import type { Problem } from '@corridors/model';

/**
 * What is wrong with a specification, and where: field, or file and line.
 *
 * @public
 */
export const problemSchema: z.ZodType<Problem> = z.object({
  code: z.string(),
  severity: z.enum({ error: 'error', warning: 'warning' }),
  message: z.string(),
  field: z.string().optional(),
  file: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  related: z.string().optional(),
});
