export type { AckClusterConnection } from './AckCluster';
export { startAck } from './startAck';
export type { AckOptions, RunningAck } from './startAck';
