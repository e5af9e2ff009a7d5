import type { FindingKind, RunState, Verdict } from '@corridors/model';
import type { Isolation } from '@corridors/plugin-corridors-common';
import { symbols } from './symbols';
import type { Term } from './Term';

/**
 * The words for findings.
 *
 * @public
 */
export const findingTerms: Readonly<Record<FindingKind, Term>> = {
  leak: {
    word: 'Leak',
    tone: 'bad',
    symbol: symbols.open,
    meaning: 'Possible, although nobody intends it.',
  },
  blocked: {
    word: 'Blocked',
    tone: 'warning',
    symbol: symbols.refused,
    meaning: 'Intended, but it does not work.',
  },
  drift: {
    word: 'Drift',
    tone: 'warning',
    symbol: symbols.differs,
    meaning: 'AWS differs from the GitOps repository.',
  },
  unproven: {
    word: 'Unproven',
    tone: 'quiet',
    symbol: symbols.unknown,
    meaning: 'Must be denied, but that is not proven.',
  },
};

/**
 * The words for the verdict of a view about a cell.
 *
 * @public
 */
export const verdictTerms: Readonly<Record<Verdict, Term>> = {
  allow: {
    word: 'Allow',
    tone: 'busy',
    symbol: symbols.good,
    meaning: 'It is possible.',
  },
  deny: {
    word: 'Deny',
    tone: 'quiet',
    symbol: symbols.refused,
    meaning: 'It is refused.',
  },
  conditional: {
    word: 'Conditional',
    tone: 'warning',
    symbol: symbols.differs,
    meaning: 'It hangs on a request key that is not known.',
  },
  inconclusive: {
    word: 'Inconclusive',
    tone: 'warning',
    symbol: symbols.unknown,
    meaning: 'Tried, and not proven either way.',
  },
};

/**
 * The words for the state of a verification run.
 *
 * @public
 */
export const runTerms: Readonly<Record<RunState, Term>> = {
  queued: {
    word: 'Queued',
    tone: 'busy',
    symbol: symbols.waiting,
    meaning: 'Waits for its turn.',
  },
  running: {
    word: 'Running',
    tone: 'busy',
    symbol: symbols.working,
    meaning: 'Cells are being answered.',
  },
  succeeded: {
    word: 'Finished',
    tone: 'good',
    symbol: symbols.good,
    meaning: 'Every cell was answered or is accounted for.',
  },
  failed: {
    word: 'Failed',
    tone: 'bad',
    symbol: symbols.bad,
    meaning: 'It ended early; what was answered is kept.',
  },
  cancelled: {
    word: 'Cancelled',
    tone: 'quiet',
    symbol: symbols.none,
    meaning: 'Someone ended it; what was answered is kept.',
  },
  interrupted: {
    word: 'Interrupted',
    tone: 'warning',
    symbol: symbols.warning,
    meaning: 'The portal stopped in the middle; what was answered is kept.',
  },
};

/**
 * The words for what the last verification says about one corridor.
 *
 * @public
 */
export const isolationTerms: Readonly<Record<Isolation['state'], Term>> = {
  verified: {
    word: 'Verified',
    tone: 'good',
    symbol: symbols.good,
    meaning: 'No finding in the last verification.',
  },
  findings: {
    word: 'Findings',
    tone: 'bad',
    symbol: symbols.open,
    meaning: 'The last verification found something.',
  },
  never: {
    word: 'Never verified',
    tone: 'quiet',
    symbol: symbols.none,
    meaning: 'Nobody has tried yet.',
  },
  stale: {
    word: 'Verified long ago',
    tone: 'quiet',
    symbol: symbols.waiting,
    meaning: 'Verify again: something changed since.',
  },
};
