import { z } from 'zod';

/**
 * An object schema that refuses fields it does not know, and says which ones it does.
 *
 * @public
 */
export function strictObject<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
) {
  const allowed = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `is not a field of this object; its fields are: ${allowed}`
        : undefined,
  });
}
