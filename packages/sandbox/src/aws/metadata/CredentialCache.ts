import type { InstanceCredentials } from './instanceRoleCredentials';

/** "We make new credentials available at least five minutes before the expiration of the old credentials." */
const RENEW_BEFORE_MILLISECONDS = 15 * 60 * 1000;

/** Credentials of the instance's role with the time at which they were got. */
export interface CachedCredentials {
  readonly credentials: InstanceCredentials;
  readonly updatedAt: Date;
}

/** Keeps the role's credentials until shortly before they expire. */
export class CredentialCache {
  private cached: CachedCredentials | undefined;
  private pending: Promise<CachedCredentials> | undefined;

  constructor(
    private readonly fetch: () => Promise<InstanceCredentials>,
    private readonly clock: () => Date,
  ) {}

  async get(): Promise<CachedCredentials> {
    const { cached } = this;
    const isFresh =
      cached &&
      cached.credentials.expiration.getTime() - this.clock().getTime() >
        RENEW_BEFORE_MILLISECONDS;
    if (isFresh) {
      return cached;
    }
    this.pending ??= this.renew().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async renew(): Promise<CachedCredentials> {
    this.cached = { credentials: await this.fetch(), updatedAt: this.clock() };
    return this.cached;
  }
}
