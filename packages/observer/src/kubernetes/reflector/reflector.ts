import { KubernetesApiError } from '../client/kubernetesApiError';
import { KubernetesClient } from '../client/kubernetesClient';
import { toKubernetesApiError } from '../client/toKubernetesApiError';
import { WatchEvent } from '../client/watchCollection';
import { ObjectMetadata, readObjectMetadata } from '../objects/objectMetadata';
import { backoffMs } from './backoff';
import { listCollection } from './listCollection';
import { ObjectChange, ObjectProjection, ObjectStore } from './objectStore';
import { ReflectorStatus } from './reflectorStatus';
import { ReflectorTimings } from './reflectorTimings';
import { Scheduler } from './scheduler';

/** A broken connection is tried once more before its facts are called stale: proxies close idle ones. */
const FAILURES_UNTIL_STALE = 2;

/** What a {@link Reflector} needs. */
export interface ReflectorOptions<T extends ObjectMetadata> {
  readonly client: KubernetesClient;
  /** Of the collection, such as `/api/v1/pods`. */
  readonly path: string;
  /** As RBAC names it, such as `pods` or `buckets.s3.services.k8s.aws`. */
  readonly resource: string;
  readonly labelSelector?: string;
  readonly project: ObjectProjection<T>;
  readonly scheduler: Scheduler;
  readonly timings: ReflectorTimings;
  /** Called with what changed, and with an empty array when only the status did. Must not throw. */
  readonly onChange: (changes: readonly ObjectChange<T>[]) => void;
}

/**
 * Keeps a slim copy of one collection of a Kubernetes API server: lists it, watches on from there, goes on from the
 * last version when a watch ends, lists anew when the version is too old, and says at all times how well it knows it.
 * It never gives up; `stop()` is final.
 */
export class Reflector<T extends ObjectMetadata> {
  private readonly store: ObjectStore<T>;
  private readonly life = new AbortController();
  private attempt = new AbortController();
  private running: Promise<void> | undefined;
  private resourceVersion: string | undefined;
  /** Milliseconds; while a watch is open. */
  private openedAt: number | undefined;
  private current: ReflectorStatus;

