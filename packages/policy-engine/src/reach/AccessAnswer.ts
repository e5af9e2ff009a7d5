import type { Decision } from '../evaluation/Decision';

/**
 * An answer from a whole model: a decision, or that it cannot be made.
 *
 * `not-understood`: a policy that may change the decision was refused or could not be read; `decision` is what the
 * others say.
 *
 * @public
 */
export interface AccessAnswer {
  readonly verdict: Decision['verdict'] | 'not-understood';
  readonly decision: Decision;
  /** One sentence for people. */
  readonly explanation: string;
}

/** A decision that nothing stands against. */
export class PlainAnswer implements AccessAnswer {
  readonly decision: Decision;
  readonly verdict: Decision['verdict'];

  constructor(decision: Decision) {
    this.decision = decision;
    this.verdict = decision.verdict;
  }

  get explanation(): string {
    return this.decision.explanation;
  }
}
