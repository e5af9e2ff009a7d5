import type { runCheck } from './check/runCheck';
import type { runEvaluate } from './evaluate/runEvaluate';
import type { runRender } from './render/runRender';
import type { Terminal } from './Terminal';
import type { runVerify } from './verify/runVerify';

/** What the commands do, each loaded when it is called: `evaluate` starts without what `check` stands on. */
export interface Actions {
  readonly render: () => Promise<typeof runRender>;
  readonly check: () => Promise<typeof runCheck>;
  readonly verify: () => Promise<typeof runVerify>;
  readonly evaluate: () => Promise<typeof runEvaluate>;
}

/** Loads an action and keeps the exit code that it returns. */
export type Call = <Name extends keyof Actions>(
  name: Name,
  run: (
    action: Awaited<ReturnType<Actions[Name]>>,
    terminal: Terminal,
  ) => Promise<number>,
) => Promise<void>;
