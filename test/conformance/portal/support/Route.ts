import { createServer, connect } from 'node:net';
import type { Server, Socket } from 'node:net';
import { once } from 'node:events';

/** How a {@link Route} treats connections. */
type Condition = 'open' | 'silent' | 'closed';

/**
 * A way to a server over TCP that can be cut (`closed`: connections end and new ones are refused) or fall silent
 * (`silent`: connections stay open and new ones are taken, and not a byte passes). What passes is not looked at.
 */
export class Route {
  readonly #target: URL;
  readonly #server: Server;
  readonly #ends = new Set<Socket>();
  #condition: Condition = 'open';
  #port = 0;

  private constructor(target: URL) {
    this.#target = target;
    this.#server = createServer(client => this.#join(client));
  }

  /** @param target - URL of the server; only its host and port count */
  static async to(target: string): Promise<Route> {
    const route = new Route(new URL(target));
    await route.#listen();
    return route;
  }

  /** The server's URL by this way. */
  get url(): string {
    return `${this.#target.protocol}//localhost:${this.#port}`;
  }

  async open(): Promise<void> {
    const before = this.#condition;
    this.#condition = 'open';
    if (before === 'closed') {
      await this.#listen();
    }
    this.#ends.forEach(end => end.resume());
  }

  silence(): void {
    this.#condition = 'silent';
    this.#ends.forEach(end => end.pause());
  }

  async cut(): Promise<void> {
    if (this.#condition === 'closed') {
      return;
    }
    this.#condition = 'closed';
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.drop();
    await closed;
  }

  /** Ends the connections that there are. */
  drop(): void {
    this.#ends.forEach(end => end.destroy());
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (typeof address === 'object' && address) {
      this.#port = address.port;
    }
  }

  #join(client: Socket): void {
    const server = connect(Number(this.#target.port), '127.0.0.1');
    for (const [end, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#ends.add(end);
      end.on('data', chunk => other.write(chunk));
      end.on('end', () => other.end());
      // Why a connection failed, its ends learn by themselves.
      end.on('error', () => undefined);
      end.on('close', () => {
        this.#ends.delete(end);
        other.destroy();
      });
      if (this.#condition === 'silent') {
        end.pause();
      }
    }
  }
}
