import { setTimeout } from 'node:timers/promises';

/**
 * Waits, unless the signal ends the waiting: then it throws the signal's reason.
 *
 * @public
 */
export type Sleep = (
  milliseconds: number,
  signal: AbortSignal,
) => Promise<void>;

/** Waits by the clock of the process. */
export const sleep: Sleep = async (milliseconds, signal) => {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
};
