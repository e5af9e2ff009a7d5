import type { PublicAccessBlock } from '@corridors/policy-engine';

/**
 * What holds where nothing was ever configured
 * (source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage").
 */
export const NOTHING_BLOCKED: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
