import type { Knex } from 'knex';
import { type Owner, ownerTypes } from '../billing/owner.ts';
import { type BillingAccountFacts, toRow } from './billingAccountRows.ts';
import { upsertBillingAccounts } from './billingAccountWrites.ts';
import type { Database } from './database.ts';
import { isoTime, isStorableId, oneOf, storableId } from './values.ts';

const kinds = ['customer_of_other_owner', 'owner_has_other_customer', 'customer_deleted'] as const;

/** A link that Stripe names and that was not made: set aside for a person. Times are ISO 8601. */
export type SetAsideLink = {
  readonly customerId: string;
  /** The owner that Stripe names. */
  readonly owner: Owner;
  readonly livemode: boolean;
  readonly kind: (typeof kinds)[number];
  /** The event or command that saw it first, and when. */
  readonly seenBy: string;
  readonly seenAt: string;
};

type LinkConflictRow = {
  customer_id: string;
  owner_type: string;
  owner_id: string;
  livemode: boolean | number;
  kind: string;
  seen_by: string;
  seen_at: string;
  settled_at: string | null;
};

const conflicts = (db: Knex) => db<LinkConflictRow>('link_conflicts');

export type LinkConflicts = ReturnType<typeof createLinkConflicts>;

/** The links that were set aside. One is open until it was made after all, or Stripe no longer names it. */
export function createLinkConflicts(database: Database) {
  return {
    /** Sets a link aside. @returns false where it is so already, and then nothing has changed. */
    async setAside(conflict: Omit<SetAsideLink, 'seenAt'>, at: string): Promise<boolean> {
      const key = {
        customer_id: storableId(conflict.customerId),
        owner_type: conflict.owner.type,
        owner_id: storableId(conflict.owner.id),
      };
      const row = { ...key, livemode: conflict.livemode, kind: conflict.kind, seen_by: conflict.seenBy };
      return database.transaction(async (trx) => {
        const open = await conflicts(trx)
          .where({ ...key, kind: row.kind, settled_at: null })
          .first('kind');
        if (open !== undefined) return false;
        await conflicts(trx)
          .insert({ ...row, seen_at: isoTime(at), settled_at: null })
          .onConflict(['customer_id', 'owner_type', 'owner_id'])
          .merge();
        return true;
      });
    },

    /** Closes the open conflicts of a customer, but for those with some owners. @returns how many were open. */
    async settle(customerId: string, at: string, except: readonly Owner[] = []): Promise<number> {
      const settled_at = isoTime(at);
      return database.query((db) =>
        conflicts(db)
          .where({ customer_id: customerId, settled_at: null })
          .where((others) => {
            for (const { type, id } of except) {
              others.whereNot((one) => one.where({ owner_type: type, owner_id: id }));
            }
          })
          .update({ settled_at }),
      );
    },

    /** Closes one of them: a person has made the link. @returns whether it was open. */
    async settleLink({ customerId, owner }: Pick<SetAsideLink, 'customerId' | 'owner'>, at: string) {
      const settled_at = isoTime(at);
      const settled = await database.query((db) =>
        conflicts(db)
          .where({ customer_id: customerId, owner_type: owner.type, owner_id: owner.id, settled_at: null })
          .update({ settled_at }),
      );
      return settled > 0;
    },

    /**
     * Leaves a link as it is, for good: the customer becomes an account of the owner's that was replaced, as if a person
     * had linked it and then put the owner's other customer back. So whatever names it again finds nothing to set aside.
     *
     * @param facts what Stripe knows of the customer that stays aside, and who says so.
     * @returns false where the customer has become somebody's meanwhile: the link is then as it was.
     */
    async dismiss(facts: BillingAccountFacts): Promise<boolean> {
      const row = { ...toRow(facts), replaced_at: isoTime(facts.setAt) };
      const { customer_id, owner_type, owner_id } = row;
      return database.transaction(async (trx) => {
        const [kept] = await upsertBillingAccounts(trx, [row]);
        if (kept === undefined || kept.replaced_at === null) return false;
        await conflicts(trx)
          .where({ customer_id, owner_type, owner_id, settled_at: null })
          .update({ settled_at: row.replaced_at });
        return true;
      });
    },

    /** The open conflicts, oldest first. @param owner of this owner alone. */
    async list(owner?: Owner): Promise<readonly SetAsideLink[]> {
      if (owner && !isStorableId(owner.id)) return [];
      return openOnes(database, (query) =>
        query.where(owner ? { owner_type: owner.type, owner_id: owner.id } : {}),
      );
    },

    /** The open conflicts about some customers, whoever is named; oldest first. */
    async listOf(customerIds: readonly string[]): Promise<readonly SetAsideLink[]> {
      return openOnes(database, (query) => query.whereIn('customer_id', customerIds.filter(isStorableId)));
    },
  };
}

type ConflictQuery = ReturnType<typeof conflicts>;

async function openOnes(
  database: Database,
  choose: (query: ConflictQuery) => ConflictQuery,
): Promise<readonly SetAsideLink[]> {
  const rows = await database.query((db) =>
    choose(conflicts(db)).where({ settled_at: null }).orderBy(['seen_at', 'customer_id']),
  );
  return rows.map(fromRow);
}

function fromRow(row: LinkConflictRow): SetAsideLink {
  return {
    customerId: row.customer_id,
    owner: { type: oneOf(ownerTypes, row.owner_type), id: row.owner_id },
    livemode: Boolean(row.livemode),
    kind: oneOf(kinds, row.kind),
    seenBy: row.seen_by,
    seenAt: row.seen_at,
  };
}