  constructor(private readonly options: ReflectorOptions<T>) {
    this.store = new ObjectStore(options.project);
    this.current = {
      state: 'syncing',
      since: options.scheduler.now().toISOString(),
      failures: 0,
    };
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Ends every request. Resolves when nothing of this reflector runs any more. */
  async stop(): Promise<void> {
    this.life.abort();
    this.attempt.abort();
    await this.running;
  }

  /** Tries at once where a pause after failures would still last. */
  retryNow(): void {
    if (this.current.state === 'stale') {
      this.attempt.abort();
    }
  }

  /**
   * Notes that the server was seen alive, by other means. While a watch is open, a quiet collection is as fresh as that.
   */
  confirm(at: Date): void {
    if (this.current.state !== 'live' || this.openedAt === undefined) {
      return;
    }
    const hasLasted =
      at.getTime() - this.openedAt >= this.options.timings.shortestWatchMs;
    this.update({
      asOf: at.toISOString(),
      ...(hasLasted ? { failures: 0, message: undefined } : {}),
    });
  }

  /** Notes that the server does not answer, by other means, although this watch has not broken: its facts are stale. */
  distrust(message: string): void {
    if (this.current.state === 'live') {
      this.resourceVersion = undefined;
      this.update({ state: 'stale', failures: FAILURES_UNTIL_STALE, message });
      this.attempt.abort();
    }
  }

  status(): ReflectorStatus {
    return this.current;
  }

  /** A copy of what is known, by `namespace/name`. */
  objects(): ReadonlyMap<string, T> {
    return this.store.copy();
  }

  private async run(): Promise<void> {
    while (!this.life.signal.aborted) {
      const attempt = new AbortController();
      this.attempt = attempt;
      try {
        await this.follow(attempt.signal);
      } catch (error) {
        await this.recover(
          toKubernetesApiError(error, `watch ${this.options.resource}`),
          attempt.signal,
        );
      }
    }
  }

  /** One list, where there is no version to go on from, and one watch. */
  private async follow(signal: AbortSignal): Promise<void> {
    const { scheduler, timings, resource } = this.options;
    if (this.resourceVersion === undefined) {
      await this.list(signal);
    }
    const openedAt = scheduler.now().getTime();
    await this.watch(signal);
    if (
      scheduler.now().getTime() - openedAt < timings.shortestWatchMs &&
      !signal.aborted
    ) {
      throw new KubernetesApiError(
        'network',
        `watch ${resource}: the server ended it at once`,
      );
    }
    this.update({ failures: 0 });
  }

  private async list(signal: AbortSignal): Promise<void> {
    const { client, path, resource, labelSelector, scheduler, timings } =
      this.options;
    const list = await listCollection(
      client,
      path,
      { labelSelector },
      {
        task: `list ${resource}`,
        pageSize: timings.pageSize,
        timeoutMs: timings.listTimeoutMs,
        signal,
      },
    );
    if (signal.aborted) {
      return;
    }
    const now = scheduler.now();
    const changes = this.store.replace(list.items, now);
    this.resourceVersion = list.resourceVersion;
    const at = now.toISOString();
    this.update(
      { state: 'live', asOf: at, lastSync: at, message: undefined },
      changes,
    );
  }

  private async watch(signal: AbortSignal): Promise<void> {
    const { client, path, resource, labelSelector, scheduler, timings } =
      this.options;
    const timeoutSeconds = Math.round(
      timings.watchSeconds + scheduler.random() * timings.watchJitterSeconds,
    );
    const watchdog = new AbortController();
    const over = new AbortController();
    scheduler
      .sleep(
        timeoutSeconds * 1000 + timings.watchGraceMs,
        AbortSignal.any([signal, over.signal]),
      )
      .then(() => watchdog.abort())
      .catch(() => {}); // the watch ended in time
    try {
      await client.watch(
        path,
        {
          labelSelector,
          resourceVersion: this.resourceVersion,
          timeoutSeconds,
          allowWatchBookmarks: true,
        },
        {
          task: `watch ${resource}`,
          onOpen: () => {
            this.openedAt = signal.aborted
              ? undefined
              : scheduler.now().getTime();
          },
          onEvent: event => this.receive(event, signal),
          signal: AbortSignal.any([signal, watchdog.signal]),
        },
      );
    } catch (error) {
      if (watchdog.signal.aborted && !signal.aborted) {
        throw new KubernetesApiError(
          'timeout',
          `watch ${resource}: the connection is dead`,
          { cause: error },
        );
      }
      throw error;
    } finally {
      over.abort();
      this.openedAt = undefined;
    }
  }

  private receive(event: WatchEvent, signal: AbortSignal): void {
    if (signal.aborted) {
      return;
    }
    const now = this.options.scheduler.now();
    const change = this.apply(event, now);
    this.resourceVersion =
      readObjectMetadata(event.object).resourceVersion || this.resourceVersion;
    const at = now.toISOString();
    this.update(
      {
        state: 'live',
        failures: 0,
        asOf: at,
        lastEvent: at,
        message: undefined,
      },
      change ? [change] : [],
    );
  }

  private apply(event: WatchEvent, now: Date): ObjectChange<T> | undefined {
    switch (event.type) {
      case 'ADDED':
      case 'MODIFIED':
        return this.store.put(event.object, now);
      case 'DELETED':
        return this.store.remove(event.object, now);
      case 'BOOKMARK':
        return undefined;
      default:
        return event.type satisfies never;
    }
  }

  private async recover(
    error: KubernetesApiError,
    signal: AbortSignal,
  ): Promise<void> {
    if (this.life.signal.aborted || signal.aborted) {
      return;
    }
    const { scheduler, timings } = this.options;
    const failures = this.current.failures + 1;
    let pauseMs = backoffMs(
      failures,
      scheduler.random(),
      timings.backoff,
      error.retryAfterSeconds,
    );
    switch (error.kind) {
      case 'not-found':
        this.resourceVersion = undefined;
        this.update(
          { state: 'unavailable', failures: 0, message: this.explain(error) },
          this.store.replace([], scheduler.now()),
        );
        pauseMs = timings.unavailableRecheckMs;
        break;
      case 'forbidden':
        this.resourceVersion = undefined;
        this.update({
          state: 'forbidden',
          failures: 0,
          message: this.explain(error),
        });
        pauseMs = timings.forbiddenRecheckMs;
        break;
      case 'gone':
        this.resourceVersion = undefined;
        this.update({ failures });
        break;
      default: {
        const isStale =
          failures >= FAILURES_UNTIL_STALE || error.kind === 'unauthorized';
        if (isStale) {
          this.resourceVersion = undefined; // a list proves contact where a quiet watch does not
        }
        this.update({
          state: isStale ? 'stale' : this.current.state,
          failures,
          message: this.explain(error),
        });
      }
    }
    await scheduler.sleep(pauseMs, signal).catch(() => {}); // stopped or told to reconnect
  }

  private explain(error: KubernetesApiError): string {
    const { resource } = this.options;
    switch (error.kind) {
      case 'forbidden':
        return `Needs the verbs list and watch on ${resource}: ${error.message}`;
      case 'not-found':
        return `The cluster does not know ${resource}`;
      case 'unauthorized':
        return `The API server refused the credentials (401) for ${resource}`;
      default:
        return error.message;
    }
  }

  private update(
    change: Partial<ReflectorStatus>,
    changes: readonly ObjectChange<T>[] = [],
  ): void {
    const before = this.current;
    const next = { ...before, ...change };
    this.current =
      next.state === before.state
        ? next
        : { ...next, since: this.options.scheduler.now().toISOString() };
    if (changes.length > 0 || next.state !== before.state) {
      this.options.onChange(changes);
    }
  }
}
