import type { Finding, Problem } from '@corridors/model';
import type { FindingGrounds } from '@corridors/verifier';
import type { CheckResult } from './checkResult';
import { withGroundsOf } from './joinGrounds';

/** A finding as a result, with what it rests on. */
export interface FindingOutcome {
  readonly finding: Finding;
  readonly grounds: FindingGrounds | undefined;
  readonly result: CheckResult;
}

/** A problem as a result. */
export interface ProblemOutcome {
  readonly problem: Problem;
  readonly result: CheckResult;
}

/**
 * Tells once what hangs on one document that is not understood: what is not proved because of it is told where the document is, and
 * is a part of that result. What is not proved for another reason stays a result of its own.
 */
export function foldNotUnderstood(
  findings: readonly FindingOutcome[],
  problems: readonly ProblemOutcome[],
): CheckResult[] {
  const folded = new Map<ProblemOutcome, FindingOutcome[]>();
  const own = findings.filter(outcome => {
    const cause = causeOf(outcome, problems);
    if (cause !== undefined) {
      folded.set(cause, [...(folded.get(cause) ?? []), outcome]);
    }
    return cause === undefined;
  });
  return [
    ...own.map(({ result }) => result),
    ...problems.map(problem => withFolded(problem, folded.get(problem) ?? [])),
  ];
}

/** The problem that tells of the document on which a finding hangs. */
function causeOf(
  { finding, grounds }: FindingOutcome,
  problems: readonly ProblemOutcome[],
): ProblemOutcome | undefined {
  const [document] = grounds?.notUnderstood ?? [];
  if (finding.kind !== 'unproven' || document?.file === undefined) {
    return undefined;
  }
  const { owner, policy, file } = document;
  const below = `${file.replace(/\.yaml$/, '')}/`;
  const near = problems.filter(
    ({ problem }) =>
      problem.severity === 'error' &&
      (problem.file === file ||
        (document.isUnread && problem.file?.startsWith(below))),
  );
  return (
    near.find(
      ({ problem: { related, message } }) =>
        related === owner && message.includes(policy),
    ) ??
    near.find(({ problem: { related } }) => related === owner) ??
    (document.isUnread ? near[0] : undefined)
  );
}

function withFolded(
  { result }: ProblemOutcome,
  folded: readonly FindingOutcome[],
): CheckResult {
  const results = folded.map(one => one.result);
  return folded.length === 0
    ? result
    : {
        ...withGroundsOf(result, [result, ...results]),
        explanation: [
          result.explanation,
          ...folded.map(
            ({ finding }) =>
              `${finding.title.replace(/: policy .*$/s, '')}. ${
                finding.explanation
              }`,
          ),
        ]
          .filter(Boolean)
          .join(' '),
      };
}
