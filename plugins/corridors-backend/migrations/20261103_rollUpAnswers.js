// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runs', table => {
    table
      .text('analyses', 'longtext')
      .nullable()
      .comment('JSON: what static views found for all names');
  });

  await knex.schema.createTable('run_rolled_up_answers', table => {
    table.comment(
      'What a view says of many cells at once, in runs that are too large to keep each cell',
    );
    table.string('run_id', 36).notNullable();
    table.foreign('run_id').references('runs.id').onDelete('CASCADE');
    table.string('view', 16).notNullable();
    table.integer('position').notNullable();
    table.text('answer').notNullable().comment('JSON, without the cell');
    table
      .text('cells', 'longtext')
      .notNullable()
      .comment(
        'Positions of the cells in the order of the plan, as ranges: 0-41,43',
      );
    table.primary(['run_id', 'view', 'position']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('run_rolled_up_answers');
  await knex.schema.alterTable('runs', table => {
    table.dropColumn('analyses');
  });
};
