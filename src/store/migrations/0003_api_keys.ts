import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('api_keys', (table) => {
    table.string('id', 255).primary();
    // No reference to users: with organizations from claims there are no rows there.
    table.string('user_id', 255).notNullable().index();
    table.string('name', 100).notNullable();
    table.string('hash', 128).notNullable().unique();
    table.string('preview', 64).notNullable();
    table.text('scopes').notNullable();
    table.text('return_origins');
    table.string('created_at', 24).notNullable();
    table.string('expires_at', 24);
    table.string('revoked_at', 24);
    table.string('last_used_at', 24);
    table.string('replaced_by', 255).references('api_keys.id');
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('api_keys');
}
