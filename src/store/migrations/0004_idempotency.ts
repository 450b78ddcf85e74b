import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('idempotency', (table) => {
    table.string('id', 64).primary();
    table.string('fingerprint', 64).notNullable();
    // Who is at work on it; another attempt may take over once `locked_until` is past.
    table.string('attempt', 36).notNullable();
    table.string('locked_until', 24);
    table.text('answer');
    table.text('sealed');
    table.string('sealed_until', 24);
    table.string('expires_at', 24).notNullable().index();
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('idempotency');
}
