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

/** A call as it arrived. `operation` is `iam:GetRole` or `s3:GET ?location`. */
export interface FakeAwsCall {
  operation: string;
  /** Bucket, or the parameters of IAM. */
  bucket?: string;
  parameters: URLSearchParams;
  authorization?: string;
}

/** Speaks the wire formats of IAM (query protocol) and S3 (REST, path style) as far as the observer reads. */
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
    const subresource =
      [...url.searchParams.keys()].find(key => key !== 'x-id') ?? '';
    const call: FakeAwsCall = {
      operation: isIam
        ? `iam:${parameters.get('Action')}`
        : `s3:${request.method} ?${subresource}`,
      bucket: isIam
        ? undefined
        : decodeURIComponent(url.pathname.split('/')[1] ?? ''),
      parameters,
      authorization: request.headers.authorization,
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
      response.writeHead(status, { 'Content-Type': 'text/xml' }).end(xml);
    }, 5);
  }
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
