import { Operation, applyPatch } from 'fast-json-patch';
import { z } from 'zod';
import { StatusError, badRequest } from '../StatusError';

const operationsSchema = z.array(
  z.looseObject({
    op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
    path: z.string(),
    from: z.string().optional(),
  }),
);

/**
 * Applies a JSON patch. Source: RFC 6902.
 *
 * @throws StatusError 400 when the patch is no list of operations, 422 when it does not fit the object
 * @public
 */
export function applyJsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  }
  const parsed = operationsSchema.safeParse(patch);
  if (!parsed.success) {
    throw badRequest(
      `error decoding patch: ${
        parsed.error.issues[0]?.message ?? 'no operations'
      }`,
    );
  }
  try {
    // parsed above: each entry has the operation and the path that the type asks for
    const operations = parsed.data as Operation[];
    return applyPatch(structuredClone(target), operations, true, true)
      .newDocument;
  } catch (error) {
    throw new StatusError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${
        error instanceof Error ? error.message.split('\n')[0] : String(error)
      }`,
    );
  }
}
