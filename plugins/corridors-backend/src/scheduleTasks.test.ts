import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { scheduleTasks, type ScheduledWork } from './scheduleTasks';

type Scheduled = Pick<
  SchedulerServiceTaskScheduleDefinition,
  'frequency' | 'scope'
> & { readonly id: string; readonly fn: (signal: AbortSignal) => unknown };

async function schedule(
  rebuild: () => void,
  start: (...args: unknown[]) => Promise<void> = async () => {},
): Promise<Scheduled[]> {
  const tasks: Scheduled[] = [];
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async task => {
      tasks.push(task as Scheduled);
    },
  });
  const work = {
    configuration: {
      gitops: { frequencySeconds: 600 },
      environments: new Map([
        [
          'single1',
          {
            name: 'single1',
            verification: { schedule: { frequency: { hours: 1 } } },
          },
        ],
      ]),
    },
    inventory: { rebuild },
    verifications: { start },
  };
  await scheduleTasks(scheduler, work as unknown as ScheduledWork);
  return tasks;
}

describe('scheduleTasks', () => {
  it('brings the age of facts up to date every 15 s on each replica, however rarely the repository is read', async () => {
    const rebuild = jest.fn();
    const aging = (await schedule(rebuild)).find(
      ({ id }) => id === 'corridors-age-inventory',
    );
    expect(aging).toMatchObject({ frequency: { seconds: 15 }, scope: 'local' });
    await aging?.fn(new AbortController().signal);
    expect(rebuild).toHaveBeenCalledTimes(1);
  });

  it('verifies an environment in all views, once for all replicas', async () => {
    const start = jest.fn(async () => {});
    const task = (await schedule(() => {}, start)).find(
      ({ id }) => id === 'corridors-verify-single1',
    );
    expect(task).toMatchObject({ frequency: { hours: 1 }, scope: 'global' });
    await task?.fn(new AbortController().signal);
    expect(start).toHaveBeenCalledWith(
      { kind: 'environment', environment: 'single1' },
      ['intended', 'declared', 'configured', 'observed'],
      'service:corridors',
    );
  });
});
