import type { AckCluster } from './AckCluster';
import { ACK_COLLECTIONS, keyOf } from './AckObject';
import type { AckCollection, AckObject, AckRole } from './AckObject';
import { referencesOf } from './Reconciler';
import type { Reconciler } from './Reconciler';
import { WorkQueue } from './WorkQueue';
import type { WorkResult } from './WorkQueue';

/** How patient the controllers are, in milliseconds. */
export interface AckTimings {
  /** Between two looks at a resource that is as it should be. */
  readonly resync: number;
  /** Before the first retry; doubled each time. */
  readonly retry: number;
  readonly longestRetry: number;
  /** Between two looks at the clock, and before a lost watch is taken up again. */
  readonly tick: number;
}

interface Known {
  readonly object: AckObject;
  readonly collection: AckCollection;
}

const isDeleting = (object: AckObject) =>
  object.metadata.deletionTimestamp !== undefined;

/** What a change must touch to be worth a reconciliation: the spec, the annotations, or that it is to be deleted. */
function hasReason(before: AckObject | undefined, after: AckObject): boolean {
  return (
    before === undefined ||
    before.metadata.uid !== after.metadata.uid ||
    before.metadata.generation !== after.metadata.generation ||
    isDeleting(before) !== isDeleting(after) ||
    JSON.stringify(before.metadata.annotations) !==
      JSON.stringify(after.metadata.annotations)
  );
}

function isSynced(object: AckObject | undefined): boolean {
  return (
    object?.status?.conditions?.some(
      each => each.type === 'ACK.ResourceSynced' && each.status === 'True',
    ) ?? false
  );
}

const isNewlySynced = (before: AckObject | undefined, after: AckObject) =>
  isSynced(after) && !isSynced(before);

function refersTo(role: AckRole, policy: AckObject): boolean {
  return referencesOf(role).some(
    ({ from }) =>
      from.name === policy.metadata.name &&
      (from.namespace ?? role.metadata.namespace) === policy.metadata.namespace,
  );
}

/** Watches the custom resources of a cluster and reconciles each when there is a reason to. */
export class AckController {
  private readonly known = new Map<string, Known>();
  private readonly queue: WorkQueue;
  private readonly watches = new Map<string, AbortController>();
  private isStopped = false;

  constructor(
    private readonly cluster: AckCluster,
    private readonly reconciler: Reconciler,
    private readonly timings: AckTimings,
    clock: () => Date,
    private readonly log: (message: string) => void,
  ) {
    this.queue = new WorkQueue(
      (key, failures) => this.work(key, failures),
      clock,
      timings.tick,
    );
  }

  start(): void {
    for (const collection of ACK_COLLECTIONS) {
      void this.follow(collection);
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.watches.forEach(watch => watch.abort());
    await this.queue.stop();
  }

  private async follow(collection: AckCollection): Promise<void> {
    while (!this.isStopped) {
      try {
        const { objects, resourceVersion } = await this.cluster.list(
          collection,
        );
        this.replace(collection, objects);
        await this.watchOnce(collection, resourceVersion);
      } catch (error) {
        this.log(
          `ACK: cannot watch ${collection.plural}.${collection.group}: ${String(
            error,
          )}`,
        );
      }
      await new Promise(resolve =>
        setTimeout(resolve, this.timings.tick).unref(),
      );
    }
  }

  private async watchOnce(
    collection: AckCollection,
    resourceVersion: string,
  ): Promise<void> {
    let end = () => {};
    const ended = new Promise<void>(resolve => {
      end = resolve;
    });
    const watch = await this.cluster.watch(
      collection,
      resourceVersion,
      (type, object) =>
        type === 'deleted'
          ? this.forget(object)
          : this.observe(collection, object),
      end,
    );
    this.watches.set(collection.kind, watch);
    if (this.isStopped) {
      watch.abort();
    }
    await ended;
  }

  private replace(
    collection: AckCollection,
    objects: readonly AckObject[],
  ): void {
    const present = new Set(objects.map(keyOf));
    for (const [key, { object }] of this.known) {
      if (object.kind === collection.kind && !present.has(key)) {
        this.forget(object);
      }
    }
    objects.forEach(object => this.observe(collection, object));
  }

  private observe(collection: AckCollection, object: AckObject): void {
    const key = keyOf(object);
    const before = this.known.get(key)?.object;
    this.known.set(key, { object, collection });
    if (hasReason(before, object)) {
      this.queue.add(key);
    }
    if (object.kind === 'Policy' && isNewlySynced(before, object)) {
      this.addReferringRoles(object);
    }
  }

  private addReferringRoles(policy: AckObject): void {
    for (const [key, { object }] of this.known) {
      if (object.kind === 'Role' && refersTo(object, policy)) {
        this.queue.add(key);
      }
    }
  }

  private forget(object: AckObject): void {
    this.known.delete(keyOf(object));
    this.queue.forget(keyOf(object));
  }

  private async work(key: string, failures: number): Promise<WorkResult> {
    const known = this.known.get(key);
    if (!known) {
      return { next: 'never', hasFailed: false };
    }
    const { name, namespace } = known.object.metadata;
    const retry = Math.min(
      this.timings.retry * 2 ** failures,
      this.timings.longestRetry,
    );
    try {
      const outcome = await this.reconciler.reconcile(
        known.collection,
        namespace,
        name,
      );
      switch (outcome) {
        case 'synced':
          return { next: this.timings.resync, hasFailed: false };
        case 'recoverable':
          return { next: retry, hasFailed: true };
        case 'terminal':
        case 'gone':
          return { next: 'never', hasFailed: false };
        default:
          return outcome satisfies never;
      }
    } catch (error) {
      this.log(`ACK: ${key}: ${String(error)}`);
      return { next: retry, hasFailed: true };
    }
  }
}
