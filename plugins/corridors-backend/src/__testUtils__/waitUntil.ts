const DEADLINE_MILLISECONDS = 10_000;
const PAUSE_MILLISECONDS = 10;

/** Asks again and again until there is an answer. @throws Error after 10 s */
export async function waitUntil<T>(
  ask: () => Promise<T | undefined>,
  milliseconds = DEADLINE_MILLISECONDS,
): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Nothing after ${milliseconds} ms`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, PAUSE_MILLISECONDS);
    });
  }
}
