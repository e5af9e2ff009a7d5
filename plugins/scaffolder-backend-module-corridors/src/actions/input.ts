import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * A corridor as in `corridor.yaml`. Only what the actions themselves need is looked at here; the corridors plugin checks
 * the rest and names the field.
 */
export const corridorInput = z.object({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z.looseObject({ name: z.string().min(1) }),
  spec: z.looseObject({ environment: z.string().min(1) }),
});

/** {@link corridorInput} */
export type CorridorInput = z.infer<typeof corridorInput>;

/** A folder below the workspace. */
export const folderInput = z
  .string()
  .regex(
    /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\\\0]+$/,
    'must be a relative path without "." and ".."',
  )
  .optional();

/** Where a corridor's files lie in the workspace unless an input says otherwise. */
export function defaultFolder(corridor: CorridorInput): string {
  return `corridors/${corridor.metadata.name}`;
}

/**
 * Reads the input of an action. The scaffolder checks it by JSON schema alone, and a template may hand over anything.
 *
 * @throws InputError naming every field that is wrong
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    return parsed.data;
  }
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'input'}: ${message}`,
  );
  throw new InputError(
    `The input of this step is not usable. ${faults.join('; ')}`,
  );
}
