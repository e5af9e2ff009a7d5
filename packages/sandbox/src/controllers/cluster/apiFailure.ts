import { ApiException } from '@kubernetes/client-node';
import { z } from 'zod';

const statusSchema = z.looseObject({ message: z.string() });

/** HTTP code of a refusal by the API server; undefined when it did not answer. @public */
export function failureCode(error: unknown): number | undefined {
  return error instanceof ApiException ? error.code : undefined;
}

/**
 * What went wrong with a call, in the API server's own words where it gave any.
 *
 * @public
 */
export function failureMessage(error: unknown): string {
  if (!(error instanceof ApiException)) {
    return error instanceof Error ? error.message : String(error);
  }
  const body: unknown = error.body;
  if (typeof body !== 'string' || body === '') {
    return `HTTP ${error.code}`;
  }
  try {
    return statusSchema.parse(JSON.parse(body)).message;
  } catch {
    return body.trim();
  }
}

/** The value of a call, undefined when what it asks for does not exist. @public */
export async function unlessAbsent<T>(
  call: Promise<T>,
): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (failureCode(error) === 404) {
      return undefined;
    }
    throw error;
  }
}
