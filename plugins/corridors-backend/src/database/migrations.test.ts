import { readdirSync } from 'node:fs';
import { TestDatabases } from '@backstage/backend-test-utils';
import { migrationsDirectory } from './migrate';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const files = readdirSync(migrationsDirectory).sort();

it('has a PostgreSQL to test on', async () => {
  const knex = await databases.init('POSTGRES_18');
  const { rows } = await knex.raw('select version()');
  expect(rows[0].version).toMatch(/^PostgreSQL 18/);
});

describe.each(databases.eachSupportedId())('migrations (%s)', databaseId => {
  it('go up one by one, all the way down, and up again', async () => {
    const knex = await databases.init(databaseId);
    for (const file of files) {
      const [, applied] = await knex.migrate.up({
        directory: migrationsDirectory,
      });
      expect(applied).toEqual([file]);
    }
    expect(await knex.schema.hasTable('run_answers')).toBe(true);
    for (const file of [...files].reverse()) {
      const [, reverted] = await knex.migrate.down({
        directory: migrationsDirectory,
      });
      expect(reverted).toEqual([file]);
    }
    for (const table of ['requests', 'request_events', 'runs', 'run_answers']) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
    await knex.migrate.latest({ directory: migrationsDirectory });
    expect(await knex.schema.hasTable('requests')).toBe(true);
  });
});
