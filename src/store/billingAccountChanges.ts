import type { Knex } from 'knex';
import { formatOwner, ownerTypes } from '../billing/owner.ts';
import type { BillingAccountRow } from './billingAccountRows.ts';
import { inChunks } from './chunks.ts';
import type { Database } from './database.ts';
import { isStorableId, oneOf } from './values.ts';

/** What a billing account's history tells of. The owner is set once, when the customer is first seen. */
export const changedFields = [
  'owner',
  'purchasedAt',
  'subscriptionStatus',
  'deletedAt',
  'replacedAt',
  'staleAt',
] as const;

/** A field of a billing account that got another value. */
export type BillingAccountChange = {
  readonly field: (typeof changedFields)[number];
  /** Null where it has none any more. An owner is written `user:u1`, a time in ISO 8601. */
  readonly value: string | null;
  /** The event or command that set it: `evt_…`, `directory import`, `live look-up`, `portal request`. */
  readonly setBy: string;
  readonly setAt: string;
};

type ChangeRow = {
  customer_id: string;
  field: string;
  value: string | null;
  set_by: string;
  set_at: string;
};

const changes = (db: Knex) => db<ChangeRow>('billing_account_changes');

export type BillingAccountChanges = ReturnType<typeof createBillingAccountChanges>;

/** Who set which field of a billing account, and when. Rows are added with the account's own, and never change. */
export function createBillingAccountChanges(database: Database) {
  return {
    /**
     * The whole history of a customer's account, oldest first: the last change of a field says what it is now, and a
     * field that never had a value has none.
     *
     * @returns none where the customer is foreign.
     * @example await store.billingAccountChanges.of('cus_1')
     * // [{ field: 'owner', value: 'user:u1', setBy: 'evt_1', setAt: '2026-01-31T12:00:00.000Z' }, …]
     */
    async of(customerId: string): Promise<readonly BillingAccountChange[]> {
      if (!isStorableId(customerId)) return [];
      const rows = await database.query((db) => changes(db).where({ customer_id: customerId }).orderBy('id'));
      return rows.map(({ field, value, set_by, set_at }) => ({
        field: oneOf(changedFields, field),
        value,
        setBy: set_by,
        setAt: set_at,
      }));
    },
  };
}

/** Who makes a change, and when. */
export type SetBy = Pick<BillingAccountRow, 'set_by' | 'set_at'>;

/**
 * Notes the fields that accounts now have another value in.
 *
 * @param before the rows as they were, under lock; new accounts have none.
 * @param by who did it, where the rows do not say.
 */
export async function noteChanges(
  trx: Knex.Transaction,
  before: readonly BillingAccountRow[],
  after: readonly BillingAccountRow[],
  by?: SetBy,
): Promise<void> {
  const known = new Map(before.map((row) => [row.customer_id, valuesOf(row)]));
  const changed = after.flatMap((row) => {
    const { customer_id } = row;
    const { set_by, set_at } = by ?? row;
    const [was, is] = [known.get(customer_id), valuesOf(row)];
    return changedFields
      .filter((field) => is[field] !== (was?.[field] ?? null))
      .map((field) => ({ customer_id, field, value: is[field], set_by, set_at }));
  });
  await inChunks(changed, async (chunk) => changes(trx).insert([...chunk]));
}

function valuesOf(row: BillingAccountRow): Record<BillingAccountChange['field'], string | null> {
  return {
    owner: formatOwner({ type: oneOf(ownerTypes, row.owner_type), id: row.owner_id }),
    purchasedAt: row.purchased_at,
    subscriptionStatus: row.subscription_status,
    deletedAt: row.deleted_at,
    replacedAt: row.replaced_at,
    staleAt: row.stale_at,
  };
}
