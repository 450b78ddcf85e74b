import type { Knex } from 'knex';
import type { Owner } from '../billing/owner.ts';
import {
  billingAccountRows as accounts,
  type BillingAccountFacts,
  type BillingAccountRow,
  fromRow,
  type StoredBillingAccount,
  toRow,
  upsertBillingAccounts,
} from './billingAccountRows.ts';
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
      const time = isoTime(at);
      const changed = await database.query((db) =>
        accounts(db)
          .where({ customer_id: storableId(customerId) })
          .update({
            deleted_at: db.raw('coalesce(deleted_at, ?)', [time]),
            set_by: setBy,
            set_at: time,
          }),
      );
      return changed > 0;
    },

    /**
     * Notes that Stripe did not know a customer when asked.
     *
     * @param at when Stripe was asked. What was learnt later stands: the mark is left out then.
     * @returns whether the mark was set.
     */
    async markStale(customerId: string, at: string): Promise<boolean> {
      const time = isoTime(at);
      const changed = await database.query((db) =>
        accounts(db)
          .where({ customer_id: storableId(customerId) })
          .where('set_at', '<=', time)
          .where((earlier) => earlier.whereNull('stale_at').orWhere('stale_at', '<=', time))
          .update({ stale_at: time }),
      );
      return changed > 0;
    },

    /**
     * Notes that Stripe did know a customer when asked.
     *
     * @param at when Stripe was asked. A mark set for a later question stays.
     */
    async clearStale(customerId: string, at: string): Promise<void> {
      const time = isoTime(at);
      await database.query((db) =>
        accounts(db)
          .where({ customer_id: storableId(customerId) })
          .where('stale_at', '<=', time)
          .update({ stale_at: null }),
      );
    },
  };
}

async function setOthersAside(trx: Knex.Transaction, row: BillingAccountRow): Promise<void> {
  await accounts(trx)
    .where({ owner_type: row.owner_type, owner_id: row.owner_id, livemode: row.livemode, ...live })
    .whereNot({ customer_id: row.customer_id })
    .update({ replaced_at: row.set_at, set_by: row.set_by, set_at: row.set_at });
}
