import {
  createServer,
  IncomingMessage,
  request as sendRequest,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** What is answered in moto's place. */
export interface Fault {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * A server in front of moto that answers some operations itself: `iam:GetRole`, `s3:GET gha1-primary?policy`,
 * `s3control:GET publicAccessBlock`, `eks:GET pod-identity-associations`.
 */
export class FaultProxy {
  /** Operations as they arrived. */
  readonly calls: string[] = [];
  /** Answers an operation, lets it hang, or passes it on. */
  faults: (operation: string) => Fault | 'hang' | undefined = () => undefined;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async start(target: string): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, new URL(target));
    server.on('request', (request, response) => {
      proxy.answer(request, response).catch(error => response.destroy(error));
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Lets everything through again. */
  clear(): void {
    this.calls.length = 0;
    this.faults = () => undefined;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(Buffer.from(chunk));
    }
    const body = Buffer.concat(chunks);
    const operation = operationOf(request, body);
    this.calls.push(operation);
    const fault = this.faults(operation);
    if (fault === 'hang') {
      return;
    }
    if (fault) {
      response
        .writeHead(fault.status, { 'content-type': fault.contentType })
        .end(fault.body);
      return;
    }
    this.passOn(request, body, response);
  }

  private passOn(
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): void {
    const onward = sendRequest(
      {
        host: this.target.hostname,
        port: this.target.port,
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', error => response.destroy(error));
    onward.end(body);
  }
}

function operationOf(request: IncomingMessage, body: Buffer): string {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, first = '', second = '', third = ''] = url.pathname.split('/');
  if (request.method === 'POST' && url.pathname === '/') {
    const action = new URLSearchParams(body.toString('utf8')).get('Action');
    return `iam:${action}`;
  }
  if (first === 'v20180820') {
    return `s3control:${request.method} ${third}`;
  }
  if (first === 'clusters') {
    return `eks:${request.method} ${third}`;
  }
  const subresource =
    [...url.searchParams.keys()].find(key => key !== 'x-id') ?? second;
  return `s3:${request.method} ${first}?${subresource}`;
}
