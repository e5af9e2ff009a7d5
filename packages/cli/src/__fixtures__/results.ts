import type { CheckResult } from '../check/checkResult';

/** A leak, but for what is said. */
export function aResult(change: Partial<CheckResult> = {}): CheckResult {
  return {
    id: 'leak:corridor:gha1:bucket:gha2-raw',
    kind: 'leak',
    severity: 'error',
    title: 'gha1 can read bucket gha2-raw of gha2',
    explanation: 'This must be denied, and the declared view allows it.',
    nextAction: 'Take the statement out.',
    places: [
      {
        file: 'corridors/gha1/aws/policy.yaml',
        line: 12,
        what: 'statement 1 (Objects) of identity policy gha1',
      },
    ],
    witness: 'arn:aws:s3:::gha2-raw/a',
    facets: ['corridor:gha1 read bucket:gha2-raw'],
    ...change,
  };
}

/** A waiver of that leak. */
export const WAIVER = {
  finding: 'leak:corridor:gha1:bucket:gha2-raw',
  reason: 'Moves in December',
  expires: '2026-12-31',
  approvedBy: 'group:default/platform',
  line: 5,
};
