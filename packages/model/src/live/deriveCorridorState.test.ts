import type { CorridorFacts } from './corridorState';
import { deriveCorridorState } from './deriveCorridorState';
import type { AwsResourceStatus } from './facts';

const ready: AwsResourceStatus = {
  kind: 'Bucket',
  name: 'gha1-primary',
  awsName: 'gha1-primary',
  state: 'ready',
};
const FACTS: CorridorFacts = {
  corridor: 'gha1',
  problems: [],
  invalid: false,
  retiring: false,
  namespace: 'present',
  awsResources: [ready],
  sparkRuns: [],
  findings: [],
  sources: [
    { id: 'kubernetes:single1', title: 'Cluster of single1', state: 'live' },
  ],
};
const failedRun: CorridorFacts['sparkRuns'][number] = {
  id: 'x',
  environment: 'single1',
  namespace: 'gha1',
  source: 'kubeflow',
  name: 'load',
  attempt: 1,
  phase: 'failed',
  executors: { pending: 0, running: 0, failed: 0, lost: [] },
  driverPod: 'load-driver',
  reason: { code: 'access-denied', text: 'AccessDenied on gha1-primary' },
  observedAt: '2026-03-01T12:00:00Z',
};
const leak: CorridorFacts['findings'][number] = {
  id: 'leak',
  kind: 'leak',
  title: 'gha1 can read bucket gha2-primary of gha2',
  explanation: 'It must not.',
  nextAction: 'Remove the statement.',
  cells: [],
  views: ['observed'],
  environments: ['single1'],
  corridors: ['gha1', 'gha2'],
};
const stale: CorridorFacts['sources'] = [
  {
    id: 'kubernetes:single1',
    title: 'Cluster of single1',
    state: 'stale',
    asOf: '2026-03-01T11:00:00Z',
  },
];

describe('deriveCorridorState', () => {
  it.each<[string, Partial<CorridorFacts>, string]>([
    ['everything is there', {}, 'ready'],
    ['the spec is invalid', { invalid: true, namespace: 'missing' }, 'invalid'],
    [
      'the folder is going',
      { retiring: true, namespace: 'terminating' },
      'retiring',
    ],
    ['the namespace is missing', { namespace: 'missing' }, 'provisioning'],
    ['the namespace is somebody else’s', { namespace: 'foreign' }, 'broken'],
    ['the namespace is being deleted', { namespace: 'terminating' }, 'broken'],
    [
      'an AWS resource is on its way',
      { awsResources: [ready, { ...ready, state: 'progressing' }] },
      'provisioning',
    ],
    [
      'an AWS resource is missing',
      { awsResources: [{ ...ready, state: 'missing' }] },
      'provisioning',
    ],
    [
      'an AWS resource is retried',
      { awsResources: [{ ...ready, state: 'retrying' }] },
      'provisioning',
    ],
    [
      'an AWS resource cannot be made',
      { awsResources: [{ ...ready, state: 'failed', message: 'taken' }] },
      'broken',
    ],
    ['a leak was found', { findings: [leak] }, 'broken'],
    [
      'a denial is unproven',
      { findings: [{ ...leak, kind: 'unproven' }] },
      'needs-attention',
    ],
    [
      'a Spark application failed',
      { sparkRuns: [failedRun] },
      'needs-attention',
    ],
    ['a source is stale', { sources: stale }, 'unknown'],
    [
      'a source is stale and something is known to be broken',
      { sources: stale, findings: [leak] },
      'broken',
    ],
    ['the namespace is not known', { namespace: 'unknown' }, 'unknown'],
    [
      'the spec asks for more than is granted',
      {
        problems: [
          { code: 'expired', severity: 'warning', message: 'It ran out.' },
        ],
      },
      'needs-attention',
    ],
  ])('when %s', (_, facts, state) => {
    expect(deriveCorridorState({ ...FACTS, ...facts }).state).toBe(state);
  });

  it.each([
    ['broken', 'broken', 1],
    ['degraded', 'needs-attention', 1],
    ['unknown', 'ready', 0],
    ['unused', 'ready', 0],
  ] as const)(
    'credentials that are %s make it %s',
    (credentials, state, items) => {
      const derived = deriveCorridorState({
        ...FACTS,
        credentials: {
          state: credentials,
          reason: '',
          checks: [
            {
              id: 'trust',
              status: credentials === 'broken' ? 'fail' : 'warn',
              required: true,
              source: 'aws:111122223333',
              ttlSeconds: 900,
              detail: 'The trust policy names another namespace.',
              nextAction: 'Let the GitOps controller sync the role.',
            },
          ],
        },
      });
      expect(derived).toMatchObject({ state });
      expect(derived.attention).toHaveLength(items);
    },
  );

  it('lists what to look at, worst first, each with its cause and what to do', () => {
    const { attention, reason } = deriveCorridorState({
      ...FACTS,
      sources: stale,
      sparkRuns: [failedRun],
      findings: [leak],
    });
    expect(reason).toBe('gha1 can read bucket gha2-primary of gha2');
    expect(attention).toMatchObject([
      {
        severity: 'broken',
        title: reason,
        nextAction: 'Remove the statement.',
      },
      {
        severity: 'warning',
        title: 'Spark application load failed',
        cause: 'AccessDenied on gha1-primary',
        command: 'kubectl logs -n gha1 load-driver',
      },
      {
        severity: 'info',
        title: 'Cluster of single1 is stale',
        at: '2026-03-01T11:00:00Z',
      },
    ]);
  });

  it('says what is still missing', () => {
    const awsResources: AwsResourceStatus[] = [
      { ...ready, awsName: 'gha1-spark', state: 'progressing' },
      { kind: 'Role', name: 'gha1', awsName: 'single1_gha1', state: 'missing' },
    ];
    expect(deriveCorridorState({ ...FACTS, awsResources }).reason).toBe(
      'Bucket gha1-spark and 1 more are not ready yet.',
    );
  });
});
