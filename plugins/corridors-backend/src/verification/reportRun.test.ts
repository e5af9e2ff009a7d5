import type { StoredRun } from '../database';
import { viewRun } from './describeRun';
import { reportRun } from './reportRun';

const RUN: StoredRun = {
  id: 'run-1',
  scope: { kind: 'account', accountId: '111122223333' },
  views: ['intended', 'declared', 'configured'],
  state: 'succeeded',
  requestedBy: 'user:default/pat',
  createdAt: '2026-11-23T10:00:00.000Z',
  attempts: 1,
  revision: 1,
  progress: { phase: 'done', cells: 0, answered: 0 },
  analyses: (['declared', 'configured'] as const).map(view => ({
    view,
    asOf: '2026-11-23T10:00:00.000Z',
    proved: {
      principals: 1,
      regions: 1,
      identities: 1,
      resources: 1,
      cells: 1,
    },
    notUnderstood: [
      {
        code: 'unknown-operator',
        severity: 'error',
        message: `${view}: there is no operator StringSimilar`,
      },
    ],
    notCovered: ['S3 Access Grants'],
    findings: [],
  })),
};

describe('reportRun', () => {
  const report = (format: 'json' | 'markdown') =>
    reportRun(
      viewRun(RUN, { single: [], rolledUp: [] }, { kind: 'all' }),
      format,
    );

  it('says once what its views never look at, and what of each is not understood', () => {
    expect(JSON.parse(report('json'))).toMatchObject({
      notCovered: ['S3 Access Grants'],
      notUnderstood: [
        { message: 'declared: there is no operator StringSimilar' },
        { message: 'configured: there is no operator StringSimilar' },
      ],
    });
  });

  it('says so in Markdown', () => {
    const text = report('markdown');
    expect(text.match(/S3 Access Grants/g)).toHaveLength(1);
    expect(text).toContain('declared: there is no operator StringSimilar');
  });
});
