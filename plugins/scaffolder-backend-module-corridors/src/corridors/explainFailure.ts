import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { z } from 'zod';

/** What a `ResponseError` of `@backstage/errors` tells, read by its shape. */
const refusal = z.object({
  statusCode: z.number(),
  body: z.object({ error: z.object({ message: z.string() }) }),
});

const KINDS: Readonly<Record<number, new (message: string) => Error>> = {
  400: InputError,
  403: NotAllowedError,
  404: NotFoundError,
  409: ConflictError,
  503: ServiceUnavailableError,
};

/**
 * Tells a failed call to the corridors plugin in one sentence, with the plugin's own message, as the log of a task shows it.
 *
 * @param task - what was to be done: `reserve the corridor`
 */
export function explainFailure(
  task: string,
  error: unknown,
  timedOutAfterMs: number | undefined,
): Error {
  if (timedOutAfterMs !== undefined) {
    return new ServiceUnavailableError(
      `Could not ${task}: the corridors plugin did not answer within ${
        timedOutAfterMs / 1000
      } s. Try again later`,
    );
  }
  const refused = refusal.safeParse(error);
  if (refused.success) {
    const { statusCode, body } = refused.data;
    const Kind = KINDS[statusCode] ?? Error;
    return new Kind(`Could not ${task}: ${body.error.message}`);
  }
  const { name, message } = toError(error);
  if (name === 'TypeError') {
    return new ServiceUnavailableError(
      `Could not ${task}: the corridors plugin cannot be reached (${message}). Check that it is installed and running`,
    );
  }
  return new Error(`Could not ${task}: ${message}`);
}
