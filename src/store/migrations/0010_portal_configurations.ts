import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('portal_configurations', (table) => {
    table.string('profile', 64).notNullable();
    table.boolean('livemode').notNullable();
    table.string('configuration_id', 255).notNullable();
    table.string('hash', 64).notNullable();
    table.string('applied_at', 24).notNullable();
    table.primary(['profile', 'livemode']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('portal_configurations');
}
