import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Database } from './database.ts';
import {
  type EventState,
  eventStates,
  stripeEventRows as events,
  fromRow,
  type ReceivedEvent,
  type StoredEvent,
  toRow,
} from './stripeEventRows.ts';
import { isoTime, isStorableId } from './values.ts';

export type { EventState, ReceivedEvent, StoredEvent } from './stripeEventRows.ts';

/** An event that this process works on, until its lease ends. */
export type ClaimedEvent = StoredEvent & { readonly attempt: string };

export type StripeEvents = ReturnType<typeof createStripeEvents>;

/** The inbox of Stripe's events: each is kept once, until it is applied or given up. Every time is in ISO 8601. */
export function createStripeEvents(database: Database) {
  return {
    /** Keeps an event that came. @returns false where it is known already, whatever became of it. */
    async insert(event: ReceivedEvent, receivedAt: string): Promise<boolean> {
      const row = toRow(event, receivedAt);
      const inserted = await database.query((db) =>
        events(db).insert(row).onConflict('id').ignore().returning('id'),
      );
      return inserted.length > 0;
    },

    /**
     * Takes the event that is due first, and counts a try. Of many that ask at once, in any number of processes, each
     * gets another one (PostgreSQL: `for update skip locked`; SQLite's write transactions take turns).
     *
     * @param request.leaseUntil when others may take it, should this process die.
     * @param request.except customers whose events are left alone, because they are being worked on here.
     */
    async claim(request: {
      readonly now: string;
      readonly leaseUntil: string;
      readonly except: readonly string[];
    }): Promise<ClaimedEvent | undefined> {
      const now = isoTime(request.now);
      const due_at = isoTime(request.leaseUntil);
      const attempt = randomUUID();
      const row = await database.transaction(async (trx) => {
        const due = events(trx)
          .where({ state: 'waiting' })
          .where('due_at', '<=', now)
          .where((free) => free.whereNull('customer_id').orWhereNotIn('customer_id', [...request.except]))
          .orderBy(['due_at', 'id'])
          .first('id');
        const found = await (isPostgres(trx) ? due.forUpdate().skipLocked() : due);
        if (found === undefined) return undefined;
        const [claimed] = await events(trx)
          .where({ id: found.id })
          .update({ due_at, attempt, tries: trx.raw('tries + 1') })
          .returning('*');
        return claimed;
      });
      return row && { ...fromRow(row), attempt };
    },

    /** The ids of the events about a customer that are not applied yet, being tried or not. */
    async waitingOf(customerId: string): Promise<readonly string[]> {
      return database.query((db) =>
        events(db).where({ customer_id: customerId, state: 'waiting' }).orderBy('id').pluck('id'),
      );
    },

    /** Notes that events are applied. */
    async markApplied(ids: readonly string[], outcome: string, at: string): Promise<void> {
      const ended_at = isoTime(at);
      await database.query((db) =>
        events(db)
          .whereIn('id', [...ids])
          .where({ state: 'waiting' })
          .update({ state: 'applied', outcome, ended_at, attempt: null, reason: null }),
      );
    },

    /**
     * Puts an event back that could not be applied, unless another attempt has taken it.
     *
     * @param retry.counted whether the try counts; it does not where Stripe is out of order.
     */
    async retryLater(
      { id, attempt }: ClaimedEvent,
      retry: { readonly dueAt: string; readonly reason: string; readonly counted: boolean },
    ): Promise<void> {
      await database.query((db) =>
        events(db)
          .where({ id, attempt, state: 'waiting' })
          .update({
            due_at: isoTime(retry.dueAt),
            reason: retry.reason,
            attempt: null,
            ...(retry.counted ? {} : { tries: db.raw('tries - 1'), outages: db.raw('outages + 1') }),
          }),
      );
    },

    /** Gives an event up, for a person to see. */
    async bury({ id, attempt }: ClaimedEvent, reason: string, at: string): Promise<void> {
      const ended_at = isoTime(at);
      await database.query((db) =>
        events(db)
          .where({ id, attempt, state: 'waiting' })
          .update({ state: 'dead', reason, ended_at, attempt: null }),
      );
    },

    /** Has dead events tried again from the beginning. @param ids all dead ones where it is left out. */
    async retry(at: string, ids?: readonly string[]): Promise<readonly string[]> {
      const due_at = isoTime(at);
      const rows = await database.query((db) =>
        events(db)
          .where({ state: 'dead' })
          .modify((query) => void (ids && query.whereIn('id', [...ids])))
          .update({ state: 'waiting', tries: 0, outages: 0, due_at, ended_at: null, attempt: null })
          .returning('id'),
      );
      return rows.map(({ id }) => id);
    },

    async find(id: string): Promise<StoredEvent | undefined> {
      if (!isStorableId(id)) return undefined;
      const row = await database.query((db) => events(db).where({ id }).first());
      return row && fromRow(row);
    },

    /**
     * Events in a state, the last received first.
     *
     * @param options.customerId about this customer alone.
     * @param options.limit 100 unless given.
     */
    async list({
      state,
      customerId,
      limit = 100,
    }: {
      state?: EventState;
      customerId?: string;
      limit?: number;
    } = {}): Promise<readonly StoredEvent[]> {
      const rows = await database.query((db) =>
        events(db)
          .whereIn('state', state === undefined ? [...eventStates] : [state])
          .where(customerId === undefined ? {} : { customer_id: customerId })
          .orderBy([
            { column: 'received_at', order: 'desc' },
            { column: 'id', order: 'desc' },
          ])
          .limit(limit),
      );
      return rows.map(fromRow);
    },

    /** How many events wait and are dead, and since when the oldest one has waited. */
    async backlog(): Promise<{ waiting: number; dead: number; oldestWaiting: string | null }> {
      const rows = await database.query((db) =>
        events(db)
          .whereIn('state', ['waiting', 'dead'])
          .groupBy('state')
          .select('state')
          .count({ count: '*' })
          .min({ oldest: 'received_at' }),
      );
      const of = (state: EventState) => rows.find((row) => row.state === state);
      return {
        waiting: Number(of('waiting')?.count ?? 0),
        dead: Number(of('dead')?.count ?? 0),
        oldestWaiting: of('waiting')?.oldest ?? null,
      };
    },

    /** Forgets events that were applied before a time. Stripe lists, and sends again, those of 30 days. */
    async removeAppliedBefore(at: string): Promise<number> {
      const before = isoTime(at);
      return database.query((db) =>
        events(db).where({ state: 'applied' }).where('received_at', '<', before).delete(),
      );
    },
  };
}

function isPostgres(db: Knex): boolean {
  return db.client.dialect === 'postgresql';
}
