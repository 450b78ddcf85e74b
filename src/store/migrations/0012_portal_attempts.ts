import type { Knex } from 'knex';
import { dropAppendOnly, refuseUpdates } from './appendOnly.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('portal_attempts', (table) => {
    table.string('id', 36).primary();
    table.string('at', 24).notNullable();
    table.string('request_id', 128).notNullable();
    table.string('operation', 64).notNullable();
    table.string('outcome', 16).notNullable();
    table.string('code', 64);
    table.string('owner_type', 16);
    table.string('owner_id', 255);
    table.string('customer_id', 255);
    table.boolean('livemode').notNullable();
    table.string('user_id', 255).notNullable();
    table.string('credential', 16).notNullable();
    table.string('api_key_id', 255);
    // A caller chooses it, within the length of a return URL.
    table.text('return_origin');
    table.boolean('replayed').notNullable();
    table.index(['at', 'id']);
    table.index('request_id');
    table.index(['owner_id', 'owner_type', 'at']);
    table.index(['user_id', 'at']);
    table.index(['customer_id', 'at']);
  });
  await refuseUpdates(db, 'portal_attempts');
  // For whom a kept answer was: a repeated request is given it without asking again.
  await db.schema.alterTable('idempotency', (table) => void table.text('trail'));
}

export async function down(db: Knex): Promise<void> {
  // Knex would copy the whole table on SQLite.
  await db.raw('alter table idempotency drop column trail');
  await dropAppendOnly(db, 'portal_attempts');
}
