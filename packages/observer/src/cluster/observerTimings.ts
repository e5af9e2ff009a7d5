import { ReflectorTimings } from '../kubernetes';
import { DEFAULT_REFLECTOR_TIMINGS } from '../kubernetes/reflector/reflectorTimings';
import { DEFAULT_HEARTBEAT_TIMINGS, HeartbeatTimings } from './heartbeat';

/**
 * How patient a {@link ClusterObserver} is.
 *
 * @public
 */
export interface ClusterObserverTimings {
  readonly reflector: ReflectorTimings;
  readonly heartbeat: HeartbeatTimings;
  /** Changes that come within so many milliseconds are told as one. */
  readonly settleMs: number;
}

/** What a production cluster gets. */
export const DEFAULT_CLUSTER_TIMINGS: ClusterObserverTimings = {
  reflector: DEFAULT_REFLECTOR_TIMINGS,
  heartbeat: DEFAULT_HEARTBEAT_TIMINGS,
  settleMs: 200,
};
