import type { SparkPhase } from '@corridors/model';
import type { CorridorRequest } from '@corridors/plugin-corridors-common';
import { symbols } from './symbols';
import type { Term } from './Term';

/**
 * The words for the state of a request.
 *
 * @public
 */
export const requestTerms: Readonly<Record<CorridorRequest['state'], Term>> = {
  reserved: {
    word: 'Reserved',
    tone: 'busy',
    symbol: symbols.waiting,
    meaning: 'The name is taken; the pull request is being opened.',
  },
  open: {
    word: 'In review',
    tone: 'busy',
    symbol: symbols.waiting,
    meaning: 'The pull request waits for review.',
  },
  merged: {
    word: 'Merged',
    tone: 'busy',
    symbol: symbols.working,
    meaning: 'The GitOps controller picks it up next.',
  },
  provisioning: {
    word: 'Provisioning',
    tone: 'busy',
    symbol: symbols.working,
    meaning: 'Kubernetes and AWS are building it.',
  },
  ready: {
    word: 'Ready',
    tone: 'good',
    symbol: symbols.good,
    meaning: 'Done.',
  },
  closed: {
    word: 'Closed',
    tone: 'quiet',
    symbol: symbols.none,
    meaning: 'The pull request was closed without being merged.',
  },
  failed: {
    word: 'Failed',
    tone: 'bad',
    symbol: symbols.bad,
    meaning: 'No pull request came of it.',
  },
};

/**
 * The words for the phase of a Spark run.
 *
 * @public
 */
export const sparkTerms: Readonly<Record<SparkPhase, Term>> = {
  pending: {
    word: 'Pending',
    tone: 'busy',
    symbol: symbols.waiting,
    meaning: 'Submitted; no driver yet.',
  },
  starting: {
    word: 'Starting',
    tone: 'busy',
    symbol: symbols.working,
    meaning: 'The driver starts.',
  },
  running: {
    word: 'Running',
    tone: 'busy',
    symbol: symbols.running,
    meaning: 'The driver runs.',
  },
  succeeded: {
    word: 'Succeeded',
    tone: 'good',
    symbol: symbols.good,
    meaning: 'The driver ended well.',
  },
  failed: {
    word: 'Failed',
    tone: 'bad',
    symbol: symbols.bad,
    meaning: 'The driver ended with an error.',
  },
  retrying: {
    word: 'Retrying',
    tone: 'warning',
    symbol: symbols.warning,
    meaning: 'It failed and is submitted again.',
  },
  suspended: {
    word: 'Suspended',
    tone: 'quiet',
    symbol: symbols.paused,
    meaning: 'Someone paused it.',
  },
  cancelled: {
    word: 'Cancelled',
    tone: 'quiet',
    symbol: symbols.none,
    meaning: 'Someone ended it.',
  },
  unknown: {
    word: 'Unknown',
    tone: 'quiet',
    symbol: symbols.unknown,
    meaning: 'Its state cannot be read now.',
  },
};
