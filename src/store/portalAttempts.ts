import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Owner } from '../billing/owner.ts';
import type { Database } from './database.ts';
import {
  portalAttemptRows as attempts,
  fromRow,
  type NewPortalAttempt,
  type PortalAttempt,
  type PortalAttemptRow,
  toRow,
} from './portalAttemptRows.ts';
import { isoTime, isStorableId } from './values.ts';

export type { NewPortalAttempt, PortalAttempt } from './portalAttemptRows.ts';

/** Which attempts; all where it is empty. */
export type PortalAttemptFilter = {
  /** Whose portal it was about. */
  readonly owner?: Owner | undefined;
  /** Who asked, for a portal of theirs or of an organization. */
  readonly userId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly requestId?: string | undefined;
  /** From this time on, and before that one, in ISO 8601. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
};

const rowsInOnePage = 500;
const rowsInOneRemoval = 1000;

export type PortalAttempts = ReturnType<typeof createPortalAttempts>;

/**
 * The audit of portal sessions: who was issued or refused one. Rows are added, and removed when they are old; the
 * database itself refuses to change one. None has a portal URL in it. Times are ISO 8601.
 */
export function createPortalAttempts(database: Database) {
  return {
    /** Adds an attempt. */
    async add(attempt: NewPortalAttempt): Promise<void> {
      const row = toRow(randomUUID(), attempt);
      // By its id it is added once, also where the statement is run again after a connection was lost.
      await database.query((db) => attempts(db).insert(row).onConflict('id').ignore());
    },

    /**
     * The last attempts, newest first.
     *
     * @example await store.portalAttempts.list({ owner: { type: 'user', id: 'u1' }, limit: 10 })
     */
    async list({
      limit,
      ...filter
    }: PortalAttemptFilter & { readonly limit: number }): Promise<readonly PortalAttempt[]> {
      if (!canBe(filter)) return [];
      const rows = await database.query((db) =>
        chosen(db, filter)
          .orderBy([
            { column: 'at', order: 'desc' },
            { column: 'id', order: 'desc' },
          ])
          .limit(limit),
      );
      return rows.map(fromRow);
    },

    /**
     * Every attempt, oldest first, read a page at a time: as many as there are take no more memory.
     *
     * @example for await (const attempt of store.portalAttempts.each({ since })) …
     */
    async *each(filter: PortalAttemptFilter): AsyncGenerator<PortalAttempt, void> {
      if (!canBe(filter)) return;
      let last: PortalAttemptRow | undefined;
      do {
        const rows = await database.query((db) =>
          chosen(db, filter, last).orderBy(['at', 'id']).limit(rowsInOnePage),
        );
        yield* rows.map(fromRow);
        last = rows.length === rowsInOnePage ? rows.at(-1) : undefined;
      } while (last !== undefined);
    },

    /** Removes the attempts before a time, some at once, so that no request waits for long. @returns how many. */
    async removeBefore(time: string): Promise<number> {
      const before = isoTime(time);
      let removed = 0;
      for (let some = rowsInOneRemoval; some === rowsInOneRemoval; removed += some) {
        some = await database.query((db) =>
          attempts(db)
            .whereIn(
              'id',
              attempts(db)
                .where('at', '<', before)
                .orderBy(['at', 'id'])
                .limit(rowsInOneRemoval)
                .select('id'),
            )
            .delete(),
        );
      }
      return removed;
    },
  };
}

/** No row has an id that cannot be stored. */
function canBe({ owner, userId, customerId, requestId }: PortalAttemptFilter): boolean {
  return [owner?.id, userId, customerId, requestId].every((id) => id === undefined || isStorableId(id));
}

function chosen(db: Knex, filter: PortalAttemptFilter, after?: PortalAttemptRow) {
  const { owner, userId, customerId, requestId, since, until } = filter;
  return attempts(db).where((row) => {
    if (owner) row.where({ owner_type: owner.type, owner_id: owner.id });
    if (userId !== undefined) row.where({ user_id: userId });
    if (customerId !== undefined) row.where({ customer_id: customerId });
    if (requestId !== undefined) row.where({ request_id: requestId });
    if (since !== undefined) row.where('at', '>=', isoTime(since));
    if (until !== undefined) row.where('at', '<', isoTime(until));
    if (after) row.whereRaw('(at, id) > (?, ?)', [after.at, after.id]);
  });
}
