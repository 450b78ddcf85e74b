import type { Knex } from 'knex';
import type { Owner } from '../billing/owner.ts';
import {
  billingAccountRows as accounts,
  type BillingAccountFacts,
  type BillingAccountRow,
  fromRow,
  type StoredBillingAccount,
  toRow,
} from './billingAccountRows.ts';
import { type AccountQuery, updateBillingAccounts, upsertBillingAccounts } from './billingAccountWrites.ts';
import type { Database } from './database.ts';
import { LinkConflict } from './linkConflict.ts';
import { isUniqueViolation } from './outages.ts';
import { isoTime, isStorableId, storableId } from './values.ts';

export type { BillingAccountFacts, StoredBillingAccount } from './billingAccountRows.ts';

export type BillingAccounts = ReturnType<typeof createBillingAccounts>;

const live = { deleted_at: null, replaced_at: null };

/** Which Stripe customer is whose. Every time is in ISO 8601. */
export function createBillingAccounts(database: Database) {
  return {
    /** The owner's live account in this mode of Stripe; undefined where there is none. */
    async find(owner: Owner, livemode: boolean): Promise<StoredBillingAccount | undefined> {
      if (!isStorableId(owner.id)) return undefined;
      const row = await database.query((db) =>
        accounts(db)
          .where({ owner_type: owner.type, owner_id: owner.id, livemode, ...live })
          .first(),
      );
      return row && fromRow(row);
    },

    /** Every account that the owner has or had, in both modes, in the order of their customer ids. */
    async listOf(owner: Owner): Promise<readonly StoredBillingAccount[]> {
      if (!isStorableId(owner.id)) return [];
      const rows = await database.query((db) =>
        accounts(db).where({ owner_type: owner.type, owner_id: owner.id }).orderBy('customer_id'),
      );
      return rows.map(fromRow);
    },

    /** The account of a customer, live or not; undefined where the customer is foreign. */
    async findByCustomer(customerId: string): Promise<StoredBillingAccount | undefined> {
      if (!isStorableId(customerId)) return undefined;
      const row = await database.query((db) => accounts(db).where({ customer_id: customerId }).first());
      return row && fromRow(row);
    },

    /**
     * Links a customer to its owner, or brings the facts of a link up to date.
     *
     * What is known stays: a deleted customer stays deleted, a purchase stays made, a replaced account stays
     * replaced unless `replace` puts it back. Staleness is left to `markStale` and `clearStale`.
     *
     * @param facts times in ISO 8601.
     * @param options.replace sets the owner's other live account of the mode aside, as replaced: a person's decision.
     * @returns the account as it now is; see its `deletedAt` and `replacedAt`.
     * @throws LinkConflict, and then nothing has changed.
     */
    async link(
      facts: BillingAccountFacts,
      { replace = false }: { replace?: boolean } = {},
    ): Promise<StoredBillingAccount> {
      const row = toRow(facts);
      try {
        return await database.transaction(async (trx) => {
          if (replace) await setOthersAside(trx, row);
          const [linked] = await upsertBillingAccounts(trx, [row], { reinstate: replace });
          if (!linked) throw new LinkConflict('customer_of_other_owner', facts);
          if (replace && linked.deleted_at !== null) throw new LinkConflict('customer_deleted', facts);
          return fromRow(linked);
        });
      } catch (error) {
        throw isUniqueViolation(error) ? new LinkConflict('owner_has_other_customer', facts) : error;
      }
    },

    /**
     * Notes that Stripe has deleted a customer.
     *
     * @returns whether the customer is one of ours.
     */
    async markDeleted(customerId: string, at: string, setBy: string): Promise<boolean> {
      const by = { set_by: setBy, set_at: isoTime(at) };
      const changed = await database.transaction((trx) =>
        updateBillingAccounts(trx, by, of(customerId), {
          ...by,
          deleted_at: trx.raw('coalesce(deleted_at, ?)', [by.set_at]),
        }),
      );
      return changed > 0;
    },

    /**
     * Notes that Stripe did not know a customer when asked.
     *
     * @param at when Stripe was asked. What was learnt later stands: the mark is left out then.
     * @param setBy the event or command for which Stripe was asked.
     * @returns whether the mark was set.
     */
    async markStale(customerId: string, at: string, setBy: string): Promise<boolean> {
      const time = isoTime(at);
      const ifNotLater = (account: AccountQuery) =>
        of(customerId)(account)
          .where('set_at', '<=', time)
          .where((earlier) => earlier.whereNull('stale_at').orWhere('stale_at', '<=', time));
      const changed = await database.transaction((trx) =>
        updateBillingAccounts(trx, { set_by: setBy, set_at: time }, ifNotLater, { stale_at: time }),
      );
      return changed > 0;
    },

    /**
     * Notes that Stripe did know a customer when asked.
     *
     * @param at when Stripe was asked. A mark set for a later question stays.
     * @param setBy the event or command for which Stripe was asked.
     */
    async clearStale(customerId: string, at: string, setBy: string): Promise<void> {
      const time = isoTime(at);
      const ifNotLater = (account: AccountQuery) => of(customerId)(account).where('stale_at', '<=', time);
      await database.transaction((trx) =>
        updateBillingAccounts(trx, { set_by: setBy, set_at: time }, ifNotLater, { stale_at: null }),
      );
    },
  };
}

/** Chooses the account of a customer. */
function of(customerId: string): (account: AccountQuery) => AccountQuery {
  const customer_id = storableId(customerId);
  return (account) => account.where({ customer_id });
}

async function setOthersAside(trx: Knex.Transaction, row: BillingAccountRow): Promise<void> {
  const { owner_type, owner_id, livemode, customer_id, set_by, set_at } = row;
  const others = (account: AccountQuery) =>
    account.where({ owner_type, owner_id, livemode, ...live }).whereNot({ customer_id });
  await updateBillingAccounts(trx, row, others, { replaced_at: set_at, set_by, set_at });
}
