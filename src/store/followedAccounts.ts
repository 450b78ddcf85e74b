import type { Owner } from '../billing/owner.ts';
import { billingAccountRows as accounts, fromRow } from './billingAccountRows.ts';
import type { BillingAccountFacts, BillingAccounts, StoredBillingAccount } from './billingAccounts.ts';
import type { Database } from './database.ts';
import { LinkConflict, type LinkConflictKind } from './linkConflict.ts';
import { isStorableId } from './values.ts';

export type FollowedAccounts = ReturnType<typeof createFollowedAccounts>;

/** Billing accounts as that which follows Stripe sees them: a link that cannot be made is an answer, no exception. */
export function createFollowedAccounts(database: Database, billingAccounts: BillingAccounts) {
  const { find, findByCustomer, markDeleted, markStale, clearStale } = billingAccounts;
  return {
    find,
    findByCustomer,
    markDeleted,
    markStale,
    clearStale,

    /** See `link` of the billing accounts, without `replace`. */
    async link(facts: BillingAccountFacts): Promise<StoredBillingAccount | LinkConflictKind> {
      try {
        return await billingAccounts.link(facts);
      } catch (error) {
        if (error instanceof LinkConflict) return error.kind;
        throw error;
      }
    },

    /** Accounts of a mode that Stripe has not deleted, by customer id. @param after the last one of the page before. */
    async page(
      livemode: boolean,
      after: string | undefined,
      limit: number,
    ): Promise<readonly StoredBillingAccount[]> {
      const rows = await database.query((db) =>
        accounts(db)
          .where({ livemode, deleted_at: null })
          .modify((query) => void (after !== undefined && query.where('customer_id', '>', after)))
          .orderBy('customer_id')
          .limit(limit),
      );
      return rows.map(fromRow);
    },

    /** The accounts of a mode that open portals, and whose customer Stripe did not know. @param limit of those that are given. */
    async stale(
      livemode: boolean,
      limit: number,
    ): Promise<{ readonly count: number; readonly first: readonly StoredBillingAccount[] }> {
      const [rows, count] = await database.query((db) => {
        const stale = accounts(db)
          .where({ livemode, deleted_at: null, replaced_at: null })
          .whereNotNull('stale_at');
        const first = stale.clone().orderBy('customer_id').limit(limit);
        return Promise.all([first, stale.clone().count({ count: '*' }).first()]);
      });
      return { count: Number(count?.count ?? 0), first: rows.map(fromRow) };
    },

    /** Which of some customers have an account. */
    async known(customerIds: readonly string[]): Promise<ReadonlySet<string>> {
      return new Set(
        await database.query((db) =>
          accounts(db)
            .whereIn('customer_id', [...customerIds])
            .pluck('customer_id'),
        ),
      );
    },

    /** Whether an id can be an owner's here: one that cannot is nobody's. */
    canOwn: ({ id }: Owner): boolean => isStorableId(id),
  };
}
