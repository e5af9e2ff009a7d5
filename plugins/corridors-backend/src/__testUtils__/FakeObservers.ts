import type { FactSource, FactState, Fleet } from '@corridors/model';
import type { AwsAccountTargets } from '@corridors/observer';
import type {
  AccountSource,
  ClusterSource,
  ObserverFactory,
} from '../inventory';
import {
  builtCluster,
  snapshotOf,
  type ClusterContent,
} from './clusterSnapshot';

const AS_OF = '2026-11-23T10:00:00.000Z';

/** Observers of clusters and accounts in memory, whose content a test changes. */
export class FakeObservers implements ObserverFactory {
  readonly contents = new Map<string, ClusterContent>();
  readonly targets: AwsAccountTargets[] = [];
  readonly life: string[] = [];
  refreshes = 0;
  clusterState: FactState = 'live';
  readonly #changes: (() => void)[] = [];

  /** Builds the corridors of a fleet in the cluster of an environment. */
  build(fleet: Fleet, environment: string): ClusterContent {
    const content = builtCluster(fleet, environment);
    this.contents.set(environment, content);
    return content;
  }

  /** Tells that something changed. */
  change() {
    this.#changes.forEach(onChange => onChange());
  }

  cluster: ObserverFactory['cluster'] = (
    environment,
    _connection,
    onChange,
  ): ClusterSource => {
    const { name } = environment.metadata;
    this.#changes.push(onChange);
    return {
      start: () => this.life.push(`start ${name}`),
      stop: async () => {
        this.life.push(`stop ${name}`);
      },
      snapshot: () =>
        snapshotOf(
          name,
          this.contents.get(name) ??
            builtCluster(
              { environments: [], corridors: [], invalid: [] },
              name,
            ),
          this.clusterState,
        ),
      sources: () => [this.#source(`kubernetes:${name}`, this.clusterState)],
    };
  };

  account: ObserverFactory['account'] = (
    environment,
    _connection,
    onChange,
  ): AccountSource => {
    const { accountId } = environment.spec.aws;
    this.#changes.push(onChange);
    return {
      start: () => this.life.push(`start ${accountId}`),
      stop: async () => {
        this.life.push(`stop ${accountId}`);
      },
      setTargets: targets => {
        this.targets.push(targets);
        onChange();
      },
      refresh: () => {
        this.refreshes += 1;
      },
      snapshot: () => ({
        accountId,
        revision: 1,
        roles: new Map(),
        buckets: new Map(),
        oidcProviders: new Map(),
      }),
      sources: () => [this.#source(`aws:${accountId}`, 'live')],
    };
  };

  #source(id: string, state: FactState): FactSource {
    return {
      id,
      title: id,
      state,
      asOf: state === 'syncing' ? undefined : AS_OF,
    };
  }
}
