import type { Knex } from 'knex';

const tables = ['api_keys', 'organizations'] as const;

export async function up(db: Knex): Promise<void> {
  for (const name of tables) {
    // No reference to portal_configurations: a profile can be given before it is applied.
    await db.schema.alterTable(name, (table) => table.string('portal_profile', 64));
  }
}

export async function down(db: Knex): Promise<void> {
  // Not by Knex: on SQLite it would make the table anew, and the old one's members would go with it.
  for (const name of tables) await db.raw('alter table ?? drop column portal_profile', [name]);
}
