import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo, Socket } from 'node:net';

/** A Kubernetes object as JSON. */
export interface FakeObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    [key: string]: unknown;
  };
  [key: string]: unknown;
}

/** What a request meets instead of a normal answer. */
export type Fault =
  | {
      kind: 'status';
      status: number;
      body?: string;
      headers?: Record<string, string>;
    }
  | { kind: 'hang' }
  | { kind: 'drop' };

interface Watcher {
  path: string;
  selector: string | null;
  response: ServerResponse;
}

/**
 * Speaks as much of the Kubernetes API as the observer uses: paged lists, watches with ERROR events and bookmarks, pod
 * logs, TokenRequest, version. Faults are planted by path. Written from the API's description; no client library.
 */
export class FakeApiServer {
  readonly requests: {
    method: string;
    path: string;
    query: URLSearchParams;
    authorization?: string;
    body: string;
  }[] = [];
  readonly logs = new Map<string, string | undefined>();
  clockOffsetMs = 0;
  private readonly collections = new Map<string, Map<string, FakeObject>>();
  private readonly faults: {
    matches: (path: string, isWatch: boolean) => boolean;
    fault: Fault;
    left: number;
  }[] = [];
  private readonly sockets = new Set<Socket>();
  private watchers: Watcher[] = [];
  private version = 100;
  private server: Server;
  private oldestVersion = 0;
  private isHung = false;
  private port = 0;

  constructor(private readonly tls?: { key: string; cert: string }) {
    this.server = this.createServer();
  }

  get url(): string {
    return `${this.tls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /** Collections that exist; lists of others are answered 404 as plain text. */
  serve(...paths: string[]): this {
    for (const path of paths) {
      this.collections.set(path, this.collections.get(path) ?? new Map());
    }
    return this;
  }

  async listen(): Promise<this> {
    await new Promise<void>(resolve =>
      this.server.listen(this.port, '127.0.0.1', resolve),
    );
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** As `kill -9`: every connection ends, nobody listens. */
  async kill(): Promise<void> {
    this.watchers = [];
    const closed = new Promise(resolve => this.server.close(resolve));
    this.sockets.forEach(socket => socket.destroy());
    await closed;
  }

  /** Listens again on the same port, with the same objects. */
  async restart(options: { forgetHistory?: boolean } = {}): Promise<void> {
    if (options.forgetHistory) {
      this.version += 100;
      this.oldestVersion = this.version;
    }
    this.isHung = false;
    this.server = this.createServer();
    await this.listen();
  }

  /** As `kill -STOP`: connections stay open, no byte comes. */
  hang(): void {
    this.isHung = true;
  }

  resume(): void {
    this.isHung = false;
  }

  /** Plants a fault for the next requests whose path begins so. */
  plant(
    path: string,
    fault: Fault,
    options: { times?: number; watch?: boolean } = {},
  ): void {
    this.faults.push({
      matches: (candidate, isWatch) =>
        candidate.startsWith(path) &&
        (options.watch === undefined || options.watch === isWatch),
      fault,
      left: options.times ?? Number.POSITIVE_INFINITY,
    });
  }

  clearFaults(): void {
    this.faults.length = 0;
  }

  put(path: string, object: FakeObject): FakeObject {
    const collection = this.collection(path);
    const key = `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
    const known = collection.get(key);
    this.version += 1;
    const stored = {
      ...object,
      metadata: {
        uid: known?.metadata.uid ?? `uid-${this.version}`,
        creationTimestamp: '2026-11-23T10:00:00Z',
        ...object.metadata,
        resourceVersion: String(this.version),
      },
    };
    collection.set(key, stored);
    this.broadcast(path, known ? 'MODIFIED' : 'ADDED', stored);
    return stored;
  }

  delete(path: string, namespace: string, name: string): void {
    const collection = this.collection(path);
    const known = collection.get(`${namespace}/${name}`);
    if (known) {
      collection.delete(`${namespace}/${name}`);
      this.version += 1;
      this.broadcast(path, 'DELETED', {
        ...known,
        metadata: { ...known.metadata, resourceVersion: String(this.version) },
      });
    }
  }

  /** Sends a raw watch event, such as an ERROR, on every open watch of a path. */
  send(path: string, event: unknown, options: { end?: boolean } = {}): void {
    for (const watcher of this.watchers.filter(
      candidate => candidate.path === path,
    )) {
      watcher.response.write(`${JSON.stringify(event)}\n`);
      if (options.end) {
        watcher.response.end();
      }
    }
  }

  endWatches(path: string): void {
    this.watchers
      .filter(watcher => watcher.path === path)
      .forEach(({ response }) => response.end());
    this.watchers = this.watchers.filter(watcher => watcher.path !== path);
  }

  openWatches(path: string): number {
    return this.watchers.filter(watcher => watcher.path === path).length;
  }

  get openSockets(): number {
    return this.sockets.size;
  }

