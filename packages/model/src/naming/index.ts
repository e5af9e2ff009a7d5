export type { DerivedBucketName, DerivedNames } from './names';
