import type {
  AwsAccountSnapshot,
  AwsAccountTargets,
  ClusterSnapshot,
} from '@corridors/observer';
import type { Environment, FactSource, Fleet } from '@corridors/model';
import type { EnvironmentConnection } from '../configuration';
import type { InventoryEntry } from './InventoryEntry';
import type { Observed } from './buildInventory';

/** The part of a `ClusterObserver` that the inventory uses. */
export interface ClusterSource {
  start(): void;
  stop(): Promise<void>;
  snapshot(): ClusterSnapshot;
  sources(): FactSource[];
}

/** The part of an `AwsAccountObserver` that the inventory uses. */
export interface AccountSource {
  start(): void;
  stop(): Promise<void>;
  setTargets(targets: AwsAccountTargets): void;
  refresh(): void;
  snapshot(): AwsAccountSnapshot;
  sources(): FactSource[];
}

/** Makes the observers of an environment. */
export interface ObserverFactory {
  cluster(
    environment: Environment,
    connection: EnvironmentConnection,
    onChange: () => void,
  ): ClusterSource;
  /** @returns undefined when no credentials are configured for the account */
  account(
    environment: Environment,
    connection: EnvironmentConnection,
    onChange: () => void,
  ): AccountSource | undefined;
}

interface Running<Source> {
  readonly source: Source;
  /** Changes when the source has to be made anew. */
  readonly key: string;
}

/**
 * The observers of all environments that are both in the GitOps repository and in app-config: started when they appear,
 * made anew when what they look at changes, stopped when they are gone.
 */
export class Observers {
  readonly #factory: ObserverFactory;
  readonly #connections: ReadonlyMap<string, EnvironmentConnection>;
  readonly #onChange: () => void;
  readonly #clusters = new Map<string, Running<ClusterSource>>();
  readonly #accounts = new Map<string, Running<AccountSource>>();
  readonly #stopping = new Set<Promise<void>>();
  /** What each account observer was told last: telling it again would count as a change. */
  readonly #aimed = new WeakMap<AccountSource, string>();

  constructor(
    factory: ObserverFactory,
    connections: ReadonlyMap<string, EnvironmentConnection>,
    onChange: () => void,
  ) {
    this.#factory = factory;
    this.#connections = connections;
    this.#onChange = onChange;
  }

  /** Starts and stops observers so that they are those of the fleet. */
  follow(fleet: Fleet): void {
    const clusters = new Set<string>();
    const accounts = new Set<string>();
    for (const environment of fleet.environments) {
      const { name } = environment.metadata;
      const { accountId, region, awsNamespace } = environment.spec.aws;
      const connection = this.#connections.get(name);
      if (connection) {
        clusters.add(name);
        this.#ensure(this.#clusters, name, awsNamespace, () =>
          this.#factory.cluster(environment, connection, this.#onChange),
        );
        // Environments of one account share an observer: that of the first.
        if (!accounts.has(accountId)) {
          accounts.add(accountId);
          this.#ensure(this.#accounts, accountId, `${name} ${region}`, () =>
            this.#factory.account(environment, connection, this.#onChange),
          );
        }
      }
    }
    this.#drop(this.#clusters, clusters);
    this.#drop(this.#accounts, accounts);
  }

  /** Tells the account observers what to look at: what is there by the word of its provisioner. */
  aim(fleet: Fleet, entries: Iterable<InventoryEntry>): void {
    const targets = new Map<
      string,
      { roleNames: string[]; bucketNames: string[]; oidcIssuers: string[] }
    >();
    for (const { spec } of fleet.environments) {
      const target = targets.get(spec.aws.accountId) ?? {
        roleNames: [],
        bucketNames: [],
        oidcIssuers: [],
      };
      targets.set(spec.aws.accountId, target);
      if (spec.identity.mechanism === 'irsa') {
        target.oidcIssuers.push(spec.identity.oidcIssuer);
      }
    }
    for (const { environment, names, awsResources } of entries) {
      const target = targets.get(environment.spec.aws.accountId);
      const isThere = (awsName: string, kind: 'Role' | 'Bucket') =>
        awsResources.some(
          resource =>
            resource.kind === kind &&
            resource.awsName === awsName &&
            resource.state !== 'missing' &&
            resource.state !== 'progressing',
        );
      if (isThere(names.roleName, 'Role')) {
        target?.roleNames.push(names.roleName);
      }
      target?.bucketNames.push(
        ...names.buckets
          .map(({ name }) => name)
          .filter(name => isThere(name, 'Bucket')),
      );
    }
    for (const [accountId, { source }] of this.#accounts) {
      const target = targets.get(accountId);
      const told = JSON.stringify(target);
      if (target && this.#aimed.get(source) !== told) {
        this.#aimed.set(source, told);
        source.setTargets(target);
      }
    }
  }

  /** Has the accounts read again now, as after a verification that found something. */
  refreshAccounts(): void {
    this.#accounts.forEach(({ source }) => source.refresh());
  }

  /** By environment. */
  clusters(): Map<string, Observed<ClusterSnapshot>> {
    return observe(this.#clusters);
  }

  /** By account. */
  accounts(): Map<string, Observed<AwsAccountSnapshot>> {
    return observe(this.#accounts);
  }

  /** Stops all. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#drop(this.#clusters, new Set());
    this.#drop(this.#accounts, new Set());
    await Promise.all(this.#stopping);
  }

  #ensure<Source extends { start(): void; stop(): Promise<void> }>(
    running: Map<string, Running<Source>>,
    id: string,
    key: string,
    create: () => Source | undefined,
  ): void {
    const present = running.get(id);
    if (present?.key === key) {
      return;
    }
    if (present) {
      this.#stop(present.source);
      running.delete(id);
    }
    const source = create();
    if (source) {
      running.set(id, { source, key });
      source.start();
    }
  }

  #drop<Source extends { stop(): Promise<void> }>(
    running: Map<string, Running<Source>>,
    wanted: Set<string>,
  ): void {
    for (const [id, { source }] of running) {
      if (!wanted.has(id)) {
        running.delete(id);
        this.#stop(source);
      }
    }
  }

  #stop(source: { stop(): Promise<void> }): void {
    const stopping = source
      .stop()
      .finally(() => this.#stopping.delete(stopping));
    this.#stopping.add(stopping);
  }
}

function observe<Snapshot>(
  running: ReadonlyMap<
    string,
    Running<{ snapshot(): Snapshot; sources(): FactSource[] }>
  >,
): Map<string, Observed<Snapshot>> {
  return new Map(
    [...running].map(([id, { source }]) => [
      id,
      { snapshot: source.snapshot(), sources: source.sources() },
    ]),
  );
}
