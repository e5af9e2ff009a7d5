export { checkName } from './checkName';
export { bucketArnOf, deriveNames } from './deriveNames';
export type { DerivedBucketName, DerivedNames } from './names';
