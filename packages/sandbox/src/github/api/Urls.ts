import type { HostedRepository } from '../hosting/HostedRepository';

type Named = Pick<HostedRepository, 'fullName'>;

/** Addresses of everything, from the one that the server is reached at. */
export class Urls {
  /** @param origin - `http://localhost:8180` */
  constructor(readonly origin: string) {}

  get api(): string {
    return `${this.origin}/api/v3`;
  }

  user(login: string): string {
    return `${this.api}/users/${login}`;
  }

  page(repository: Named, path = ''): string {
    return `${this.origin}/${repository.fullName}${path && `/${path}`}`;
  }

  repository(repository: Named, path = ''): string {
    return `${this.api}/repos/${repository.fullName}${path && `/${path}`}`;
  }

  raw(repository: Named, revision: string, path: string): string {
    return `${this.origin}/raw/${repository.fullName}/${revision}/${path}`;
  }
}
