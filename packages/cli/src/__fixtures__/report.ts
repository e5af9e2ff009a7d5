import type { CheckReport } from '../check/checkReport';
import { aResult, WAIVER } from './results';

/** Text that each format would take for its own syntax, if it were not escaped. */
export const HOSTILE =
  '::error::x%0A,:<b>&"\'`|]]>\r\n::set-output name=a::b\u0000\uD800 @all ![x](y)';

/** A report with a result of each status, but for what is said. */
export function aReport(change: Partial<CheckReport> = {}): CheckReport {
  return {
    root: '',
    corridors: 2,
    environments: 1,
    accounts: [
      {
        accountId: '444455556666',
        environments: ['analytics'],
        proved: {
          principals: 7,
          regions: 11,
          identities: 4,
          resources: 7,
          cells: 112,
        },
      },
    ],
    results: [
      { ...aResult(), status: 'open' },
      {
        ...aResult({ id: 'leak:known', title: 'Known before' }),
        status: 'in-base',
      },
      {
        ...aResult({ id: 'leak:accepted', title: 'Accepted' }),
        status: 'waived',
        waiver: { ...WAIVER, finding: 'leak:accepted' },
      },
      {
        ...aResult({
          id: 'not-as-rendered:corridors/gha1',
          kind: 'not-as-rendered',
          severity: 'warning',
          title: 'gha1 is not rendered yet',
          explanation: '',
          places: [{ file: 'corridors/gha1/corridor.yaml', line: 1 }],
          facets: [],
        }),
        status: 'open',
      },
    ],
    standingWeaknesses: [
      {
        environment: 'single1',
        title: "Pods of single1 can take the node role's place",
        explanation: 'By its mechanism.',
      },
    ],
    notCovered: ['Access points are never read.'],
    baseContext: { 'aws:SecureTransport': 'true' },
    ...change,
  };
}

/** A report whose every text is {@link HOSTILE}. */
export function hostileReport(): CheckReport {
  const hostile = aResult({
    id: HOSTILE,
    title: HOSTILE,
    explanation: HOSTILE,
    nextAction: HOSTILE,
    places: [
      { file: HOSTILE, line: 3, column: 4, what: HOSTILE },
      { file: HOSTILE, what: HOSTILE },
    ],
    witness: HOSTILE,
  });
  return aReport({
    results: [
      { ...hostile, status: 'open' },
      {
        ...hostile,
        status: 'waived',
        waiver: { ...WAIVER, reason: HOSTILE, approvedBy: HOSTILE },
      },
      { ...hostile, severity: 'warning', status: 'open' },
    ],
    standingWeaknesses: [
      { environment: 'x', title: HOSTILE, explanation: HOSTILE },
    ],
    notCovered: [HOSTILE],
    baseContext: { [HOSTILE]: HOSTILE },
  });
}
