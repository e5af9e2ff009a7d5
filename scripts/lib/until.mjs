import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed } from './process.mjs';

/** Asks `check` twice a second until it says yes; says what was waited for when it does not in time. */
export async function until(check, { seconds, what, signal }) {
  const deadline = Date.now() + seconds * 1000;
  while (!(await check())) {
    if (Date.now() > deadline) {
      throw new CommandFailed(
        `Waited ${seconds} s for ${what}. The output above may say why.`,
      );
    }
    await delay(500, undefined, { signal });
  }
}
