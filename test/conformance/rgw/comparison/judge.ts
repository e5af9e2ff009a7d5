import type { Decision } from '@corridors/policy-engine';
import type { Answer, Cell } from '../cells/Cell';
import { decideByEngine, Question, questionOf } from '../cells/Question';
import { asUnderstoodByGateway, DIVERGENCES } from '../divergences';

/** What the engine says of a cell, and what the gateway should then answer. */
export interface Judgement {
  /** As AWS decides. */
  readonly byAws: Decision;
  /** As the gateway decides, its known divergences taken in. */
  readonly foretold: Decision;
  /** Divergences that make the difference between the two; empty when there is none. */
  readonly because: readonly string[];
}

export function judge(cell: Cell): Judgement {
  const question = questionOf(cell, new Date());
  const byAws = decideByEngine(question);
  const foretold = decideByEngine(asUnderstoodByGateway(question));
  return {
    byAws,
    foretold,
    because:
      byAws.verdict === foretold.verdict ? [] : reasons(question, foretold),
  };
}

/** Whether the gateway answered as foretold. */
export function isExplained(judgement: Judgement, answer: Answer): boolean {
  return judgement.foretold.verdict === answer;
}

/** The divergences without any of which the verdict is another; all that change it alone, when each would do. */
function reasons(question: Question, foretold: Decision): string[] {
  const needed = DIVERGENCES.filter(
    divergence =>
      decideByEngine(asUnderstoodByGateway(question, [divergence])).verdict !==
      foretold.verdict,
  );
  const enough = () =>
    DIVERGENCES.filter(
      divergence =>
        decideByEngine(divergence.rewrite(question)).verdict ===
        foretold.verdict,
    );
  return (needed.length > 0 ? needed : enough()).map(({ id }) => id);
}
