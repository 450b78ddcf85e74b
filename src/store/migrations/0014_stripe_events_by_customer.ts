import type { Knex } from 'knex';

/** `explain` asks what came about a customer: without it that is a walk through all events of 35 days. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('stripe_events', (table) => {
    table.index(['customer_id', 'state', 'received_at', 'id'], 'stripe_events_by_customer');
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('stripe_events', (table) => {
    table.dropIndex([], 'stripe_events_by_customer');
  });
}
