import { Readable } from 'node:stream';
import type {
  NodeHttpHandler,
  NodeHttpHandlerOptions,
} from '@smithy/node-http-handler';

type Handled = Awaited<ReturnType<NodeHttpHandler['handle']>>;
type HandleArguments = Parameters<NodeHttpHandler['handle']>;

/** Error documents are short; what is longer is none. */
const LIMIT = 64 * 1024;

/**
 * Keeps what the SDK does not tell of a server's answers: the text of errors, for servers whose error documents it does
 * not understand (some answer STS calls in the shape of S3), and the name that the server gives itself.
 */
export class AnswerRecorder {
  readonly #texts = new WeakMap<object, string>();
  #serverName: string | undefined;

  /** The `Server` header of the last answer. */
  get serverName(): string | undefined {
    return this.#serverName;
  }

  /** The text of the error answer that the SDK's error belongs to. */
  textOf(error: object): string | undefined {
    const response = '$response' in error ? error.$response : undefined;
    return typeof response === 'object' && response !== null
      ? this.#texts.get(response)
      : undefined;
  }

  /** A request handler that keeps the text of error answers and hands them on. */
  wrap(handler: NodeHttpHandler) {
    return {
      metadata: handler.metadata,
      destroy: () => handler.destroy(),
      updateHttpClientConfig: (
        key: keyof NodeHttpHandlerOptions,
        value: NodeHttpHandlerOptions[typeof key],
      ) => handler.updateHttpClientConfig(key, value),
      httpHandlerConfigs: () => handler.httpHandlerConfigs(),
      handle: async (...request: HandleArguments): Promise<Handled> => {
        const handled = await handler.handle(...request).catch(rethrowNamed);
        const { response } = handled;
        this.#serverName = response.headers.server;
        if (response.statusCode >= 300 && response.body instanceof Readable) {
          const text = await readText(response.body);
          this.#texts.set(response, text);
          response.body = Readable.from([Buffer.from(text)]);
        }
        return handled;
      },
    };
  }
}

/** The SDK wraps errors that it does not know, and the code gets lost: one of our own keeps it. */
export class NoAnswerError extends Error {
  /** Of the network error: `ECONNREFUSED`, `SELF_SIGNED_CERT_IN_CHAIN`. */
  readonly code: string;

  constructor(code: string) {
    super(`The server did not answer: ${code}`);
    this.name = 'NoAnswerError';
    this.code = code;
  }
}

function rethrowNamed(error: unknown): never {
  const { code, name } = Object(error);
  throw new NoAnswerError(String(code ?? name));
}

async function readText(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > LIMIT) {
      return '';
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
