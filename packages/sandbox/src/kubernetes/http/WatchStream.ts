import { StatusError } from '../StatusError';
import { KindDefinition, apiVersionOf, resourceKey } from '../kinds';
import { ObjectFilter, StoreEvent, StoredObject, withRevision } from '../store';
import { Exchange } from './Exchange';
import { parseRevision, parseSelectors } from './listOptions';
import { renderTable, wantsTable } from './table';

/** The API server ends a watch after 30 to 60 minutes when the client names no time. */
const DEFAULT_TIMEOUT_SECONDS = 1800;
const BOOKMARK_MILLISECONDS = 60_000;
const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** What a watcher with a selector sees of a change: an object that begins to match is added, one that ceases to is deleted with its old content. */
function visibleChange(
  event: StoreEvent,
  isWanted: ObjectFilter,
): { type: EventType; object: StoredObject } | undefined {
  const { current, previous } = event;
  const wasWanted = previous !== undefined && isWanted(previous.object);
  if (event.type === 'DELETED') {
    return wasWanted ? { type: 'DELETED', object: current } : undefined;
  }
  if (isWanted(current.object)) {
    return { type: wasWanted ? 'MODIFIED' : 'ADDED', object: current };
  }
  return wasWanted && previous
    ? { type: 'DELETED', object: withRevision(previous.object, event.revision) }
    : undefined;
}

/**
 * One watch: a line of JSON per change until its time is over, the client leaves or the server ends it. Source:
 * "Kubernetes API Concepts", sections "Efficient detection of changes", "Watch bookmarks" and "Streaming lists".
 *
 * @public
 */
export class WatchStream {
  readonly #isWanted: ObjectFilter;
  readonly #resource: string;
  readonly #isTable: boolean;
  readonly #withBookmarks: boolean;
  readonly #cleanups: (() => void)[] = [];
  #hasColumns = false;
  #revision = 0;
  #hasEnded = false;

  private constructor(
    private readonly exchange: Exchange,
    private readonly kind: KindDefinition,
    namespace: string | undefined,
  ) {
    const selectors = parseSelectors(kind, exchange.query);
    this.#isWanted = object =>
      (namespace === undefined || object.metadata.namespace === namespace) &&
      selectors(object);
    this.#resource = resourceKey(kind);
    this.#isTable = wantsTable(exchange.request);
    this.#withBookmarks = exchange.query.get('allowWatchBookmarks') === 'true';
  }

  /**
   * Begins a watch.
   *
   * @throws StatusError 400 or 504 for options that cannot be served; 410 is told within the stream
   */
  static open(
    exchange: Exchange,
    kind: KindDefinition,
    namespace: string | undefined,
  ): WatchStream {
    const stream = new WatchStream(exchange, kind, namespace);
    const since = parseRevision(exchange.query, exchange.cluster.store);
    const sendsInitialEvents =
      exchange.query.get('sendInitialEvents') === 'true';
    exchange.response.writeHead(200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache, private',
    });
    exchange.response.flushHeaders();
    stream.#begin(sendsInitialEvents ? undefined : since, sendsInitialEvents);
    return stream;
  }

  /** Ends the stream cleanly. */
  end(): void {
    if (this.#hasEnded) {
      return;
    }
    this.#hasEnded = true;
    this.#cleanups.forEach(cleanup => cleanup());
    this.exchange.response.end();
  }

  /** Ends the stream as a server does that no longer has the history: an error event, then a clean end. */
  expire(error: StatusError): void {
    if (!this.#hasEnded) {
      this.#write('ERROR', JSON.stringify(error.toStatus()));
      this.end();
    }
  }

  #begin(since: number | undefined, sendsInitialEvents: boolean): void {
    const { store } = this.exchange.cluster;
    this.#revision = store.revision;
    if (since === undefined) {
      store
        .list(this.#resource)
        .filter(({ object }) => this.#isWanted(object))
        .forEach(object => this.#send('ADDED', object));
      if (sendsInitialEvents) {
        this.#bookmark({ [INITIAL_EVENTS_END]: 'true' });
      }
    } else {
      let missed: StoreEvent[];
      try {
        missed = store.eventsAfter(this.#resource, since);
      } catch (error) {
        if (error instanceof StatusError) {
          this.expire(error);
          return;
        }
        throw error;
      }
      missed.forEach(event => this.#observe(event));
    }
    this.#follow();
  }

  #follow(): void {
    const { cluster, query, response } = this.exchange;
    this.#cleanups.push(cluster.store.subscribe(event => this.#observe(event)));
    const seconds =
      Number(query.get('timeoutSeconds') ?? 0) ||
      DEFAULT_TIMEOUT_SECONDS * (1 + Math.random());
    const timeout = setTimeout(() => {
      this.#bookmark();
      this.end();
    }, seconds * 1000).unref();
    this.#cleanups.push(() => clearTimeout(timeout));
    if (this.#withBookmarks) {
      const interval = setInterval(
        () => this.#bookmark(),
        BOOKMARK_MILLISECONDS,
      ).unref();
      this.#cleanups.push(() => clearInterval(interval));
    }
    response.on('close', () => this.end());
  }

  #observe(event: StoreEvent): void {
    this.#revision = Math.max(this.#revision, event.revision);
    const change =
      event.resource === this.#resource
        ? visibleChange(event, this.#isWanted)
        : undefined;
    if (change) {
      this.#send(change.type, change.object);
    }
  }

  #bookmark(annotations?: Readonly<Record<string, string>>): void {
    if (this.#withBookmarks) {
      this.#write(
        'BOOKMARK',
        JSON.stringify({
          kind: this.kind.kind,
          apiVersion: apiVersionOf(this.kind),
          metadata: {
            resourceVersion: String(this.#revision),
            creationTimestamp: null,
            ...(annotations ? { annotations } : {}),
          },
        }),
      );
    }
  }

  #send(type: EventType, stored: StoredObject): void {
    if (!this.#isTable) {
      this.#write(type, stored.json);
      return;
    }
    const { query, cluster } = this.exchange;
    const includeObject = query.get('includeObject') ?? 'Metadata';
    const table = renderTable(this.kind, [stored], {
      now: cluster.options.clock(),
      includeObject,
      withColumns: !this.#hasColumns,
      metadata: { resourceVersion: stored.object.metadata.resourceVersion },
    });
    this.#hasColumns = true;
    this.#write(type, table);
  }

  #write(type: EventType | 'BOOKMARK' | 'ERROR', json: string): void {
    if (!this.#hasEnded) {
      this.exchange.response.write(`{"type":"${type}","object":${json}}\n`);
    }
  }
}
