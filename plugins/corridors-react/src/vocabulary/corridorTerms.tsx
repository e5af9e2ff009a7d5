import type {
  AwsResourceStatus,
  CorridorState,
  CredentialState,
  CheckStatus,
} from '@corridors/model';
import { symbols } from './symbols';
import type { Term } from './Term';

/**
 * The words for the state of a corridor.
 *
 * @public
 */
export const corridorTerms: Readonly<Record<CorridorState, Term>> = {
  ready: {
    word: 'Ready',
    tone: 'good',
    symbol: symbols.good,
    meaning: 'Everything it needs exists and works.',
  },
  provisioning: {
    word: 'Provisioning',
    tone: 'busy',
    symbol: symbols.working,
    meaning: 'Merged; Kubernetes and AWS are still building it.',
  },
  'needs-attention': {
    word: 'Needs attention',
    tone: 'warning',
    symbol: symbols.warning,
    meaning: 'It works, but something wants a decision soon.',
  },
  broken: {
    word: 'Broken',
    tone: 'bad',
    symbol: symbols.bad,
    meaning: 'Something it needs does not work.',
  },
  unknown: {
    word: 'Unknown',
    tone: 'quiet',
    symbol: symbols.unknown,
    meaning: 'What would tell its state cannot be read now.',
  },
  invalid: {
    word: 'Invalid',
    tone: 'bad',
    symbol: symbols.refused,
    meaning: 'Its file in the GitOps repository cannot be used.',
  },
  retiring: {
    word: 'Retiring',
    tone: 'quiet',
    symbol: symbols.archived,
    meaning: 'It is being taken down.',
  },
};

/**
 * The words for the state of a corridor's credentials.
 *
 * @public
 */
export const credentialTerms: Readonly<Record<CredentialState, Term>> = {
  healthy: {
    word: 'Healthy',
    tone: 'good',
    symbol: symbols.good,
    meaning: 'Every required check passes.',
  },
  degraded: {
    word: 'Degraded',
    tone: 'warning',
    symbol: symbols.warning,
    meaning: 'It works, but a check warns.',
  },
  expiring: {
    word: 'Expiring',
    tone: 'warning',
    symbol: symbols.waiting,
    meaning: 'Something in it ends soon.',
  },
  broken: {
    word: 'Broken',
    tone: 'bad',
    symbol: symbols.bad,
    meaning: 'A required check fails: pods cannot get the role.',
  },
  unknown: {
    word: 'Unknown',
    tone: 'quiet',
    symbol: symbols.unknown,
    meaning: 'The checks are out of date or could not run.',
  },
  unused: {
    word: 'Unused',
    tone: 'quiet',
    symbol: symbols.idle,
    meaning: 'Nothing has used the role yet.',
  },
  'kubernetes-ok': {
    word: 'Kubernetes side fine',
    tone: 'busy',
    symbol: symbols.good,
    meaning: 'The Kubernetes side is fine; the AWS side cannot be read.',
  },
};

/**
 * The words for the outcome of one credential check.
 *
 * @public
 */
export const checkTerms: Readonly<Record<CheckStatus, Term>> = {
  pass: {
    word: 'Pass',
    tone: 'good',
    symbol: symbols.good,
    meaning: 'As it must be.',
  },
  warn: {
    word: 'Warns',
    tone: 'warning',
    symbol: symbols.warning,
    meaning: 'Works, but wants a look.',
  },
  fail: {
    word: 'Fails',
    tone: 'bad',
    symbol: symbols.bad,
    meaning: 'Not as it must be.',
  },
  unknown: {
    word: 'Unknown',
    tone: 'quiet',
    symbol: symbols.unknown,
    meaning: 'Could not be checked, or too long ago.',
  },
  'not-applicable': {
    word: 'Does not apply',
    tone: 'quiet',
    symbol: symbols.none,
    meaning: 'This environment has no such thing.',
  },
};

/**
 * The words for the state of an AWS resource that a corridor owns.
 *
 * @public
 */
export const awsResourceTerms: Readonly<
  Record<AwsResourceStatus['state'], Term>
> = {
  ready: {
    word: 'Ready',
    tone: 'good',
    symbol: symbols.good,
    meaning: 'Exists as rendered.',
  },
  progressing: {
    word: 'Being built',
    tone: 'busy',
    symbol: symbols.working,
    meaning: 'The provisioner works on it.',
  },
  retrying: {
    word: 'Retrying',
    tone: 'warning',
    symbol: symbols.warning,
    meaning: 'The provisioner failed and tries again.',
  },
  failed: {
    word: 'Failed',
    tone: 'bad',
    symbol: symbols.bad,
    meaning: 'The provisioner gave up.',
  },
  missing: {
    word: 'Missing',
    tone: 'bad',
    symbol: symbols.none,
    meaning: 'It does not exist.',
  },
  unknown: {
    word: 'Unknown',
    tone: 'quiet',
    symbol: symbols.unknown,
    meaning: 'It cannot be read now.',
  },
};
