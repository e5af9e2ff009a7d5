import type { FactSource, Fleet, SparkRun } from '@corridors/model';
import {
  observeSparkRuns,
  type AwsAccountSnapshot,
  type ClusterSnapshot,
} from '@corridors/observer';
import { buildEntry } from './buildEntry';
import { invalidEntries } from './invalidEntries';
import type {
  CorridorVerification,
  InvalidEntry,
  InventoryEntry,
  OpenRequest,
} from './InventoryEntry';

/** Facts of one source and how fresh they are, the source as a whole first. */
export interface Observed<Snapshot> {
  readonly snapshot: Snapshot;
  readonly sources: readonly FactSource[];
}

/** Everything that the inventory is joined from. */
export interface InventoryInput {
  readonly fleet: Fleet;
  /** Contents of the repository by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly gitops: FactSource;
  /** By environment. An environment without one is not in app-config. */
  readonly clusters: ReadonlyMap<string, Observed<ClusterSnapshot>>;
  /** By account. An account without one has no credentials configured. */
  readonly accounts: ReadonlyMap<string, Observed<AwsAccountSnapshot>>;
  /** By corridor. */
  readonly verifications: ReadonlyMap<string, CorridorVerification>;
  /** By corridor. */
  readonly requests: ReadonlyMap<string, OpenRequest>;
  readonly now: Date;
}

/** What is known of all corridors at one moment. Never changes. */
export interface InventorySnapshot {
  readonly fleet: Fleet;
  /** By name, in the order of names. */
  readonly corridors: ReadonlyMap<string, InventoryEntry>;
  readonly invalid: readonly InvalidEntry[];
  readonly sources: readonly FactSource[];
}

/** Joins the GitOps repository with live facts. Pure. */
export function buildInventory(input: InventoryInput): InventorySnapshot {
  const {
    fleet,
    files,
    gitops,
    clusters,
    accounts,
    verifications,
    requests,
    now,
  } = input;
  const environments = new Map(
    fleet.environments.map(environment => [
      environment.metadata.name,
      environment,
    ]),
  );
  const sparkRuns = new Map<string, readonly SparkRun[]>();
  for (const [environment, { snapshot }] of clusters) {
    sparkRuns.set(environment, observeSparkRuns(snapshot, environment, now));
  }
  const corridors = new Map<string, InventoryEntry>();
  for (const corridor of fleet.corridors) {
    const { name } = corridor.metadata;
    const environment = environments.get(corridor.spec.environment);
    if (environment) {
      const cluster = clusters.get(environment.metadata.name);
      const account = accounts.get(environment.spec.aws.accountId);
      corridors.set(
        name,
        buildEntry({
          corridor,
          environment,
          cluster: cluster?.snapshot,
          account: account?.snapshot,
          sparkRuns: sparkRuns.get(environment.metadata.name) ?? [],
          sources: [
            cluster?.sources[0] ?? notConfigured(environment.metadata.name),
            ...(account?.sources.slice(0, 1) ?? []),
          ],
          verification: verifications.get(name),
          request: requests.get(name),
          now,
        }),
      );
    }
  }
  return {
    fleet,
    corridors,
    invalid: invalidEntries(fleet, files, gitops.asOf ?? now.toISOString()),
    sources: [
      gitops,
      ...[...environments.keys()].flatMap(
        name => clusters.get(name)?.sources ?? [notConfigured(name)],
      ),
      ...[...accounts.values()].flatMap(account => account.sources),
    ],
  };
}

function notConfigured(environment: string): FactSource {
  return {
    id: `kubernetes:${environment}`,
    title: `Cluster of ${environment}`,
    state: 'unavailable',
    message: `app-config has no corridors.environments.${environment}, so its cluster is not watched`,
  };
}
