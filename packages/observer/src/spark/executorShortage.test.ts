import { ended, executor } from '../__testUtils__/sparkPods';
import { NOW } from '../__testUtils__/sparkObjects';
import { LostExecutor } from '../cluster';
import { projectPod } from '../kubernetes/objects/observedPod';
import { findExecutorShortage } from './executorShortage';

const running = projectPod(executor('e1', { phase: 'Running' }));
const failed = projectPod(executor('e2', ended(137, 'OOMKilled')));
const waiting = projectPod(
  executor('e3', {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/3 nodes',
      },
    ],
  }),
);
const lost: LostExecutor = {
  podUid: 'l',
  pod: 'e9',
  namespace: 'gha1',
  reason: 'Evicted',
  at: '2026-11-23T11:40:00Z',
};
const LONG_AGO = '2026-11-23T11:00:00Z';

const find = (input: Partial<Parameters<typeof findExecutorShortage>[0]>) =>
  findExecutorShortage({
    requested: 2,
    executors: [running],
    lost: [],
    runningSince: LONG_AGO,
    now: NOW,
    ...input,
  });

describe('findExecutorShortage', () => {
  it.each([
    [
      'nothing more than the numbers',
      {},
      '1 of 2 executors are running',
      undefined,
    ],
    [
      'how the last one was lost',
      { executors: [running, failed], lost: [lost] },
      '1 of 2 executors are running. Last lost: e9, Evicted',
      'pod e9 at 2026-11-23T11:40:00Z',
    ],
    [
      'what one waits for, before that',
      { executors: [running, waiting], lost: [lost] },
      '1 of 2 executors are running. No node takes the pod: 0/3 nodes',
      'condition PodScheduled of pod e3',
    ],
  ])('tells %s', (_, input, text, evidence) => {
    expect(find(input)).toEqual({ code: 'executors-missing', text, evidence });
  });

  it.each([
    ['there are enough', { requested: 1 }],
    ['it is not known how many there should be', { requested: undefined }],
    [
      'the driver has run for less than five minutes',
      { runningSince: '2026-11-23T11:55:30Z' },
    ],
    ['the driver does not run', { runningSince: undefined }],
  ])('says nothing when %s', (_, input) => {
    expect(find(input)).toBeUndefined();
  });
});
