import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks until there is an answer.
 *
 * @param what - what is waited for, for the error
 * @param ask - answers undefined as long as it is not so
 * @throws Error when it is not so in time, with what was seen last
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { seconds = 60, seen }: { seconds?: number; seen?: () => unknown } = {},
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Not within ${seconds} s: ${what}. Last seen: ${JSON.stringify(
          seen?.(),
          null,
          1,
        )}`,
      );
    }
    await pause(200);
  }
}
