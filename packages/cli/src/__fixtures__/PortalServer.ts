import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the portal was sent. */
export interface PortalRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly body: unknown;
}

/** What the portal answers. */
export interface PortalAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; `hang` never answers. */
  readonly body: unknown;
}

/** A portal's HTTP API on loopback that answers what it is told, in order; the last answer of a path stays. */
export class PortalServer {
  readonly requests: PortalRequest[] = [];
  /** Without a slash at the end. */
  url = '';
  readonly #server: Server;
  readonly #answers = new Map<string, PortalAnswer[]>();

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const text = Buffer.concat(chunks).toString('utf8');
      const path = request.url ?? '';
      this.requests.push({
        method: request.method ?? '',
        path,
        ...(request.headers.authorization && {
          authorization: request.headers.authorization,
        }),
        body: text === '' ? undefined : JSON.parse(text),
      });
      const answers = this.#answers.get(`${request.method} ${path}`) ?? [];
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? {
        status: 404,
        body: { error: { message: `No ${path} here` } },
      };
      if (answer.body === 'hang') {
        return;
      }
      const isText = typeof answer.body === 'string';
      response.writeHead(answer.status ?? 200, {
        'content-type': isText ? 'text/plain' : 'application/json',
        ...answer.headers,
      });
      response.end(isText ? answer.body : JSON.stringify(answer.body));
    });
  }

  static async start(): Promise<PortalServer> {
    const portal = new PortalServer();
    await new Promise<void>(resolve => {
      portal.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = portal.#server.address() as AddressInfo;
    portal.url = `http://127.0.0.1:${port}`;
    return portal;
  }

  answer(request: string, ...answers: readonly PortalAnswer[]): void {
    const [method, path] = request.split(' ');
    this.#answers.set(`${method} /api/corridors${path}`, [...answers]);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
