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
  ) {}

  get reason(): DecidedVerdict['reason'] {
    return this.answer.decision.reason;
  }

  get explanation(): string {
    return this.answer.explanation;
  }

  get decidedBy(): readonly StatementReference[] {
    return this.answer.decision.decidedBy;
  }

  get missingKeys(): readonly string[] {
    return this.answer.decision.missingKeys;
  }
}
