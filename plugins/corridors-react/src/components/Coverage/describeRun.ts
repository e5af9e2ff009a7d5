import type { FindingKind } from '@corridors/model';
import type { RunSummary } from '@corridors/plugin-corridors-common';
import { countedFinding } from '../StateBadge';

const KINDS: readonly FindingKind[] = ['leak', 'blocked', 'drift', 'unproven'];

/**
 * The share of cells that somebody looked at, in whole percent; rounded down, so that 100 means all.
 *
 * @public
 */
export function coveredPercent(covered: number, cells: number): number {
  return cells === 0 ? 0 : Math.floor((covered / cells) * 100);
}

/**
 * The result of a run in one sentence: "No findings, 96 % covered", "2 leaks, 1 blocked, 88 % covered".
 *
 * @public
 */
export function describeRun(run: RunSummary): string {
  switch (run.state) {
    case 'queued':
      return 'A verification waits for its turn';
    case 'running':
      return `A verification is under way, ${run.progress.answered} of ${run.progress.cells} cells answered`;
    case 'failed':
    case 'cancelled':
    case 'interrupted':
    case 'succeeded': {
      const ending = { failed: ' (it failed)', cancelled: ' (cancelled)', interrupted: ' (interrupted)', succeeded: '' };
      if (!run.result) {
        return `The last verification has no result${ending[run.state]}`;
      }
      const { findings, covered, cells } = run.result;
      const counts = KINDS.filter(kind => findings[kind] > 0).map(kind => countedFinding(kind, findings[kind]));
      const found = counts.length > 0 ? counts.join(', ') : 'No findings';
      return `${found}, ${coveredPercent(covered, cells)} % covered${ending[run.state]}`;
    }
    default: {
      const unknownState: never = run.state;
      throw new Error(`Unknown state ${JSON.stringify(unknownState)}`);
    }
  }
}
