import { z } from 'zod';

/**
 * A point in time as RFC 3339 text, such as `2026-11-23T14:02:10.000Z`.
 *
 * @public
 */
export const timestampSchema = z.iso.datetime({ offset: true });
