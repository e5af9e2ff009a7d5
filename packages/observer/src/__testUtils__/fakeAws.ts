import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo, Socket } from 'node:net';

/** An answer of AWS: status and XML. */
export interface FakeAnswer {
  status: number;
  body: string;
}

/** Answers one call: an IAM action with its parameters, or an S3 subresource of a bucket. */
export type FakeAwsHandler = (
  call: FakeAwsCall,
) => FakeAnswer | 'hang' | undefined;

/**
 * A call as it arrived. `operation` is `iam:GetRole`, `s3:GET ?location`, `s3-control:GET publicAccessBlock` or
 * `eks:GET /clusters/c/pod-identity-associations`.
 */
export interface FakeAwsCall {
  operation: string;
  /** Bucket, or the parameters of IAM. */
  bucket?: string;
  parameters: URLSearchParams;
  authorization?: string;
  expectedOwner?: string;
}

/**
 * Speaks the wire formats of IAM (query protocol), S3 and S3 Control (REST, path style) and EKS (REST, JSON) as far as
 * the observer reads.
 */
export class FakeAws {
  readonly calls: FakeAwsCall[] = [];
  active = 0;
  mostActive = 0;
  private readonly sockets = new Set<Socket>();
  private server: Server;
  private port = 0;

  constructor(public handler: FakeAwsHandler) {
    this.server = this.createServer();
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(): Promise<this> {
    await new Promise<void>(resolve =>
      this.server.listen(this.port, '127.0.0.1', resolve),
    );
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  async kill(): Promise<void> {
    const closed = new Promise(resolve => this.server.close(resolve));
    this.sockets.forEach(socket => socket.destroy());
    await closed;
  }

  async restart(): Promise<void> {
    this.server = this.createServer();
    await this.listen();
  }

  count(operation: string): number {
    return this.calls.filter(call => call.operation === operation).length;
  }

  private createServer(): Server {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => (body += chunk));
      request.on('end', () => this.answer(request, response, body));
    });
    server.on('connection', socket => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    return server;
  }

  private answer(
    request: IncomingMessage,
    response: ServerResponse,
    body: string,
  ): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const isIam = request.method === 'POST' && url.pathname === '/';
    const parameters = isIam ? new URLSearchParams(body) : url.searchParams;
    const call: FakeAwsCall = {
      operation: operationOf(request.method, url, parameters),
      bucket:
        isIam || isOfAccount(url)
          ? undefined
          : decodeURIComponent(url.pathname.split('/')[1] ?? ''),
      parameters,
      authorization: request.headers.authorization,
      expectedOwner: header(request, 'x-amz-expected-bucket-owner'),
    };
    this.calls.push(call);
    const answer = this.handler(call);
    if (answer === 'hang') {
      return;
    }
    this.active += 1;
    this.mostActive = Math.max(this.mostActive, this.active);
    setTimeout(() => {
      this.active -= 1;
      const { status, body: xml } =
        answer ??
        (isIam ? iamError(404, 'NoSuchEntity') : s3Error(404, 'NoSuchBucket'));
      const type = xml.startsWith('{') ? 'application/json' : 'text/xml';
      response.writeHead(status, { 'Content-Type': type }).end(xml);
    }, 5);
  }
}

const CONTROL_PREFIX = '/v20180820/configuration/';

/** Whether a path means no bucket: it is S3 Control's or EKS's. */
function isOfAccount({ pathname }: URL): boolean {
  return (
    pathname.startsWith(CONTROL_PREFIX) || pathname.startsWith('/clusters/')
  );
}

function operationOf(
  method: string | undefined,
  url: URL,
  parameters: URLSearchParams,
): string {
  if (method === 'POST' && url.pathname === '/') {
    return `iam:${parameters.get('Action')}`;
  }
  if (url.pathname.startsWith(CONTROL_PREFIX)) {
    return `s3-control:${method} ${url.pathname.slice(CONTROL_PREFIX.length)}`;
  }
  if (isOfAccount(url)) {
    return `eks:${method} ${url.pathname}`;
  }
  const subresource =
    [...url.searchParams.keys()].find(key => key !== 'x-id') ?? '';
  return `s3:${method} ?${subresource}`;
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join() : value;
}

/** A result of EKS. */
export function eksResult(content: object): FakeAnswer {
  return { status: 200, body: JSON.stringify(content) };
}

/** An error of EKS. */
export function eksError(status: number, code: string): FakeAnswer {
  return { status, body: JSON.stringify({ __type: code, message: code }) };
}

/** A result of IAM's query protocol. */
export function iamResult(action: string, content: string): FakeAnswer {
  return {
    status: 200,
    body: `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${content}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`,
  };
}

/** An error of IAM's query protocol. */
export function iamError(
  status: number,
  code: string,
  message: string = code,
): FakeAnswer {
  return {
    status,
    body: `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  };
}

/** A result of S3. */
export function s3Result(xml: string): FakeAnswer {
  return { status: 200, body: xml };
}

/** An error of S3. */
export function s3Error(
  status: number,
  code: string,
  message: string = code,
): FakeAnswer {
  return {
    status,
    body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  };
}
