import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('sync_progress', (table) => {
    table.string('name', 255).primary();
    table.text('progress').notNullable();
    table.string('saved_at', 24).notNullable();
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('sync_progress');
}
