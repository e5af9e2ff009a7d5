import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { StatusError, expired, unauthorized } from '../StatusError';
import { sendStatus } from './Exchange';

/**
 * What goes wrong with a request: the connection is cut, the answer never comes or comes late, or the request is refused.
 *
 * @public
 */
export type Fault =
  | { readonly kind: 'drop' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unavailable' };

/**
 * A request that a fault may concern.
 *
 * @public
 */
export interface FaultSubject {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

interface Injected {
  readonly fault: Fault;
  readonly concerns: (subject: FaultSubject) => boolean;
  remaining: number;
}

function refusalOf(fault: Fault): StatusError | undefined {
  switch (fault.kind) {
    case 'expired':
      return expired('The resourceVersion for the provided watch is too old.');
    case 'unauthorized':
      return unauthorized();
    case 'forbidden':
      return new StatusError(
        403,
        'Forbidden',
        'forbidden by an injected fault',
      );
    case 'too-many-requests':
      return new StatusError(
        429,
        'TooManyRequests',
        'Too many requests, please try again later.',
        { retryAfterSeconds: fault.retryAfterSeconds },
      );
    case 'unavailable':
      return new StatusError(
        503,
        'ServiceUnavailable',
        'the server is currently unable to handle the request',
      );
    case 'drop':
    case 'hang':
    case 'slow':
      return undefined;
    default: {
      const unknown: never = fault;
      throw new Error(`no such fault: ${JSON.stringify(unknown)}`);
    }
  }
}

/**
 * Faults that tests inject into a cluster's API. Nothing of the product can reach them.
 *
 * @public
 */
export class Faults {
  readonly #injected = new Set<Injected>();

  /**
   * Lets requests fail.
   *
   * @param options.concerns - which requests; all when left out
   * @param options.times - how many of them; all when left out
   * @returns how to end it
   */
  inject(
    fault: Fault,
    options: {
      concerns?: (subject: FaultSubject) => boolean;
      times?: number;
    } = {},
  ): () => void {
    const injected: Injected = {
      fault,
      concerns: options.concerns ?? (() => true),
      remaining: options.times ?? Number.POSITIVE_INFINITY,
    };
    this.#injected.add(injected);
    return () => this.#injected.delete(injected);
  }

  /** Ends all faults. */
  clear(): void {
    this.#injected.clear();
  }

  /**
   * Does to a request what was injected for it.
   *
   * @returns whether the request has been dealt with
   */
  async strike(
    subject: FaultSubject,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const injected = [...this.#injected].find(
      entry => entry.remaining > 0 && entry.concerns(subject),
    );
    if (!injected) {
      return false;
    }
    injected.remaining -= 1;
    const { fault } = injected;
    if (fault.kind === 'slow') {
      await sleep(fault.milliseconds, undefined, { ref: false });
      return false;
    }
    if (fault.kind === 'drop') {
      request.socket.destroy();
      return true;
    }
    const refusal = refusalOf(fault);
    if (refusal) {
      sendStatus(response, refusal);
    }
    return true;
  }
}
