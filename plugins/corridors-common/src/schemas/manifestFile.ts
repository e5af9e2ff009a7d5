import { z } from 'zod';
import type { Immutable } from './immutable';

/**
 * One rendered file; `path` is relative to the corridor's folder, such as `kubernetes/namespace.yaml`.
 *
 * @public
 */
export const manifestFileSchema = z.object({
  path: z.string(),
  content: z.string(),
});

/**
 * What {@link manifestFileSchema} describes.
 *
 * @public
 */
export type ManifestFileAnswer = Immutable<z.infer<typeof manifestFileSchema>>;
