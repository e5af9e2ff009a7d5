import { BackoffBounds } from './backoff';

/**
 * How patient a reflector is. All in milliseconds unless the name says seconds.
 *
 * @public
 */
export interface ReflectorTimings {
  /** Time limit of one page of a list. */
  readonly listTimeoutMs: number;
  /** Objects a page. */
  readonly pageSize: number;
  /** How long the server is asked to keep a watch open, at least. */
  readonly watchSeconds: number;
  /** Up to so much is added by chance, so that watches do not end together. */
  readonly watchJitterSeconds: number;
  /** A watch that has not ended so long after it should have is given up: its connection is dead. */
  readonly watchGraceMs: number;
  /** A watch that ends sooner than this counts as a failure: a server that closes at once must not be hammered. */
  readonly shortestWatchMs: number;
  /** Pause between tries after failures. */
  readonly backoff: BackoffBounds;
  /** How often to look whether a resource type that the server does not know has appeared. */
  readonly unavailableRecheckMs: number;
  /** How often to look whether a missing permission has been granted. */
  readonly forbiddenRecheckMs: number;
}

/** What a production cluster gets. */
export const DEFAULT_REFLECTOR_TIMINGS: ReflectorTimings = {
  listTimeoutMs: 20_000,
  pageSize: 500,
  watchSeconds: 240,
  watchJitterSeconds: 60,
  watchGraceMs: 30_000,
  shortestWatchMs: 1_000,
  backoff: { minimumMs: 1_000, maximumMs: 60_000 },
  unavailableRecheckMs: 300_000,
  forbiddenRecheckMs: 60_000,
};
