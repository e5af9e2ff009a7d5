import type { StatementReference } from '../../documents/documentKinds';
import type { Witness } from './Reached';

/**
 * A witness of which nobody can say whether it is reached.
 *
 * @param explanation - why nobody can say it; one sentence
 * @param decidedBy - what would let it be reached. Absent: what decided about the witness
 */
export function unproven(
  { name, accountId, answer }: Witness,
  explanation: string,
  decidedBy?: readonly StatementReference[],
): Witness {
  const { verdict, reason, decidedBy: deciding } = answer.decision;
  return {
    name,
    accountId,
    answer: {
      verdict: 'not-understood',
      explanation,
      decision: {
        verdict,
        reason,
        explanation,
        missingKeys: [],
        decidedBy: decidedBy ?? deciding,
      },
    },
  };
}

/** The statement, when it is known which one it is. */
export function referencesTo(
  statement: { readonly reference: StatementReference } | undefined,
): readonly StatementReference[] {
  return statement ? [statement.reference] : [];
}
