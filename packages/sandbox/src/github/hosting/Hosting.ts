import { rm } from 'fs/promises';
import path from 'path';
import type { GithubOptions, GithubUser } from '../options';
import { HostedRepository } from './HostedRepository';

/** All repositories and everybody who may use them. */
export class Hosting {
  #repositories: readonly HostedRepository[] = [];

  private constructor(
    private readonly options: Required<Omit<GithubOptions, 'port'>>,
  ) {}

  static async open(options: Omit<GithubOptions, 'port'>): Promise<Hosting> {
    const hosting = new Hosting({ clock: () => new Date(), ...options });
    await hosting.#load();
    return hosting;
  }

  get repositories(): readonly HostedRepository[] {
    return this.#repositories;
  }

  get users(): readonly GithubUser[] {
    return this.options.users;
  }

  /** By owner and name; case does not matter, as at GitHub. */
  find(owner: string, name: string): HostedRepository | undefined {
    const wanted = `${owner}/${name}`.toLowerCase();
    return this.#repositories.find(
      repository => repository.fullName.toLowerCase() === wanted,
    );
  }

  findByToken(token: string): GithubUser | undefined {
    return this.users.find(user => user.token === token);
  }

  findByLogin(login: string): GithubUser | undefined {
    return this.users.find(
      user => user.login.toLowerCase() === login.toLowerCase(),
    );
  }

  /** Forgets everything and starts again from the seeds. */
  async reset(): Promise<void> {
    await Promise.all(
      this.#repositories.map(repository =>
        repository.exclusively(async () => undefined),
      ),
    );
    for (const { owner } of this.options.repositories) {
      await rm(path.join(this.options.stateDir, owner), {
        recursive: true,
        force: true,
      });
    }
    await this.#load();
  }

  async #load(): Promise<void> {
    const { repositories, stateDir, clock } = this.options;
    this.#repositories = await Promise.all(
      repositories.map((seed, index) =>
        HostedRepository.open({ id: index + 1, seed, stateDir, clock }),
      ),
    );
  }
}
