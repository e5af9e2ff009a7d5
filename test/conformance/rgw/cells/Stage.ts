import { RgwServer } from '../server/RgwServer';
import { Administrators, createAdministrators } from './Administrators';
import { Bench, Surroundings } from './Bench';
import { Clients } from './clients';

/** A running gateway with those who administer it, for all suites of one test file. */
export class Stage implements Surroundings {
  readonly server: RgwServer;
  readonly clients: Clients;
  readonly administrators: Administrators;
  readonly #benches = new Map<string, Promise<Bench>>();

  private constructor(
    server: RgwServer,
    clients: Clients,
    administrators: Administrators,
  ) {
    this.server = server;
    this.clients = clients;
    this.administrators = administrators;
  }

  static async open(): Promise<Stage> {
    const server = await RgwServer.start();
    const clients = new Clients(server.endpoint);
    try {
      const administrators = await createAdministrators(server, clients);
      return new Stage(server, clients, administrators);
    } catch (error) {
      clients.close();
      await server.stop();
      throw error;
    }
  }

  /** The bench of a letter, set up when it is asked for first. */
  bench(letter: string): Promise<Bench> {
    const known = this.#benches.get(letter);
    if (known) {
      return known;
    }
    const created = Bench.create(this, letter);
    this.#benches.set(letter, created);
    return created;
  }

  async close(): Promise<void> {
    this.clients.close();
    await this.server.stop();
  }
}
