import type { CellAnswer, Verdict } from '@corridors/model';

/** Whether another try may bring another answer: it is not what was meant, or it proves nothing. */
export function isUnsettled(
  answer: CellAnswer,
  intended: 'allow' | 'deny',
): boolean {
  return answer.covered && answer.verdict !== intended;
}

/** A verdict that a cell had, and when. */
export interface PastVerdict {
  readonly at: Date;
  readonly verdict: Verdict;
}

/**
 * Notes on an answer that the cell answered otherwise before: it is settling, and what was seen last may not be the last
 * word.
 *
 * @param history - of the tries before, oldest first
 */
export function noteSettling(
  answer: CellAnswer,
  history: readonly PastVerdict[],
  now: Date,
): CellAnswer {
  const first = history[0];
  if (
    !answer.covered ||
    !first ||
    history.every(past => past.verdict === answer.verdict)
  ) {
    return answer;
  }
  const seconds = Math.round((now.getTime() - first.at.getTime()) / 1000);
  const verdicts = [...history.map(past => past.verdict), answer.verdict];
  return {
    ...answer,
    evidence: [
      ...answer.evidence,
      {
        at: now.toISOString(),
        summary: `Settling: within ${seconds} s the cell answered ${verdicts.join(
          ', then ',
        )}.`,
        source: 'verifier',
        details: { settling: true, tries: verdicts.length },
      },
    ],
  };
}
