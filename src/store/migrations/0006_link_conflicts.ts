import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('link_conflicts', (table) => {
    table.string('customer_id', 255).notNullable();
    // The owner that Stripe names, to whom the customer was not linked.
    table.string('owner_type', 16).notNullable();
    table.string('owner_id', 255).notNullable();
    table.boolean('livemode').notNullable();
    table.string('kind', 32).notNullable();
    table.string('seen_by', 255).notNullable();
    table.string('seen_at', 24).notNullable();
    table.string('settled_at', 24);
    table.primary(['customer_id', 'owner_type', 'owner_id']);
    table.index(['owner_id', 'owner_type']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('link_conflicts');
}
