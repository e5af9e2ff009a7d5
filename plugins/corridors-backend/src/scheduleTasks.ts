import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import type { CorridorsConfiguration } from './configuration';
import type { RequestStore, RunStore } from './database';
import type { Inventory } from './inventory';
import type { RequestReconciler } from './requests';
import type { VerificationService } from './verification';

/** Facts age without an event that says so: what is shown may lag behind by this much, however rarely the repository is read. */
const AGING_SECONDS = 15;

/** What is done again and again. */
export interface ScheduledWork {
  readonly configuration: CorridorsConfiguration;
  readonly inventory: Inventory;
  readonly reconciler: RequestReconciler;
  readonly verifications: VerificationService;
  readonly requestStore: RequestStore;
  readonly runStore: RunStore;
  readonly logger: LoggerService;
  readonly clock: () => Date;
}

/**
 * Schedules the reading of the repository and the aging of facts (each replica for itself), the reconcile of requests, the removal of what is
 * old, and regular verifications (one replica for all).
 */
export async function scheduleTasks(
  scheduler: SchedulerService,
  work: ScheduledWork,
): Promise<void> {
  const {
    configuration,
    inventory,
    reconciler,
    verifications,
    requestStore,
    runStore,
    logger,
    clock,
  } = work;
  const frequency = { seconds: configuration.gitops.frequencySeconds };
  await scheduler.scheduleTask({
    id: 'corridors-refresh-inventory',
    frequency,
    timeout: { minutes: 2 },
    scope: 'local',
    fn: () => inventory.refresh(),
  });
  await scheduler.scheduleTask({
    id: 'corridors-age-inventory',
    frequency: { seconds: AGING_SECONDS },
    timeout: { minutes: 1 },
    scope: 'local',
    fn: async () => inventory.rebuild(),
  });
  await scheduler.scheduleTask({
    id: 'corridors-reconcile-requests',
    frequency,
    timeout: { minutes: 5 },
    initialDelay: { seconds: 5 },
    scope: 'global',
    fn: async signal => {
      await reconciler.reconcile(signal);
      await inventory.refreshRecords();
    },
  });
  await scheduler.scheduleTask({
    id: 'corridors-remove-old-records',
    frequency: { hours: 12 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
    scope: 'global',
    fn: async () => {
      const before = new Date(
        clock().getTime() - configuration.retentionMilliseconds,
      ).toISOString();
      const [runs, requests] = await Promise.all([
        runStore.prune(before),
        requestStore.prune(before),
      ]).catch(error => {
        throw new ForwardedError(
          'Old runs and requests could not be removed',
          error,
        );
      });
      logger.info(
        `Removed ${runs} runs and ${requests} requests that ended before ${before}`,
      );
    },
  });
  for (const { name, verification } of configuration.environments.values()) {
    if (verification.schedule) {
      await scheduler.scheduleTask({
        scope: 'global',
        ...verification.schedule,
        id: `corridors-verify-${name}`,
        fn: async () => {
          await verifications.start(
            { kind: 'environment', environment: name },
            ['intended', 'declared', 'configured', 'observed'],
            'service:corridors',
          );
        },
      });
    }
  }
}
