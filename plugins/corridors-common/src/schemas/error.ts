import { z } from 'zod';

/**
 * Body of an answer with an error status, as every Backstage backend gives it.
 *
 * @public
 */
export const errorAnswerSchema = z.looseObject({
  error: z.looseObject({ name: z.string(), message: z.string() }),
  response: z.looseObject({ statusCode: z.number().int() }),
});
