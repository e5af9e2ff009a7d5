import { KubeConfig, Watch } from '@kubernetes/client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterObject, objectKey, parseClusterObject } from './ClusterObject';

/** The server ends each watch after this time; the next one begins with all objects anew. */
const TIMEOUT_SECONDS = 290;
/** A watch that has not ended by then is taken as dead. */
const GRACE_SECONDS = 15;
const RETRY_MILLISECONDS = { first: 100, last: 5000 };
const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/**
 * Keeps the objects at a path in memory, as a controller's informer does: a streaming list, then changes, and all over again
 * when the watch ends or fails. Source: "Kubernetes API Concepts", section "Streaming lists".
 *
 * @public
 */
export class ObjectCache {
  readonly #abort = new AbortController();
  #objects = new Map<string, ClusterObject>();
  #isSynced = false;
  #running: Promise<void> | undefined;
  #onChange: (changed: ClusterObject | undefined) => void = () => undefined;

  /**
   * @param options.path - `/api/v1/pods`
   */
  constructor(
    private readonly options: {
      readonly config: KubeConfig;
      readonly path: string;
      readonly query?: Readonly<Record<string, string>>;
      readonly log: (message: string) => void;
    },
  ) {}

  /** Whether all objects have been seen once. */
  get isSynced(): boolean {
    return this.#isSynced;
  }

  /**
   * Begins to watch.
   *
   * @param onChange - called after each change, and without an object when all are known anew
   */
  start(onChange: (changed: ClusterObject | undefined) => void): void {
    this.#onChange = onChange;
    this.#running ??= this.#run();
  }

  /** Ends the watch, and waits for it. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  /** The object of a name. */
  get(key: string): ClusterObject | undefined {
    return this.#objects.get(key);
  }

  /** All objects, ordered by namespace and name. */
  list(): ClusterObject[] {
    return [...this.#objects.entries()]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, object]) => object);
  }

  async #run(): Promise<void> {
    let pause = RETRY_MILLISECONDS.first;
    while (!this.#abort.signal.aborted) {
      try {
        await this.#follow();
        pause = RETRY_MILLISECONDS.first;
      } catch (error) {
        if (this.#abort.signal.aborted) {
          return;
        }
        this.options.log(
          `watching ${this.options.path}: ${
            error instanceof Error ? error.message : String(error)
          }`,
        );
        await sleep(pause, undefined, { signal: this.#abort.signal }).catch(
          () => undefined,
        );
        pause = Math.min(pause * 2, RETRY_MILLISECONDS.last);
      }
    }
  }

  /** One watch, until it ends; its failure is thrown. */
  async #follow(): Promise<void> {
    const { config, path, query } = this.options;
    const attempt = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, attempt.signal]);
    let objects: Map<string, ClusterObject> | undefined = new Map();
    const receive = (type: string, value: unknown) => {
      if (signal.aborted) {
        return;
      }
      if (type === 'ERROR') {
        throw new Error(JSON.stringify(value));
      }
      const object = parseClusterObject(
        type === 'BOOKMARK' ? withName(value) : value,
      );
      if (type === 'BOOKMARK') {
        if (
          objects &&
          object.metadata.annotations?.[INITIAL_EVENTS_END] === 'true'
        ) {
          this.#objects = objects;
          this.#isSynced = true;
          objects = undefined;
          this.#onChange(undefined);
        }
      } else {
        this.#apply(objects ?? this.#objects, type, object);
        if (!objects) {
          this.#onChange(object);
        }
      }
    };
    await new Promise<void>((resolve, reject) => {
      const watchdog = setTimeout(
        () =>
          reject(new Error('the watch neither ended nor failed in its time')),
        (TIMEOUT_SECONDS + GRACE_SECONDS) * 1000,
      ).unref();
      const settle = (error: unknown) => {
        clearTimeout(watchdog);
        if (error) {
          reject(error);
        } else {
          resolve();
        }
      };
      const parameters = {
        ...query,
        sendInitialEvents: true,
        resourceVersionMatch: 'NotOlderThan',
        allowWatchBookmarks: true,
        timeoutSeconds: TIMEOUT_SECONDS,
      };
      const guarded = (type: string, value: unknown) => {
        try {
          receive(type, value);
        } catch (error) {
          settle(error);
        }
      };
      new Watch(config)
        .watch(path, parameters, guarded, settle)
        .then(controller => {
          const leave = () => {
            controller.abort();
            settle(undefined);
          };
          if (signal.aborted) {
            leave();
          }
          signal.addEventListener('abort', leave);
        })
        .catch(settle);
    }).finally(() => attempt.abort());
  }

  #apply(
    objects: Map<string, ClusterObject>,
    type: string,
    object: ClusterObject,
  ): void {
    if (type === 'DELETED') {
      objects.delete(objectKey(object));
    } else {
      objects.set(objectKey(object), object);
    }
  }
}

/** A bookmark has no name. */
function withName(value: unknown): unknown {
  const bookmark = typeof value === 'object' && value !== null ? value : {};
  const metadata =
    'metadata' in bookmark && typeof bookmark.metadata === 'object'
      ? bookmark.metadata
      : {};
  return { ...bookmark, metadata: { name: '', ...metadata } };
}
