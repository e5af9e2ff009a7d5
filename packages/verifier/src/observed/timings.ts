/**
 * How long the observed view waits, in milliseconds.
 *
 * @public
 */
export interface ObservationTimings {
  /** For the answer to one request. */
  readonly requestTimeoutMilliseconds: number;
  /** Before each further try of an answer that is not what was meant, or that proves nothing. */
  readonly retryDelaysMilliseconds: readonly number[];
}

/**
 * Changes of IAM take seconds to be seen everywhere, and AWS names no limit: a minute in all. (AWS: "Troubleshoot IAM",
 * changes that I make are not always immediately visible)
 *
 * @public
 */
export const DEFAULT_TIMINGS: ObservationTimings = {
  requestTimeoutMilliseconds: 10_000,
  retryDelaysMilliseconds: [2_000, 4_000, 8_000, 16_000, 30_000],
};
