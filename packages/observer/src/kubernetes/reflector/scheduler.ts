import { setTimeout as wait } from 'node:timers/promises';

/** Time and chance, passed in so that tests decide both. */
export interface Scheduler {
  now(): Date;
  /** In [0, 1). */
  random(): number;
  /** Resolves after `ms`, rejects as soon as `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The real passing of time under the clock given. */
export function createScheduler(clock: () => Date): Scheduler {
  return {
    now: clock,
    random: Math.random,
    sleep: (ms, signal) => wait(ms, undefined, { signal, ref: false }),
  };
}
