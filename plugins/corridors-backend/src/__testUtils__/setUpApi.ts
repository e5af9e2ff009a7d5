import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import type { AuditorServiceEvent } from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { View } from '@corridors/model';
import type { Forge } from '@corridors/plugin-corridors-node';
import type { ViewSource } from '@corridors/verifier';
import express from 'express';
import type { Knex } from 'knex';
import type {
  CorridorsConfiguration,
  EnvironmentConnection,
} from '../configuration';
import { DatabaseRequestStore, DatabaseRunStore, migrate } from '../database';
import { createRouter } from '../http';
import { GitopsReader, Inventory } from '../inventory';
import { CorridorAuthorizer } from '../permissions';
import { RequestService } from '../requests';
import { RunWorker, VerificationService } from '../verification';
import { ApiClient } from './ApiClient';
import { collectSignals } from './collectSignals';
import { FakeForge } from './FakeForge';
import { FakeObservers } from './FakeObservers';
import { FakeUrlReader } from './FakeUrlReader';
import { repositoryFiles } from './repository';
import { createTestPermissions, people } from './TestPolicy';

const REPOSITORY = 'http://forge.example/platform/gitops';

const single1: EnvironmentConnection = {
  name: 'single1',
  cluster: {
    name: 'vpc2-kspray1',
    connection: { server: 'https://cluster.example' },
  },
  aws: { endpoints: { forcePathStyle: false }, frequencySeconds: 300 },
  nodeRole: { kind: 'none' },
  verification: { live: true, requestsPerSecond: 10 },
};

const configuration: CorridorsConfiguration = {
  gitops: {
    repoUrl: REPOSITORY,
    branch: 'main',
    path: '',
    frequencySeconds: 15,
  },
  environments: new Map([['single1', single1]]),
  retentionMilliseconds: 1000,
};

/** One event of the audit log. */
export interface AuditedEvent {
  readonly eventId: string;
  readonly meta?: unknown;
  status: 'initiated' | 'succeeded' | 'failed';
}

/** What a test of the API may prepare. */
export interface ApiOptions {
  readonly files?: Record<string, string>;
  /** Views of runs; without one they are not available. */
  readonly createView?: (view: View) => ViewSource | undefined;
  /** Leaves the repository unread. */
  readonly unread?: boolean;
}

/** The whole API over a database, with everything outside of the process in memory. */
export async function setUpApi(
  knex: Knex,
  { files = repositoryFiles(), createView, unread }: ApiOptions = {},
) {
  await migrate(knex);
  const clock = () => new Date();
  const requestStore = DatabaseRequestStore.create(knex);
  const runStore = DatabaseRunStore.create(knex);
  const notifier = collectSignals();
  const logger = mockServices.logger.mock();
  const observers = new FakeObservers();
  const forge = new FakeForge();
  const urlReader = new FakeUrlReader(files);
  const { permissions, registry } = createTestPermissions();
  const authorizer = new CorridorAuthorizer(permissions, registry);
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async credentials => {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      const person = Object.values(people).find(
        ({ ref }) => ref === userEntityRef,
      );
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...(person?.groups ?? [])],
      };
    },
  });
  const catalog = catalogServiceMock({
    entities: ['gha', 'other', 'platform'].map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name, namespace: 'default' },
      spec: { type: 'team', children: [] },
    })),
  });
  const events: AuditedEvent[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, meta }): Promise<AuditorServiceEvent> => {
      const event: AuditedEvent = { eventId, meta, status: 'initiated' };
      events.push(event);
      return {
        success: async () => {
          event.status = 'succeeded';
        },
        fail: async () => {
          event.status = 'failed';
        },
      };
    },
  });
  const inventory = Inventory.create({
    createReader: onChange =>
      GitopsReader.create({
        url: `${REPOSITORY}/tree/main`,
        urlReader,
        clock,
        logger,
        onChange,
      }),
    observers,
    connections: configuration.environments,
    runs: runStore,
    requests: requestStore,
    notifier,
    logger,
    clock,
  });
  let ids = 0;
  const createId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const fleet = () => inventory.tree()?.fleet;
  const worker = RunWorker.create({
    store: runStore,
    tree: () => inventory.tree(),
    createView: async (_tree, view) => {
      const source = createView?.(view);
      return source && { source };
    },
    notifier,
    onEnded: () => inventory.verificationEnded(),
    logger,
    clock,
    worker: 'worker',
    timings: { poll: 50 },
  });
  const app = express().use(
    createRouter({
      auditor,
      authorizer,
      clock,
      configuration,
      httpAuth: mockServices.httpAuth(),
      inventory,
      requestStore,
      requests: RequestService.create({
        authorizer,
        catalog,
        clock,
        createId,
        forge: forge as unknown as Forge,
        gitops: configuration.gitops,
        knowledge: inventory,
        notifier,
        store: requestStore,
        userInfo,
      }),
      runStore,
      userInfo,
      verifications: VerificationService.create({
        store: runStore,
        worker,
        fleet,
        notifier,
        clock,
        createId,
      }),
    }),
  );
  app.use(mockErrorHandler());
  if (!unread) {
    await inventory.refresh();
    const built = fleet();
    if (built) {
      observers.build(built, 'single1');
    }
    inventory.rebuild();
  }
  return {
    api: new ApiClient(app),
    events,
    forge,
    inventory,
    notifier,
    observers,
    requestStore,
    runStore,
    urlReader,
    worker,
    /** Commits files, and has the repository read again. */
    changeRepository: async (changed: Record<string, string>) => {
      urlReader.write(changed);
      await inventory.refresh();
    },
    stop: async () => {
      await worker.stop();
      await inventory.stop();
    },
  };
}

/** What {@link setUpApi} gives. */
export type ApiUnderTest = Awaited<ReturnType<typeof setUpApi>>;
