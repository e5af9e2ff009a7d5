import type { RequestHandler } from 'express';

/**
 * A failure that the next requests meet.
 *
 * @public
 */
export interface GithubFault {
  /** Only requests of this method. */
  readonly method?: string;
  /** Only requests whose path matches. */
  readonly path?: RegExp;
  /** How many requests fail. Default 1. */
  readonly times?: number;
  /**
   * Status to answer; `hang`: never to answer; `drop`: to do the work and close the connection instead of telling so.
   */
  readonly answer: number | 'hang' | 'drop';
  /** `message` of the answer. */
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Makes requests to the API fail; for tests.
 *
 * @public
 */
export class GithubFaults {
  #pending: { readonly fault: GithubFault; left: number }[] = [];

  /** Lets the next matching requests fail; faults take turns in the order of adding. */
  inject(fault: GithubFault): void {
    this.#pending.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#pending = [];
  }

  /** Express handler that stands before the API. */
  readonly handler: RequestHandler = (request, response, next) => {
    const fault = this.#take(request.method, request.path);
    if (!fault) {
      next();
      return;
    }
    const { answer, message = 'Injected fault', headers = {} } = fault;
    switch (answer) {
      case 'hang':
        return;
      case 'drop':
        response.end = () => {
          request.socket.destroy();
          return response;
        };
        next();
        return;
      default:
        response
          .status(answer)
          .set(headers)
          .json({ message, status: String(answer) });
    }
  };

  #take(method: string, path: string): GithubFault | undefined {
    const found = this.#pending.find(
      ({ fault }) =>
        (!fault.method || fault.method === method.toUpperCase()) &&
        (!fault.path || fault.path.test(path)),
    );
    if (found) {
      found.left -= 1;
      this.#pending = this.#pending.filter(({ left }) => left > 0);
    }
    return found?.fault;
  }
}
