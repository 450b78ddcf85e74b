import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('billing_accounts', (table) => {
    table.string('customer_id', 255).primary();
    table.string('owner_type', 16).notNullable();
    // No reference to users or organizations: an owner needs no row there.
    table.string('owner_id', 255).notNullable();
    table.boolean('livemode').notNullable();
    table.string('purchased_at', 24);
    table.string('subscription_status', 32);
    table.string('deleted_at', 24);
    table.string('replaced_at', 24);
    table.string('stale_at', 24);
    table.string('set_by', 255).notNullable();
    table.string('set_at', 24).notNullable();
    table.index(['owner_id', 'owner_type']);
  });
  await db.raw(
    'create unique index billing_accounts_one_live on billing_accounts (owner_type, owner_id, livemode) ' +
      'where deleted_at is null and replaced_at is null',
  );
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('billing_accounts');
}
