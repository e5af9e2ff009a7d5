import {
  deriveCorridorState,
  deriveNames,
  type Corridor,
  type Environment,
  type FactSource,
  type SparkRun,
} from '@corridors/model';
import {
  observeCredentials,
  type AwsAccountSnapshot,
  type ClusterSnapshot,
} from '@corridors/observer';
import { awsResourceStatuses } from './awsResourceStatuses';
import type {
  CorridorVerification,
  InventoryEntry,
  OpenRequest,
} from './InventoryEntry';
import { namespaceState } from './namespaceState';

/** What an entry is joined from. Absent snapshots are not configured, or not there yet. */
export interface EntryInput {
  readonly corridor: Corridor;
  readonly environment: Environment;
  readonly cluster?: ClusterSnapshot;
  readonly account?: AwsAccountSnapshot;
  /** Of the environment's cluster, newest first. */
  readonly sparkRuns: readonly SparkRun[];
  readonly sources: readonly FactSource[];
  readonly verification?: CorridorVerification;
  readonly request?: OpenRequest;
  readonly now: Date;
}

/**
 * Joins what is known of one corridor, from its spec outwards: facts of a namespace that is not ours are not taken for
 * the corridor's, whatever labels they carry.
 */
export function buildEntry(input: EntryInput): InventoryEntry {
  const {
    corridor,
    environment,
    account,
    sources,
    verification,
    request,
    now,
  } = input;
  const { name } = corridor.metadata;
  const names = deriveNames(
    { name, buckets: corridor.spec.buckets },
    environment,
  );
  const namespace = namespaceState(input.cluster, names.namespace, name);
  const cluster = namespace === 'foreign' ? undefined : input.cluster;
  const awsResources = awsResourceStatuses(
    corridor,
    environment,
    names,
    input.cluster,
  );
  const credentials = observeCredentials({
    corridor,
    environment,
    names,
    cluster,
    aws: account,
    now,
  });
  const sparkRuns = cluster
    ? input.sparkRuns.filter(run => run.namespace === names.namespace)
    : [];
  const isBuilt =
    namespace !== 'missing' &&
    awsResources.every(
      ({ kind, state }) =>
        kind !== 'Role' || (state !== 'missing' && state !== 'progressing'),
    );
  const derived = deriveCorridorState({
    corridor: name,
    problems: [],
    invalid: false,
    retiring: false,
    namespace,
    awsResources,
    // What is yet to be built is provisioning, not broken credentials.
    credentials: isBuilt ? credentials : undefined,
    sparkRuns: latestAttempts(sparkRuns),
    findings: verification?.concerns ?? [],
    ...(verification && { verifiedAt: verification.at }),
    sources,
  });
  const [quota] = cluster?.inNamespace(names.namespace).resourceQuotas ?? [];
  return {
    kind: 'corridor',
    corridor,
    environment,
    names,
    namespace,
    awsResources,
    credentials,
    sparkRuns,
    quota: quota && {
      value: quota,
      asOf: cluster?.collections.resourceQuotas.asOf,
    },
    verification,
    request,
    derived,
    sources,
    asOf: oldest(sources) ?? now.toISOString(),
  };
}

/** The newest run of each application. */
function latestAttempts(runs: readonly SparkRun[]): SparkRun[] {
  const latest = new Map<string, SparkRun>();
  for (const run of runs) {
    if (!latest.has(run.name)) {
      latest.set(run.name, run);
    }
  }
  return [...latest.values()];
}

function oldest(sources: readonly FactSource[]): string | undefined {
  return sources.flatMap(({ asOf }) => asOf ?? []).sort()[0];
}
