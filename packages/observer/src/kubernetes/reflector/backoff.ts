/**
 * Bounds of the pause between two tries, in milliseconds.
 *
 * @public
 */
export interface BackoffBounds {
  readonly minimumMs: number;
  readonly maximumMs: number;
}

/**
 * How long to wait after the n-th failure in a row (from 1): anywhere between the minimum and a ceiling that doubles
 * with each failure up to the maximum, so that many observers of one server do not come back at the same moment.
 * What the server asks for by `Retry-After` is the least.
 *
 * @param random - in [0, 1)
 */
export function backoffMs(
  failures: number,
  random: number,
  bounds: BackoffBounds,
  retryAfterSeconds: number = 0,
): number {
  const ceiling = Math.min(
    bounds.maximumMs,
    bounds.minimumMs * 2 ** Math.min(failures, 30),
  );
  const pause = bounds.minimumMs + random * (ceiling - bounds.minimumMs);
  return Math.max(pause, retryAfterSeconds * 1000);
}
