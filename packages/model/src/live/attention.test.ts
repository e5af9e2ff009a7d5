import { attentionOf } from './attention';
import type { CorridorFacts } from './corridorState';

const healthy: CorridorFacts = {
  corridor: 'archive',
  problems: [],
  invalid: false,
  retiring: false,
  namespace: 'present',
  awsResources: [],
  sparkRuns: [],
  findings: [],
  sources: [],
};

it('sets the evidence of a failed check apart from what it says', () => {
  const [item] = attentionOf({
    ...healthy,
    credentials: {
      state: 'broken',
      reason: 'the role does not exist',
      checks: [
        {
          id: 'role-exists',
          status: 'fail',
          required: true,
          source: 'AWS account 444455556666',
          ttlSeconds: 900,
          detail: 'Role analytics-archive does not exist',
          evidence: 'iam:GetRole: NoSuchEntity',
        },
      ],
    },
  });
  expect(item).toMatchObject({
    severity: 'broken',
    title: 'Credentials are broken',
    cause: 'Role analytics-archive does not exist (iam:GetRole: NoSuchEntity)',
  });
});

it('says as of when each thing is known', () => {
  const items = attentionOf({
    ...healthy,
    namespace: 'terminating',
    problems: [
      {
        code: 'unused',
        severity: 'warning',
        message: 'No bucket is used',
        field: 'spec.buckets',
      },
    ],
    findings: [
      {
        id: 'drift:archive',
        kind: 'drift',
        title: 'The role is missing in the account',
        explanation: 'It is declared, and the account does not have it.',
        nextAction: 'Let the GitOps controller apply it again.',
        views: ['declared', 'configured'],
        corridors: ['archive'],
        cells: [],
        environments: ['analytics'],
      },
    ],
    verifiedAt: '2026-03-01T10:00:00Z',
    sources: [
      {
        id: 'gitops',
        title: 'GitOps repository',
        state: 'live',
        asOf: '2026-03-01T10:01:00Z',
      },
      {
        id: 'kubernetes:analytics',
        title: 'Kubernetes of analytics',
        state: 'live',
        asOf: '2026-03-01T10:02:00Z',
      },
    ],
  });
  expect(items.map(({ source, at }) => ({ source, at }))).toEqual([
    { source: 'kubernetes:analytics', at: '2026-03-01T10:02:00Z' },
    { source: 'gitops', at: '2026-03-01T10:01:00Z' },
    { source: 'verification', at: '2026-03-01T10:00:00Z' },
  ]);
});
