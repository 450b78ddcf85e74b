import type { Knex } from 'knex';
import { dropAppendOnly, refuseUpdates } from './appendOnly.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('billing_account_changes', (table) => {
    // In the order in which the changes were made: those of an account are made one after the other.
    table.bigIncrements('id');
    table.string('customer_id', 255).notNullable();
    table.string('field', 32).notNullable();
    // An owner is the longest, `organization:` before its id.
    table.string('value', 300);
    table.string('set_by', 255).notNullable();
    table.string('set_at', 24).notNullable();
    table.index(['customer_id', 'id']);
  });
  await noteWhatIsKnown(db);
  await refuseUpdates(db, 'billing_account_changes');
}

export async function down(db: Knex): Promise<void> {
  await dropAppendOnly(db, 'billing_account_changes');
}

/** Older accounts say who set their facts last. Who marked one as stale was not kept. */
async function noteWhatIsKnown(db: Knex): Promise<void> {
  const note = (field: string, value: string, setBy = 'set_by', setAt = 'set_at') =>
    db.raw(
      'insert into billing_account_changes (customer_id, field, value, set_by, set_at) ' +
        `select customer_id, '${field}', ${value}, ${setBy}, ${setAt} from billing_accounts ` +
        `where ${value} is not null`,
    );
  await note('owner', "owner_type || ':' || owner_id");
  await note('purchasedAt', 'purchased_at');
  await note('subscriptionStatus', 'subscription_status');
  await note('deletedAt', 'deleted_at');
  await note('replacedAt', 'replaced_at');
  await note('staleAt', 'stale_at', "'unknown'", 'stale_at');
}
