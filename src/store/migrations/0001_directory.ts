import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('users', (table) => {
    table.string('id', 255).primary();
  });
  await db.schema.createTable('organizations', (table) => {
    table.string('id', 255).primary();
    table.text('name').notNullable();
  });
  await db.schema.createTable('members', (table) => {
    table.string('user_id', 255).notNullable().references('users.id').onDelete('CASCADE');
    table.string('organization_id', 255).notNullable().references('organizations.id').onDelete('CASCADE');
    table.string('role', 32).notNullable();
    table.primary(['user_id', 'organization_id']);
    table.index('organization_id');
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('members');
  await db.schema.dropTable('organizations');
  await db.schema.dropTable('users');
}
