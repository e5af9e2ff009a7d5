import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type {
  CorridorsApi,
  CorridorSummary,
} from '@corridors/plugin-corridors-common';
import { corridorEntity } from './corridorEntity';

const PROVIDER_NAME = 'corridors';

/** What a {@link CorridorEntityProvider} stands on. */
export interface CorridorEntityProviderOptions {
  readonly corridors: Pick<CorridorsApi, 'listCorridors'>;
  readonly auth: AuthService;
  readonly taskRunner: SchedulerServiceTaskRunner;
  readonly logger: LoggerService;
}

/**
 * Keeps a Resource in the catalog for each corridor of the inventory. While the inventory cannot be read, what is there
 * stays.
 */
export class CorridorEntityProvider implements EntityProvider {
  readonly #options: CorridorEntityProviderOptions;
  #told = '';

  private constructor(options: CorridorEntityProviderOptions) {
    this.#options = options;
  }

  static create(
    options: CorridorEntityProviderOptions,
  ): CorridorEntityProvider {
    return new CorridorEntityProvider(options);
  }

  getProviderName(): string {
    return PROVIDER_NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#options.taskRunner.run({
      id: 'corridors-refresh-entities',
      fn: signal => this.#refresh(connection, signal),
    });
  }

  async #refresh(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const { auth, corridors, logger } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'corridors',
    });
    const { items } = await corridors
      .listCorridors({}, { token, signal })
      .catch(error => {
        throw new ForwardedError(
          'The corridors cannot be read; their entities stay as they are',
          error,
        );
      });
    const entities = items.filter(isPlaced).map(corridorEntity);
    const told = JSON.stringify(entities);
    if (told === this.#told) {
      return;
    }
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: PROVIDER_NAME,
      })),
    });
    this.#told = told;
    logger.info(`The catalog has ${entities.length} corridors`);
  }
}

/** Of an invalid file it may not be known whose it is, or where: such a one has no entity. */
function isPlaced({ owner, environment }: CorridorSummary): boolean {
  return owner !== '' && environment !== '';
}
