import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a check until it passes or the time is over; the last failure is thrown. */
export async function eventually<T>(
  check: () => Promise<T> | T,
  milliseconds = 10_000,
): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await sleep(25);
    }
  }
}
