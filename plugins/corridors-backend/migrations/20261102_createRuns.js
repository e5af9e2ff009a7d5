// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('runs', table => {
    table.comment(
      'Verification runs; any replica claims a queued one, or one whose heartbeat stopped',
    );
    table.string('id', 36).primary();
    table
      .string('scope', 128)
      .notNullable()
      .index()
      .comment('corridor:gha1, environment:single1, account:111122223333');
    table.text('views').notNullable().comment('JSON array, sorted');
    table.string('state', 16).notNullable().index();
    table.string('requested_by').notNullable();
    table.string('created_at', 32).notNullable().index();
    table.string('started_at', 32).nullable();
    table.string('finished_at', 32).nullable();
    table.string('claimed_by', 64).nullable();
    table.string('heartbeat_at', 32).nullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.integer('revision').notNullable().defaultTo(1);
    table.string('phase', 16).notNullable();
    table.integer('cells').notNullable().defaultTo(0);
    table.integer('answered').notNullable().defaultTo(0);
    table
      .text('plan', 'longtext')
      .nullable()
      .comment('JSON: rows and columns of the matrix as planned');
    table
      .text('outcome', 'longtext')
      .nullable()
      .comment('JSON: findings and coverage');
    table.text('error').nullable();
    table
      .string('open_key', 255)
      .nullable()
      .comment(
        'Scope and views while the run is not over: a second request of the same joins it',
      );
    table.unique(['open_key'], { indexName: 'runs_open_key_unique' });
  });

  await knex.schema.createTable('run_answers', table => {
    table.comment(
      'What each view said of each cell, stored as it was answered',
    );
    table.string('run_id', 36).notNullable();
    table.foreign('run_id').references('runs.id').onDelete('CASCADE');
    table.string('view', 16).notNullable();
    table.text('cell').notNullable();
    table.text('answer').notNullable().comment('JSON');
    table.primary(['run_id', 'view', 'cell']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('run_answers');
  await knex.schema.dropTable('runs');
};
