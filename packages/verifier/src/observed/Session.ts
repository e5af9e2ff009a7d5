import type { Environment, Evidence } from '@corridors/model';
import type { EnvironmentAccess } from '../aws/environmentAccess';
import { EnvironmentClients } from '../aws/EnvironmentClients';
import { RateLimiter } from '../pacing/RateLimiter';
import type { Sleep } from '../pacing/sleep';

/** What a run needs of the world around it. */
export interface Surroundings {
  readonly clock: () => Date;
  readonly random: () => string;
  readonly sleep: Sleep;
  readonly requestTimeoutMilliseconds: number;
}

/**
 * One environment for the length of a run: how to reach it, its clients, its rate.
 */
export class Session {
  readonly access: EnvironmentAccess;
  readonly clients: EnvironmentClients;
  readonly #clock: () => Date;

  constructor(
    access: EnvironmentAccess,
    { clock, sleep, requestTimeoutMilliseconds }: Surroundings,
  ) {
    this.access = access;
    this.#clock = clock;
    this.clients = new EnvironmentClients({
      endpoints: access.endpoints,
      limiter: new RateLimiter({
        perSecond: access.requestsPerSecond,
        clock,
        sleep,
      }),
      timeoutMilliseconds: requestTimeoutMilliseconds,
      clock,
    });
  }

  get environment(): Environment {
    return this.access.environment;
  }

  /** Evidence seen now, at one of the environment's services. */
  evidence(
    service: 's3' | 'sts' | 'iam',
    summary: string,
    details?: Evidence['details'],
  ): Evidence {
    const { region } = this.access.endpoints;
    return {
      at: this.#clock().toISOString(),
      summary,
      source:
        this.access.endpoints[service] ??
        `AWS ${service.toUpperCase()} in ${region}`,
      ...(details ? { details } : {}),
    };
  }

  close(): void {
    this.clients.destroy();
  }
}
