import type { Knex } from 'knex';
import { noteChanges, type SetBy } from './billingAccountChanges.ts';
import { billingAccountRows as accounts, type BillingAccountRow } from './billingAccountRows.ts';

// The only writers of billing accounts. Each notes what it changes, in the same transaction.

/**
 * Writes accounts, and returns the rows as they now are; a customer that belongs to another owner, or to the other
 * mode, is left alone and missing in what is returned. The database itself refuses an owner's second live account.
 */
export async function upsertBillingAccounts(
  trx: Knex.Transaction,
  rows: readonly BillingAccountRow[],
  { reinstate = false } = {},
): Promise<BillingAccountRow[]> {
  // First, so that of two who see a customer for the first time at once, one knows that the other came before.
  const added = await accounts(trx)
    .insert([...rows])
    .onConflict('customer_id')
    .ignore()
    .returning('*');
  const isNew = new Set(added.map((row) => row.customer_id));
  const known = rows.filter((row) => !isNew.has(row.customer_id));
  const merged = known.length > 0 ? await merge(trx, known, reinstate) : { before: [], after: [] };
  const written = [...added, ...merged.after];
  await noteChanges(trx, merged.before, written);
  return written;
}

export type AccountQuery = Knex.QueryBuilder<BillingAccountRow, BillingAccountRow[]>;

/**
 * Changes some columns of accounts.
 *
 * @param by who does it, and when.
 * @param choose adds to the query which accounts.
 * @returns how many were chosen.
 */
export async function updateBillingAccounts(
  trx: Knex.Transaction,
  by: SetBy,
  choose: (accounts: AccountQuery) => AccountQuery,
  change: { readonly [Column in keyof BillingAccountRow]?: BillingAccountRow[Column] | Knex.Raw },
): Promise<number> {
  const before = await choose(accounts(trx)).forUpdate();
  if (before.length === 0) return 0;
  const after = await accounts(trx).whereIn('customer_id', idsOf(before)).update(change).returning('*');
  await noteChanges(trx, before, after, by);
  return after.length;
}

async function merge(trx: Knex.Transaction, rows: readonly BillingAccountRow[], reinstate: boolean) {
  const before = await accounts(trx).whereIn('customer_id', idsOf(rows)).forUpdate();
  const after = await accounts(trx)
    .insert([...rows])
    .onConflict('customer_id')
    .merge({
      purchased_at: trx.raw('coalesce(excluded.purchased_at, billing_accounts.purchased_at)'),
      subscription_status: trx.raw('excluded.subscription_status'),
      deleted_at: trx.raw('coalesce(billing_accounts.deleted_at, excluded.deleted_at)'),
      replaced_at: trx.raw(reinstate ? 'null' : 'billing_accounts.replaced_at'),
      set_by: trx.raw('excluded.set_by'),
      set_at: trx.raw('excluded.set_at'),
    })
    .whereRaw('billing_accounts.owner_type = excluded.owner_type')
    .whereRaw('billing_accounts.owner_id = excluded.owner_id')
    .whereRaw('billing_accounts.livemode = excluded.livemode')
    .returning('*');
  return { before, after };
}

const idsOf = (rows: readonly BillingAccountRow[]) => rows.map((row) => row.customer_id);
