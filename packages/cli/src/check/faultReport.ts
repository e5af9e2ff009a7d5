import type { CheckReport } from './checkReport';

/** The report of a check that ended with a fault of the program: nothing is proved, and it fails. */
export function faultReport(error: unknown): CheckReport {
  const what = error instanceof Error ? error.message : String(error);
  return {
    root: '',
    corridors: 0,
    environments: 0,
    accounts: [],
    results: [
      {
        id: 'not-understood:fault',
        kind: 'not-understood',
        severity: 'error',
        status: 'open',
        title: 'The check ended with a fault of its own',
        explanation: `Nothing is proved. ${what}`,
        nextAction: 'Report it with what the command wrote to standard error.',
        places: [{ file: '.' }],
      },
    ],
    standingWeaknesses: [],
    notCovered: [],
    baseContext: {},
  };
}
