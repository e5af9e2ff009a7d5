import { z } from 'zod';
import type { DerivedNames } from '@corridors/model';

/**
 * The names in Kubernetes and AWS that follow from a corridor's name.
 *
 * @public
 */
export const derivedNamesSchema: z.ZodType<DerivedNames> = z.object({
  namespace: z.string(),
  serviceAccount: z.string(),
  roleName: z.string(),
  roleArn: z.string(),
  policyName: z.string(),
  policyArn: z.string(),
  bucketPrefix: z.string(),
  buckets: z.array(
    z.object({ bucket: z.string(), name: z.string(), arn: z.string() }),
  ),
});
