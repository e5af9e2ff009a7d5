import { identityMechanismFor } from '@corridors/manifests';
import type { CorridorState, CredentialHealth } from '@corridors/model';
import {
  corridorsCorridorReadPermission,
  type Connection,
  type CorridorDetail,
  type CorridorList,
  type CorridorSummary,
  type SparkRunList,
} from '@corridors/plugin-corridors-common';
import type { Router } from 'express';
import { z } from 'zod';
import { corridorCells, describeCorridor, summarizeEntry } from '../inventory';
import {
  corridorsOfPlan,
  readVerdicts,
  summarizeRun,
  type RunReader,
} from '../verification';
import {
  findResource,
  readOwnership,
  readUser,
  requireCorridor,
  requireSnapshot,
} from './readers';
import type { RouterServices } from './RouterServices';

const filterSchema = z.object({
  owner: z.string().optional(),
  environment: z.string().optional(),
  state: z
    .union([z.string().transform(state => [state]), z.array(z.string())])
    .optional(),
});

const NEEDS_ATTENTION: ReadonlySet<CorridorState> = new Set([
  'needs-attention',
  'broken',
  'invalid',
]);
const HISTORY_LIMIT = 20;

/** Routes of corridors, answered from the inventory in memory. */
export function addCorridorRoutes(
  router: Router,
  services: RouterServices,
): void {
  const {
    authorizer,
    inventory,
    configuration,
    requestStore,
    requests,
    runStore,
    clock,
  } = services;

  router.get('/v1/corridors', async (request, response) => {
    const { credentials, isMine } = await readOwnership(services, request);
    const visible = await authorizer.requireFilter(
      corridorsCorridorReadPermission,
      credentials,
    );
    const snapshot = requireSnapshot(inventory);
    const now = clock();
    const rows = [...snapshot.corridors.values(), ...snapshot.invalid]
      .map(entry => summarizeEntry(entry, isMine, now))
      .filter(row => visible.allows(row));
    const { owner, environment, state } = filterSchema.parse(request.query);
    const reader: RunReader =
      visible.kind === 'all'
        ? { kind: 'all' }
        : {
            kind: 'some',
            sees: name => {
              const resource = findResource(snapshot, name);
              return resource !== undefined && visible.allows(resource);
            },
          };
    const lastRun = inventory
      .latestRuns()
      .find(
        ({ plan }) =>
          reader.kind === 'all' ||
          (plan && [...corridorsOfPlan(plan)].some(reader.sees)),
      );
    const answer: CorridorList = {
      items: rows.filter(
        row =>
          (owner === undefined || row.owner === owner) &&
          (environment === undefined || row.environment === environment) &&
          (state === undefined || state.includes(row.state)),
      ),
      sources: snapshot.sources,
      totals: {
        corridors: rows.length,
        needAttention: rows.filter(row => NEEDS_ATTENTION.has(row.state))
          .length,
        byState: countByState(rows),
      },
      lastVerification: lastRun && summarizeRun(lastRun, reader),
    };
    response.json(answer);
  });

  router.get('/v1/corridors/:name', async (request, response) => {
    const user = await readUser(services, request);
    const { name } = request.params;
    const { snapshot, entry } = await requireCorridor(
      services,
      name,
      corridorsCorridorReadPermission,
      user,
    );
    const { isMine } = await readOwnership(services, request);
    const cells = corridorCells(entry, snapshot.fleet);
    const { accountId } = entry.environment.spec.aws;
    const [answers, stored, runs] = await Promise.all([
      entry.verification
        ? readVerdicts(runStore, entry.verification.runId, cells)
        : [],
      requestStore.list({ corridor: name, limit: HISTORY_LIMIT }),
      runStore.list({
        scopes: [
          { kind: 'corridor', corridor: name },
          { kind: 'environment', environment: entry.environment.metadata.name },
          { kind: 'account', accountId },
        ],
        limit: HISTORY_LIMIT,
      }),
    ]);
    const answer: CorridorDetail = describeCorridor({
      entry,
      fleet: snapshot.fleet,
      account: inventory.account(accountId),
      cells,
      answers,
      requests: await requests.describeAll(stored),
      runs: runs.map(run =>
        summarizeRun(run, { kind: 'some', sees: other => other === name }),
      ),
      gitops: configuration.gitops,
      isMine,
      now: clock(),
    });
    response.json(answer);
  });

  router.get('/v1/corridors/:name/credentials', async (request, response) => {
    const user = await readUser(services, request);
    const { entry } = await requireCorridor(
      services,
      request.params.name,
      corridorsCorridorReadPermission,
      user,
    );
    const answer: CredentialHealth = entry.credentials;
    response.json(answer);
  });

  router.get('/v1/corridors/:name/spark-runs', async (request, response) => {
    const user = await readUser(services, request);
    const { entry } = await requireCorridor(
      services,
      request.params.name,
      corridorsCorridorReadPermission,
      user,
    );
    const answer: SparkRunList = {
      items: entry.sparkRuns,
      sources: entry.sources,
    };
    response.json(answer);
  });

  router.get('/v1/corridors/:name/connection', async (request, response) => {
    const user = await readUser(services, request);
    const { entry } = await requireCorridor(
      services,
      request.params.name,
      corridorsCorridorReadPermission,
      user,
    );
    const { corridor, environment } = entry;
    const answer: Connection = {
      items: identityMechanismFor(environment).clientConfiguration(
        corridor,
        environment,
      ),
    };
    response.json(answer);
  });
}

function countByState(
  rows: readonly CorridorSummary[],
): CorridorList['totals']['byState'] {
  const counts: Partial<Record<CorridorState, number>> = {};
  for (const { state } of rows) {
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}
