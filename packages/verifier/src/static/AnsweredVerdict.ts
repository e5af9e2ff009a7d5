import type {
  AccessAnswer,
  StatementReference,
} from '@corridors/policy-engine';
import type { DecidedVerdict } from './staticVerdict';

/** A decision of the policies; its words are made when they are read, for most cells are never looked at. */
export class AnsweredVerdict implements DecidedVerdict {
  readonly kind = 'decided';

  constructor(
    readonly verdict: DecidedVerdict['verdict'],
    private readonly answer: AccessAnswer,
    readonly witness: string,
    private readonly note?: string,
  ) {}

  get reason(): DecidedVerdict['reason'] {
    return this.answer.decision.reason;
  }

  get explanation(): string {
    const { explanation } = this.answer;
    return this.note === undefined
      ? explanation
      : `${explanation} ${this.note}`;
  }

  get decidedBy(): readonly StatementReference[] {
    return this.answer.decision.decidedBy;
  }

  get missingKeys(): readonly string[] {
    return this.answer.decision.missingKeys;
  }
}
