import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { Cluster } from '../Cluster';
import { StatusError, badRequest } from '../StatusError';
import { User } from '../auth';
import { PROTOBUF, decodeObject } from './protobuf';

/** The API server refuses larger bodies. */
const MAXIMUM_BODY_BYTES = 3 * 1024 * 1024;

/**
 * One request with its answer, after authentication and authorization.
 *
 * @public
 */
export interface Exchange {
  readonly cluster: Cluster;
  readonly user: User;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * The text of a request's body.
 *
 * @throws StatusError 413 above 3 MiB
 * @public
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString('utf8');
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAXIMUM_BODY_BYTES) {
      throw new StatusError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${MAXIMUM_BODY_BYTES}`,
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The media type of a request's body without its parameters. @public */
export function mediaTypeOf(request: IncomingMessage): string {
  return (
    (request.headers['content-type'] ?? 'application/json')
      .split(';')[0]
      ?.trim() ?? ''
  );
}

/**
 * The body of a request as a value; undefined when it is empty.
 *
 * @throws StatusError 400 when it cannot be parsed, 415 when it is neither JSON, YAML nor protobuf of a known kind
 * @public
 */
export async function readValue(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(request);
  const text = bytes.toString('utf8');
  if (text.trim() === '') {
    return undefined;
  }
  const mediaType = mediaTypeOf(request);
  if (mediaType === PROTOBUF) {
    return decodeObject(bytes);
  }
  try {
    switch (mediaType) {
      case 'application/json':
      case '':
        return JSON.parse(text);
      case 'application/yaml':
        return parseYaml(text);
      default:
        break;
    }
  } catch (error) {
    throw badRequest(
      `the object provided is unrecognized: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
  throw new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, ${PROTOBUF}`,
  );
}

/** Answers with JSON text. @public */
export function sendJson(
  response: ServerResponse,
  code: number,
  json: string,
): void {
  response.writeHead(code, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, private',
  });
  response.end(json);
}

/** Answers with a refusal. @public */
export function sendStatus(response: ServerResponse, error: StatusError): void {
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) {
    response.setHeader('Retry-After', String(retryAfterSeconds));
  }
  sendJson(response, error.code, JSON.stringify(error.toStatus()));
}

/** Answers with plain text. @public */
export function sendText(
  response: ServerResponse,
  code: number,
  text: string,
): void {
  response.writeHead(code, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text);
}
