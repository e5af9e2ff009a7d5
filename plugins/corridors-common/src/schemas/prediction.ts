import { z } from 'zod';
import {
  findingSchema,
  identitySchema,
  operationSchema,
  resourceSchema,
  standingWeaknessSchema,
} from './access';
import type { Immutable } from './immutable';
import { problemSchema } from './problem';

/**
 * What one identity is meant to do with one resource, and what the policies of the repository allow with a change in it.
 * `conditional` hangs on a request key that is not known, or on a policy that is not understood.
 *
 * @public
 */
export const predictedPairSchema = z.object({
  identity: z.string(),
  resource: z.string(),
  intended: z.array(operationSchema),
  declared: z.array(operationSchema),
  conditional: z.array(operationSchema),
});

/**
 * What {@link predictedPairSchema} describes.
 *
 * @public
 */
export type PredictedPair = Immutable<z.infer<typeof predictedPairSchema>>;

/**
 * What a corridor could reach and who could reach it, by the policies of the GitOps repository with a change in it. `pairs`
 * are those in which something is meant, allowed or not known; `deniedCells` counts the rest of its row and column, which
 * is denied. `findings` are those that touch the corridor, whether or not the change brings them.
 *
 * @public
 */
export const predictedAccessSchema = z.object({
  corridor: z.string(),
  identities: z.array(identitySchema),
  resources: z.array(resourceSchema),
  pairs: z.array(predictedPairSchema),
  deniedCells: z.number().int(),
  findings: z.array(findingSchema),
  standingWeaknesses: z.array(standingWeaknessSchema),
  notUnderstood: z.array(problemSchema),
  notCovered: z.array(z.string()),
  baseContext: z.record(z.string(), z.string()),
});

/**
 * What {@link predictedAccessSchema} describes.
 *
 * @public
 */
export type PredictedAccess = Immutable<z.infer<typeof predictedAccessSchema>>;
