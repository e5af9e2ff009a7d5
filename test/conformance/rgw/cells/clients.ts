import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HEADERS } from './Question';

/** What signs a request. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Stock SDK clients of one server, over one pool of connections. */
export class Clients {
  readonly #endpoint: string;
  readonly #requestHandler = new NodeHttpHandler({
    httpAgent: { keepAlive: true, maxSockets: 64 },
    requestTimeout: 20_000,
  });

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  iam(keys: Keys): IAMClient {
    return new IAMClient(this.#options(keys));
  }

  sts(keys: Keys): STSClient {
    return new STSClient(this.#options(keys));
  }

  /** @param keys - unsigned requests when absent */
  s3(keys?: Keys): S3Client {
    const client = new S3Client({
      ...this.#options(
        keys ?? { accessKeyId: 'none', secretAccessKey: 'none' },
      ),
      ...(!keys && { signer: { sign: async request => request } }),
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    client.middlewareStack.add(
      next => args => {
        if (hasHeaders(args.request)) {
          Object.assign(args.request.headers, HEADERS);
        }
        return next(args);
      },
      { step: 'build', priority: 'low' },
    );
    return client;
  }

  close(): void {
    this.#requestHandler.destroy();
  }

  #options(keys: Keys) {
    return {
      endpoint: this.#endpoint,
      region: 'us-east-1',
      credentials: keys,
      // A retry would hide what the server answered.
      maxAttempts: 1,
      requestHandler: this.#requestHandler,
    };
  }
}

function hasHeaders(
  request: unknown,
): request is { headers: Record<string, string> } {
  return (
    typeof request === 'object' && request !== null && 'headers' in request
  );
}
