export { AwsSeed } from './AwsSeed';
export type { AwsSeedOptions, SeedBucket, SeedNodeRole } from './AwsSeed';
export type { UserAccessKey } from './AccessKeyRing';
export { seedMemoExperiment } from './seedMemoExperiment';
export type { MemoExperiment } from './seedMemoExperiment';
export type { SeedSharedBucket } from './seedPolicies';
