import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AwsAccountSnapshot, ClusterSnapshot } from '@corridors/observer';
import type { EnvironmentConnection } from '../configuration';
import type { RequestStore, RunStore, StoredRun } from '../database';
import type { CorridorKnowledge } from '../requests';
import type { ChangeNotifier } from '../signals';
import { buildInventory, type InventorySnapshot } from './buildInventory';
import type { GitopsReader } from './GitopsReader';
import type { OpenRequest } from './InventoryEntry';
import { namespaceState } from './namespaceState';
import { Observers, type ObserverFactory } from './Observers';
import { verificationsByCorridor } from './verificationsByCorridor';

/** Changes within this time are shown together. */
const SETTLE_MILLISECONDS = 200;

/** What an {@link Inventory} stands on. */
export interface InventoryOptions {
  /** Makes the reader of the repository; it calls back when it has read something. */
  readonly createReader: (onChange: () => void) => GitopsReader;
  readonly observers: ObserverFactory;
  readonly connections: ReadonlyMap<string, EnvironmentConnection>;
  readonly runs: Pick<RunStore, 'listLatestObserved'>;
  readonly requests: Pick<RequestStore, 'list'>;
  readonly notifier: ChangeNotifier;
  readonly logger: LoggerService;
  readonly clock: () => Date;
}

/**
 * Everything that is known of all corridors, held in memory: requests are answered from here and ask nobody. A change in
 * the repository, a cluster, an account or the database brings the next snapshot.
 */
export class Inventory implements CorridorKnowledge {
  readonly #options: InventoryOptions;
  readonly #reader: GitopsReader;
  readonly #observers: Observers;
  #snapshot: InventorySnapshot | undefined;
  #latestRuns: readonly StoredRun[] = [];
  #openRequests: ReadonlyMap<string, OpenRequest> = new Map();
  #revision = 0;
  #told = '';
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  private constructor(options: InventoryOptions) {
    this.#options = options;
    this.#reader = options.createReader(() => this.#changed());
    this.#observers = new Observers(
      options.observers,
      options.connections,
      () => this.#changed(),
    );
  }

  static create(options: InventoryOptions): Inventory {
    return new Inventory(options);
  }

  /** The last snapshot, or undefined as long as the repository was never read. */
  snapshot(): InventorySnapshot | undefined {
    return this.#snapshot;
  }

  /** How fresh the repository is, also when there is no snapshot. */
  gitopsSource() {
    return this.#reader.source();
  }

  /** What was read of an account. */
  account(accountId: string): AwsAccountSnapshot | undefined {
    return this.#observers.accounts().get(accountId)?.snapshot;
  }

  /** What is known of an environment's cluster. */
  cluster(environment: string): ClusterSnapshot | undefined {
    return this.#observers.clusters().get(environment)?.snapshot;
  }

  /** Of each scope the newest run that succeeded with observed access, newest first. */
  latestRuns(): readonly StoredRun[] {
    return this.#latestRuns;
  }

  tree() {
    return this.#reader.tree();
  }

  isRepositoryLive(): boolean {
    return this.#reader.source().state === 'live';
  }

  stateOf(corridor: string) {
    const entry = this.#snapshot?.corridors.get(corridor);
    if (entry) {
      return { state: entry.derived.state, reason: entry.derived.reason };
    }
    const invalid = this.#snapshot?.invalid.find(
      ({ file }) => file.name === corridor,
    );
    return (
      invalid && {
        state: 'invalid' as const,
        reason: `${invalid.file.file} is not valid: ${
          invalid.file.problems[0]?.message ?? ''
        }`,
      }
    );
  }

  isForeignNamespace(environment: string, namespace: string): boolean {
    const cluster = this.#observers.clusters().get(environment);
    return (
      namespaceState(cluster?.snapshot, namespace, namespace) === 'foreign'
    );
  }

  /** Reads repository and database again, and rebuilds. */
  async refresh(): Promise<void> {
    await Promise.all([this.#reader.refresh(), this.refreshRecords()]);
    this.rebuild();
  }

  /** Reads requests and verifications again from the database; the next snapshot has them. */
  async refreshRecords(): Promise<void> {
    const [runs, requests] = await Promise.all([
      this.#options.runs.listLatestObserved(),
      this.#options.requests.list({ open: true }),
    ]);
    this.#latestRuns = runs;
    this.#openRequests = new Map(
      requests.map(({ corridor, id, state, pullRequest }) => [
        corridor,
        { id, state, pullRequestUrl: pullRequest?.url },
      ]),
    );
    this.#changed();
  }

  /** After a verification: what it found may have changed in the accounts as well. */
  async verificationEnded(): Promise<void> {
    this.#observers.refreshAccounts();
    await this.refreshRecords();
  }

  /** Makes the next snapshot now. Facts age, so this is also done regularly. */
  rebuild(): void {
    const tree = this.#reader.tree();
    if (!tree || this.#isStopped) {
      return;
    }
    this.#observers.follow(tree.fleet);
    const snapshot = buildInventory({
      fleet: tree.fleet,
      files: tree.files,
      gitops: this.#reader.source(),
      clusters: this.#observers.clusters(),
      accounts: this.#observers.accounts(),
      verifications: verificationsByCorridor(tree.fleet, this.#latestRuns),
      requests: this.#openRequests,
      now: this.#options.clock(),
    });
    this.#snapshot = snapshot;
    this.#observers.aim(tree.fleet, snapshot.corridors.values());
    this.#tell(snapshot);
  }

  /** Stops watching. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#observers.stop();
  }

  #changed(): void {
    if (this.#timer || this.#isStopped) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      try {
        this.rebuild();
      } catch (error) {
        this.#options.logger.error(
          'The inventory could not be brought up to date',
          error instanceof Error ? error : undefined,
        );
      }
    }, SETTLE_MILLISECONDS);
    this.#timer.unref();
  }

  /** Tells of what a reader would see differently, not of facts that merely were confirmed. */
  #tell(snapshot: InventorySnapshot): void {
    const visible = JSON.stringify([
      [...snapshot.corridors.values()].map(
        ({
          corridor,
          derived,
          credentials,
          sparkRuns,
          verification,
          request,
        }) => [
          corridor,
          derived.state,
          derived.attention.map(({ title, cause }) => [title, cause]),
          credentials.state,
          sparkRuns.map(({ id, phase, executors }) => [id, phase, executors]),
          verification?.runId,
          request,
        ],
      ),
      snapshot.invalid.map(({ file }) => file),
      snapshot.sources.map(({ id, state }) => [id, state]),
    ]);
    if (visible !== this.#told) {
      this.#told = visible;
      this.#revision += 1;
      this.#options.notifier.notify({
        kind: 'inventory',
        revision: this.#revision,
      });
    }
  }
}
