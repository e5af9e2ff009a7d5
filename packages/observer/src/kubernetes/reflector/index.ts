export type { BackoffBounds } from './backoff';
export type { ReflectorStatus } from './reflectorStatus';
export type { ReflectorTimings } from './reflectorTimings';
