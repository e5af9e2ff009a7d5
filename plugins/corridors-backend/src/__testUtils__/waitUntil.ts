const DEADLINE_MILLISECONDS = 10_000;
const PAUSE_MILLISECONDS = 10;

/** Asks again and again until there is an answer. @throws Error after 10 s */
export async function waitUntil<T>(
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + DEADLINE_MILLISECONDS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Nothing after ${DEADLINE_MILLISECONDS} ms`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, PAUSE_MILLISECONDS);
    });
  }
}
