import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { AwsError } from './AwsError';
import type { AwsRequest } from './AwsRequest';

/** Far less than S3 takes: everything is kept in memory. */
const MAXIMUM_BODY_BYTES = 64 * 1024 * 1024;

async function readBody(
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<Buffer> {
  if (incoming.headers.expect?.toLowerCase() === '100-continue') {
    response.writeContinue();
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAXIMUM_BODY_BYTES) {
      throw new AwsError(
        400,
        'EntityTooLarge',
        'Your proposed upload exceeds the maximum allowed size',
        {
          details: {
            ProposedSize: String(size),
            MaxSizeAllowed: String(MAXIMUM_BODY_BYTES),
          },
        },
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** `a+b` in a query means a plus sign to AWS, not a blank. */
function parseQuery(query: string): URLSearchParams {
  return new URLSearchParams(query.replace(/\+/g, '%2B'));
}

/** Takes a request off the wire. Its body is left unread until it is asked for. */
export function readRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  at: Date,
): AwsRequest {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) {
      headers.set(name, Array.isArray(value) ? value.join(',') : value);
    }
  }
  const { socket } = incoming;
  const isSecure = 'encrypted' in socket;
  const protocol =
    isSecure && socket instanceof TLSSocket ? socket.getProtocol() : undefined;
  let body: Promise<Buffer> | undefined;
  return {
    id: randomBytes(8).toString('hex').toUpperCase(),
    at,
    method: incoming.method ?? 'GET',
    host: incoming.headers.host ?? '',
    path: mark < 0 ? url : url.slice(0, mark),
    query: parseQuery(mark < 0 ? '' : url.slice(mark + 1)),
    headers,
    isSecure,
    tlsVersion: protocol?.replace(/^TLSv/, ''),
    sourceIp: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    readBody: () => (body ??= readBody(incoming, response)),
  };
}
