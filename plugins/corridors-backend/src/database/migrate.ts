import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/**
 * Folder of the plugin's knex migrations.
 *
 * @public
 */
export const migrationsDirectory = resolvePackagePath(
  '@corridors/plugin-corridors-backend',
  'migrations',
);

/** Brings the tables up to date. */
export async function migrate(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsDirectory });
}
