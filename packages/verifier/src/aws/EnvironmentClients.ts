import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CircuitBreaker } from '../pacing/CircuitBreaker';
import type { RateLimiter } from '../pacing/RateLimiter';
import { NO_STORE, NOT_ASKED, type AwsAnswer } from './answer';
import type { AwsCredentials, AwsEndpoints } from './environmentAccess';
import { AnswerRecorder } from './AnswerRecorder';
import { readError } from './readError';

/** Who signs a request. */
export type Signer = AwsCredentials | 'unsigned';

/** What clients of one environment need. */
export interface EnvironmentClientsOptions {
  readonly endpoints: AwsEndpoints;
  readonly limiter: RateLimiter;
  readonly timeoutMilliseconds: number;
  readonly clock: () => Date;
}

/** Sends a command, with the signal that ends it. */
type Send<T> = (options: { abortSignal: AbortSignal }) => Promise<T>;

/** What a command of the SDK answers with. */
interface CommandOutput {
  readonly $metadata: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
  };
}

/** The SDK asks for credentials even where it signs nothing. */
const NO_CREDENTIALS = { accessKeyId: 'unsigned', secretAccessKey: 'unsigned' };

/**
 * Clients of one environment. Each has exactly one source of credentials, the ones given: nothing falls back to those
 * of the process. One attempt per request, so that throttling is seen, and no redirects.
 */
export class EnvironmentClients {
  readonly endpoints: AwsEndpoints;
  readonly #limiter: RateLimiter;
  readonly #timeoutMilliseconds: number;
  readonly #store: Transport;
  readonly #services: Transport;

  constructor(options: EnvironmentClientsOptions) {
    const { endpoints, limiter, timeoutMilliseconds } = options;
    this.endpoints = endpoints;
    this.#limiter = limiter;
    this.#timeoutMilliseconds = timeoutMilliseconds;
    this.#store = createTransport(options);
    this.#services = createTransport(options);
  }

  /** The name that the S3 endpoint gave itself in its last answer. */
  get storeName(): string | undefined {
    return this.#store.recorder.serverName;
  }

  /** @param region - of the bucket */
  s3(signer: Signer, region = this.endpoints.region): S3Client {
    return new S3Client({
      ...clientConfiguration(this.#store, signer, this.endpoints.s3),
      region,
      forcePathStyle: this.endpoints.forcePathStyle ?? false,
      followRegionRedirects: false,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  sts(signer: Signer): STSClient {
    return new STSClient({
      ...clientConfiguration(this.#services, signer, this.endpoints.sts),
      region: this.endpoints.region,
    });
  }

  iam(signer: Signer): IAMClient {
    return new IAMClient({
      ...clientConfiguration(this.#services, signer, this.endpoints.iam),
      region: this.endpoints.region,
    });
  }

  /**
   * Sends one request to S3. Throws only when `signal` aborts. A success without the id that S3 gives to requests comes
   * from something else in between. (AWS: "Common response headers" in the Amazon S3 API Reference)
   */
  async askStore<T extends CommandOutput>(
    send: Send<T>,
    signal: AbortSignal,
  ): Promise<AwsAnswer<T>> {
    const answer = await this.#ask(this.#store, send, signal);
    return answer.kind === 'ok' &&
      answer.output.$metadata.requestId === undefined
      ? { kind: 'error', status: answer.status, code: NO_STORE, message: '' }
      : answer;
  }

  /** Sends one request to STS or IAM. Throws only when `signal` aborts. */
  askService<T extends CommandOutput>(
    send: Send<T>,
    signal: AbortSignal,
  ): Promise<AwsAnswer<T>> {
    return this.#ask(this.#services, send, signal);
  }

  destroy(): void {
    this.#store.handler.destroy();
    this.#services.handler.destroy();
  }

  /** At the environment's rate, within the time limit, and not while the server does not answer. */
  async #ask<T extends CommandOutput>(
    { recorder, breaker }: Transport,
    send: Send<T>,
    signal: AbortSignal,
  ): Promise<AwsAnswer<T>> {
    await this.#limiter.take(signal);
    if (breaker.isOpen) {
      return { kind: 'unreachable', code: NOT_ASKED };
    }
    const timeout = AbortSignal.timeout(this.#timeoutMilliseconds);
    try {
      const output = await untilAborted(
        send,
        AbortSignal.any([signal, timeout]),
      );
      breaker.answered();
      return {
        kind: 'ok',
        status: output.$metadata.httpStatusCode ?? 200,
        output,
      };
    } catch (error) {
      signal.throwIfAborted();
      const answer = readError(error, recorder, timeout.aborted);
      if (answer.kind === 'unreachable') {
        breaker.failed();
      } else {
        breaker.answered();
      }
      return answer;
    }
  }
}

/** The SDK ends a request that is aborted, but not the reading of its answer: a server may hang there, too. */
async function untilAborted<T>(
  send: Send<T>,
  abortSignal: AbortSignal,
): Promise<T> {
  let giveUp = () => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(abortSignal.reason);
  });
  abortSignal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([send({ abortSignal }), aborted]);
  } finally {
    abortSignal.removeEventListener('abort', giveUp);
  }
}

interface Transport {
  readonly breaker: CircuitBreaker;
  readonly recorder: AnswerRecorder;
  readonly handler: ReturnType<AnswerRecorder['wrap']>;
}

function createTransport({
  endpoints,
  timeoutMilliseconds,
  clock,
}: EnvironmentClientsOptions): Transport {
  const recorder = new AnswerRecorder();
  const handler = recorder.wrap(
    new NodeHttpHandler({
      connectionTimeout: timeoutMilliseconds,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 16 }),
      httpsAgent: new HttpsAgent({
        keepAlive: true,
        maxSockets: 16,
        ca: endpoints.ca,
      }),
    }),
  );
  return { recorder, handler, breaker: new CircuitBreaker(clock) };
}

function clientConfiguration(
  { handler }: Transport,
  signer: Signer,
  endpoint: string | undefined,
) {
  return {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(signer === 'unsigned'
      ? { credentials: NO_CREDENTIALS, signer: { sign: unsigned } }
      : { credentials: { ...signer } }),
    maxAttempts: 1,
    requestHandler: handler,
  };
}

async function unsigned<T>(request: T): Promise<T> {
  return request;
}
