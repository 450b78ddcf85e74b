import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('stripe_events', (table) => {
    table.string('id', 255).primary();
    table.string('type', 255).notNullable();
    table.string('created', 24).notNullable();
    table.string('object_id', 255).notNullable();
    table.string('customer_id', 255);
    table.string('received_at', 24).notNullable();
    table.string('state', 16).notNullable();
    table.string('outcome', 32);
    table.integer('tries').notNullable();
    table.integer('outages').notNullable();
    // When it is to be tried; while it is being tried, when another process may take it over.
    table.string('due_at', 24).notNullable();
    table.string('attempt', 36);
    table.string('reason', 255);
    table.string('ended_at', 24);
    table.index(['state', 'received_at']);
  });
  await db.raw("create index stripe_events_due on stripe_events (due_at) where state = 'waiting'");
  await db.raw(
    "create index stripe_events_of_customer on stripe_events (customer_id) where state = 'waiting'",
  );
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('stripe_events');
}
