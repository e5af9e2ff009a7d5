/**
 * How the next matching requests to a test server end.
 *
 * @public
 */
export interface TestFault {
  readonly method?: string;
  readonly path?: RegExp;
  /** How many requests; default 1. */
  readonly times?: number;
  /** Status to answer; `hang`: never to answer; `drop`: to do the work and close the connection. */
  readonly answer: number | 'hang' | 'drop';
  readonly message?: string;
  /** Whole answer, instead of one that says `message`. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Hands out faults in the order of adding. */
export class TestFaults {
  #pending: { readonly fault: TestFault; left: number }[] = [];

  add(fault: TestFault): void {
    this.#pending.push({ fault, left: fault.times ?? 1 });
  }

  take(method: string, path: string): TestFault | undefined {
    const found = this.#pending.find(
      ({ fault }) =>
        (!fault.method || fault.method === method) &&
        (!fault.path || fault.path.test(path)),
    );
    if (found) {
      found.left -= 1;
      this.#pending = this.#pending.filter(({ left }) => left > 0);
    }
    return found?.fault;
  }
}
