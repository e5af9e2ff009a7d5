export * from './ack';
export type { ClusterConnection } from './cluster';
export * from './kubelet';
export * from './reconciler';
export * from './spark';