  countRequests(path: string, options: { watch: boolean }): number {
    return this.requests.filter(
      request =>
        request.path === path &&
        (request.query.get('watch') === 'true') === options.watch,
    ).length;
  }

  private createServer(): Server {
    const handler = (request: IncomingMessage, response: ServerResponse) => {
      let body = '';
      request.on('data', chunk => (body += chunk));
      request.on('end', () => this.handle(request, response, body));
    };
    const server: Server = this.tls
      ? createTlsServer(this.tls, handler)
      : createServer(handler);
    server.on('connection', socket => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    return server;
  }

  private handle(
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
  ): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const isWatch = url.searchParams.get('watch') === 'true';
    this.requests.push({
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      authorization: request.headers.authorization,
      body,
    });
    response.setHeader(
      'Date',
      new Date(Date.now() + this.clockOffsetMs).toUTCString(),
    );
    if (this.isHung) {
      return;
    }
    const planted = this.faults.find(
      fault => fault.left > 0 && fault.matches(url.pathname, isWatch),
    );
    if (planted) {
      planted.left -= 1;
      this.fail(planted.fault, request, response);
      return;
    }
    if (url.pathname === '/version') {
      json(response, 200, { major: '1', minor: '34' });
    } else if (url.pathname.endsWith('/log')) {
      this.answerLog(url.pathname, response);
    } else if (url.pathname.endsWith('/token')) {
      this.answerToken(body, response);
    } else if (!this.collections.has(url.pathname)) {
      response
        .writeHead(404, { 'Content-Type': 'text/plain' })
        .end('404 page not found\n');
    } else if (isWatch) {
      this.answerWatch(url, response);
    } else {
      this.answerList(url, response);
    }
  }

  private fail(
    fault: Fault,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    switch (fault.kind) {
      case 'hang':
        return;
      case 'drop':
        request.socket.destroy();
        return;
      default:
        response.writeHead(fault.status, {
          'Content-Type': 'application/json',
          ...fault.headers,
        });
        response.end(fault.body);
    }
  }

  private answerList(url: URL, response: ServerResponse): void {
    const limit = Number(url.searchParams.get('limit') ?? '100000');
    const start = Number(url.searchParams.get('continue') ?? '0');
    const objects = [...this.collection(url.pathname).values()].filter(object =>
      isSelected(object, url.searchParams.get('labelSelector')),
    );
    const more = start + limit < objects.length;
    json(response, 200, {
      kind: 'List',
      metadata: {
        resourceVersion: String(this.version),
        ...(more ? { continue: String(start + limit) } : {}),
      },
      items: objects.slice(start, start + limit),
    });
  }

  private answerWatch(url: URL, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.flushHeaders();
    const from = Number(url.searchParams.get('resourceVersion') ?? '0');
    if (from < this.oldestVersion) {
      const message = `too old resource version: ${from} (${this.oldestVersion})`;
      response.end(
        `${JSON.stringify({
          type: 'ERROR',
          object: { kind: 'Status', code: 410, reason: 'Expired', message },
        })}\n`,
      );
      return;
    }
    const watcher = {
      path: url.pathname,
      selector: url.searchParams.get('labelSelector'),
      response,
    };
    this.watchers.push(watcher);
    for (const object of this.collection(url.pathname).values()) {
      if (
        Number(object.metadata.resourceVersion) > from &&
        isSelected(object, watcher.selector)
      ) {
        response.write(`${JSON.stringify({ type: 'MODIFIED', object })}\n`);
      }
    }
    response.on('close', () => {
      this.watchers = this.watchers.filter(candidate => candidate !== watcher);
    });
  }

  private answerLog(path: string, response: ServerResponse): void {
    const log = this.logs.get(path);
    if (log === undefined) {
      response.writeHead(204).end();
    } else {
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end(log);
    }
  }

  private answerToken(body: string, response: ServerResponse): void {
    const { spec } = JSON.parse(body) as {
      spec: { audiences: string[]; expirationSeconds: number };
    };
    if (spec.expirationSeconds < 600) {
      json(response, 422, {
        kind: 'Status',
        code: 422,
        message:
          'spec.expirationSeconds: Invalid value: may not specify a duration less than 10 minutes',
      });
      return;
    }
    json(response, 201, {
      kind: 'TokenRequest',
      status: {
        token: `token-for-${spec.audiences[0]}`,
        expirationTimestamp: '2026-11-23T12:00:00Z',
      },
    });
  }

  private broadcast(path: string, type: string, object: FakeObject): void {
    for (const watcher of this.watchers) {
      if (
        watcher.path === path &&
        !this.isHung &&
        isSelected(object, watcher.selector)
      ) {
        watcher.response.write(`${JSON.stringify({ type, object })}\n`);
      }
    }
  }

  private collection(path: string): Map<string, FakeObject> {
    this.serve(path);
    return this.collections.get(path) ?? new Map();
  }
}

function isSelected(object: FakeObject, selector: string | null): boolean {
  return !selector || selector in (object.metadata.labels ?? {});
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json' })
    .end(JSON.stringify(body));
}
