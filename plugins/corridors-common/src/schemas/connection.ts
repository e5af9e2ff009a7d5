import { z } from 'zod';
import type { Immutable } from './immutable';

/**
 * Ready-made configuration of one kind of client.
 *
 * @public
 */
export const clientConfigurationSchema = z.object({
  id: z.string(),
  title: z.string(),
  language: z.string(),
  content: z.string(),
});

/**
 * Answer of `GET /v1/corridors/{name}/connection`.
 *
 * @public
 */
export const connectionSchema = z.object({
  items: z.array(clientConfigurationSchema),
});

/**
 * What {@link connectionSchema} describes.
 *
 * @public
 */
export type Connection = Immutable<z.infer<typeof connectionSchema>>;
