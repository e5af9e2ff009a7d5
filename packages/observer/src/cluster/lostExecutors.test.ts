import { ended, executor } from '../__testUtils__/sparkPods';
import { projectPod } from '../kubernetes/objects/observedPod';
import { LostExecutors } from './lostExecutors';

const SEEN = new Date('2026-11-23T12:00:00Z');

function record(
  object: object,
  kind: 'stored' | 'deleted' = 'stored',
  known = new LostExecutors(),
) {
  const pod = projectPod(object);
  known.record(
    kind === 'stored' ? { kind, current: pod } : { kind, last: pod },
    SEEN,
  );
  return known.copy().get('gha1') ?? [];
}

const withMetadata = (object: { metadata: object }, metadata: object) => ({
  ...object,
  metadata: { ...object.metadata, ...metadata },
});

describe('LostExecutors', () => {
  it.each([
    [
      'killed for memory',
      executor('e', ended(137, 'OOMKilled')),
      'Out of memory: the container used more than its limit and was killed',
    ],
    [
      'that lost its heartbeat',
      executor('e', ended(56, 'Error')),
      'Exit code 56: the executor lost its heartbeat to the driver',
    ],
    [
      'on a node that went away',
      executor('e', { phase: 'Failed', reason: 'NodeLost' }),
      'NodeLost',
    ],
    [
      'that was disrupted',
      executor('e', {
        ...ended(143, 'Error'),
        conditions: [
          {
            type: 'DisruptionTarget',
            status: 'True',
            reason: 'EvictionByEvictionAPI',
          },
        ],
      }),
      'The pod was disrupted: EvictionByEvictionAPI',
    ],
  ])('remembers an executor %s', (_, pod, reason) => {
    expect(record(pod)).toMatchObject([{ pod: 'e', reason }]);
    expect(record(pod, 'deleted')).toMatchObject([{ pod: 'e', reason }]);
  });

  it.each([
    ['works', executor('e', { phase: 'Running' })],
    [
      'ended well',
      executor('e', { ...ended(0, 'Completed'), phase: 'Succeeded' }),
    ],
    [
      'waits for a node',
      executor('e', {
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
        ],
      }),
    ],
    [
      'its driver told to end',
      withMetadata(executor('e', ended(143, 'Error')), {
        deletionTimestamp: '2026-11-23T11:59:00Z',
      }),
    ],
  ])('does not call lost an executor that %s', (_, pod) => {
    expect(record(pod)).toEqual([]);
    expect(record(pod, 'deleted')).toEqual([]);
  });

  it('does not look at drivers', () => {
    const driver = executor('e', ended(1, 'Error'), { 'spark-role': 'driver' });
    expect(record(driver)).toEqual([]);
  });

  it('counts a pod once, but its successor of the same name again', () => {
    const known = new LostExecutors();
    record(
      withMetadata(executor('e', ended(137, 'OOMKilled')), { uid: 'u1' }),
      'stored',
      known,
    );
    expect(
      record(
        withMetadata(executor('e', ended(137, 'OOMKilled')), { uid: 'u1' }),
        'deleted',
        known,
      ),
    ).toHaveLength(1);
    expect(
      record(
        withMetadata(executor('e', ended(137, 'OOMKilled')), { uid: 'u2' }),
        'stored',
        known,
      ),
    ).toHaveLength(2);
  });

  it('keeps the latest 200 of a namespace', () => {
    const known = new LostExecutors();
    for (let index = 0; index < 250; index++) {
      record(
        withMetadata(executor(`e-${index}`, ended(137, 'OOMKilled')), {
          uid: `u${index}`,
        }),
        'stored',
        known,
      );
    }
    const kept = known.copy().get('gha1') ?? [];
    expect([kept.length, kept[0]?.pod, kept.at(-1)?.pod]).toEqual([
      200,
      'e-50',
      'e-249',
    ]);
  });
});
