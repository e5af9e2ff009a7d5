import { DateTime } from 'luxon';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function distance(seconds: number): string {
  if (seconds < MINUTE) {
    return `${Math.round(seconds)} s`;
  }
  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min`;
  }
  if (seconds < DAY) {
    return `${Math.floor(seconds / HOUR)} h`;
  }
  return `${Math.floor(seconds / DAY)} d`;
}

/**
 * "just now", "40 s ago", "2 min ago", "in 3 d"; beyond thirty days the date.
 *
 * @param at - RFC 3339
 * @param now - what "ago" is counted from
 * @public
 */
export function formatAgo(at: string, now: Date): string {
  const then = DateTime.fromISO(at);
  const seconds = (now.getTime() - then.toMillis()) / 1000;
  if (Math.abs(seconds) > 30 * DAY) {
    return then.toFormat('d LLL yyyy');
  }
  if (Math.abs(seconds) < 5) {
    return 'just now';
  }
  return seconds > 0 ? `${distance(seconds)} ago` : `in ${distance(-seconds)}`;
}

/**
 * The exact time in the reader's zone: "23 Nov 2026, 14:02:10 UTC+1".
 *
 * @param at - RFC 3339
 * @public
 */
export function formatExact(at: string): string {
  return DateTime.fromISO(at).toFormat("d LLL yyyy, HH:mm:ss 'UTC'Z");
}

/**
 * The time of day, "14:02:10"; with the date when it was not today.
 *
 * @param at - RFC 3339
 * @param now - decides what today is
 * @public
 */
export function formatClock(at: string, now: Date): string {
  const then = DateTime.fromISO(at);
  return then.hasSame(DateTime.fromJSDate(now), 'day')
    ? then.toFormat('HH:mm:ss')
    : then.toFormat('d LLL, HH:mm:ss');
}

/**
 * Writes the times of day in place of the RFC 3339 times within a text that a backend wrote.
 *
 * @param text - such as "syncing since 2026-11-23T12:16:26.760Z"
 * @param now - decides what today is
 * @public
 */
export function withReadableTimes(text: string, now: Date): string {
  return text.replace(
    /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/g,
    at => formatClock(at, now),
  );
}

/**
 * "3 min 12 s", "2 h 5 min": how long something took.
 *
 * @public
 */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < MINUTE) {
    return `${whole} s`;
  }
  if (whole < HOUR) {
    return `${Math.floor(whole / MINUTE)} min ${whole % MINUTE} s`;
  }
  return `${Math.floor(whole / HOUR)} h ${Math.floor(
    (whole % HOUR) / MINUTE,
  )} min`;
}
