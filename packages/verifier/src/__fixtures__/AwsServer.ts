import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request, as far as the tests tell requests apart. */
export interface ReceivedRequest {
  /** `ListObjectsV2`, `UploadPart`, `AssumeRole`, … */
  readonly call: string;
  readonly bucket?: string;
  readonly key?: string;
  /** Access key id that signed it; absent when unsigned. */
  readonly accessKeyId?: string;
  readonly headers: IncomingMessage['headers'];
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
}

/** What to answer. `hang` never does, `reset` drops the connection. */
export type Reply =
  | {
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly body?: string;
      readonly bare?: boolean;
      /** Without the headers of S3, as a proxy would answer. */
      readonly foreign?: boolean;
      /** Never sends the end of the body. */
      readonly stalls?: boolean;
    }
  | 'hang'
  | 'reset';

/** Speaks the protocols of S3, STS and IAM over HTTP, and answers what a test says. */
export class AwsServer {
  readonly requests: readonly ReceivedRequest[];
  readonly url: string;
  readonly #server: Server;

  private constructor(
    server: Server,
    url: string,
    requests: readonly ReceivedRequest[],
  ) {
    this.requests = requests;
    this.#server = server;
    this.url = url;
  }

  static async start(
    reply: (request: ReceivedRequest) => Reply,
    options: { tls?: { key: string; cert: string }; serverName?: string } = {},
  ): Promise<AwsServer> {
    const requests: ReceivedRequest[] = [];
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      receive(request).then(received => {
        requests.push(received);
        send(response, received, reply(received), options.serverName);
      });
    };
    const server = options.tls
      ? createTlsServer(options.tls, listener)
      : createServer(listener);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const scheme = options.tls ? 'https' : 'http';
    return new AwsServer(server, `${scheme}://127.0.0.1:${port}`, requests);
  }

  /** How often a call was received. */
  count(call: string): number {
    return this.requests.filter(request => request.call === call).length;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const { pathname, searchParams: query } = new URL(
    request.url ?? '/',
    'http://localhost',
  );
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  const [, bucket, ...rest] = decodeURIComponent(pathname).split('/');
  const key = rest.join('/');
  const accessKeyId = /Credential=([^/]+)\//.exec(
    request.headers.authorization ?? '',
  )?.[1];
  return {
    call: callOf(request.method ?? '', key, query, form),
    ...(bucket ? { bucket } : {}),
    ...(key ? { key } : {}),
    ...(accessKeyId ? { accessKeyId } : {}),
    headers: request.headers,
    query,
    form,
  };
}

function callOf(
  method: string,
  key: string,
  query: URLSearchParams,
  form: URLSearchParams,
): string {
  const action = form.get('Action');
  if (method === 'POST' && action) {
    return action;
  }
  if (key === '') {
    return query.has('versioning') ? 'GetBucketVersioning' : 'ListObjectsV2';
  }
  if (method === 'PUT') {
    return query.has('uploadId') ? 'UploadPart' : 'PutObject';
  }
  return method === 'DELETE' ? 'DeleteObject' : 'GetObject';
}

function send(
  response: ServerResponse,
  request: ReceivedRequest,
  reply: Reply,
  serverName?: string,
): void {
  if (reply === 'hang') {
    return;
  }
  if (reply === 'reset') {
    response.destroy();
    return;
  }
  response.statusCode = reply.status;
  if (!reply.foreign) {
    response.setHeader('x-amz-request-id', 'TX0001');
  }
  if (reply.stalls) {
    response.writeHead(reply.status, { 'Content-Length': '100' });
    response.write('<');
    return;
  }
  if (serverName !== undefined) {
    response.setHeader('Server', serverName);
  }
  if (reply.code !== undefined) {
    const message = reply.message ?? 'the message';
    const error = `<Error><Code>${reply.code}</Code><Message>${message}</Message></Error>`;
    const isQuery = request.form.has('Action') && !reply.bare;
    response.setHeader('Content-Type', 'application/xml');
    response.end(
      isQuery
        ? `<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>`
        : error,
    );
    return;
  }
  response.end(reply.status === 204 ? undefined : reply.body ?? '');
}
