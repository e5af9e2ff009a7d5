/** Polls until the condition holds; fails with the description after the deadline. */
export async function waitUntil(
  description: string,
  condition: () => boolean,
  deadlineMs: number = 10_000,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error(`Not within ${deadlineMs} ms: ${description}`);
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
