// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('requests', table => {
    table.comment(
      'Corridors asked for, changed or retired. Times are RFC 3339 in UTC, so that text order is time order',
    );
    table.string('id', 36).primary();
    table.string('corridor', 64).notNullable().index();
    table.string('environment', 64).notNullable();
    table.string('kind', 16).notNullable();
    table.string('state', 16).notNullable().index();
    table.string('requested_by').notNullable();
    table.string('owner').notNullable();
    table.string('created_at', 32).notNullable().index();
    table.string('updated_at', 32).notNullable();
    table
      .string('reserved_until', 32)
      .nullable()
      .comment('Null once a pull request is recorded');
    table.string('branch').notNullable();
    table.text('pull_request_url').nullable();
    table.integer('pull_request_number').nullable();
    table.string('pull_request_state', 16).nullable();
    table.string('head_sha', 64).nullable();
    table.string('checked_at', 32).nullable();
    table.string('files_digest', 200).notNullable();
    table.text('error').nullable();
    table.integer('revision').notNullable().defaultTo(1);
    table
      .string('open_key', 64)
      .nullable()
      .comment(
        'Name of the corridor while the request is not over: one open request per corridor',
      );
    table.unique(['open_key'], { indexName: 'requests_open_key_unique' });
  });

  await knex.schema.createTable('request_events', table => {
    table.comment('Timeline of the requests');
    table.increments('id');
    table.string('request_id', 36).notNullable().index();
    table.foreign('request_id').references('requests.id').onDelete('CASCADE');
    table.string('at', 32).notNullable();
    table.string('event', 64).notNullable();
    table.text('detail').notNullable();
    table.string('by').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('request_events');
  await knex.schema.dropTable('requests');
};
