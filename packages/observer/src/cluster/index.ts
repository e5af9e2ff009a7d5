export {
  ClusterObserver,
  type ClusterObserverOptions,
} from './clusterObserver';
export type {
  ClusterSnapshot,
  NamespaceContents,
  WatchedCollection,
} from './clusterSnapshot';
export type { HeartbeatTimings } from './heartbeat';
export type { LostExecutor } from './lostExecutor';
export type { ClusterObserverTimings } from './observerTimings';
