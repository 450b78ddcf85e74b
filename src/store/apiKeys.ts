import type { Knex } from 'knex';
import { ApiError } from '../errors.ts';
import { type ApiKeyRecord, fromRow, apiKeyRows as keys, type NewApiKey, toRow } from './apiKeyRows.ts';
import { type Database, lockByName } from './database.ts';
import { isoTime, isStorableId } from './values.ts';

export type { ApiKeyRecord, NewApiKey } from './apiKeyRows.ts';

/** How many active keys a user can have; one being rotated out does not count. */
export const maxActiveKeys = 10;

export type ApiKeys = ReturnType<typeof createApiKeys>;

/** The API keys of users. Every time is in ISO 8601. */
export function createApiKeys(database: Database) {
  return {
    /**
     * Stores a new key.
     *
     * @throws ApiError `API_KEY_LIMIT_REACHED` where the user has ten active keys, however many ask at once.
     */
    async insert(key: NewApiKey): Promise<void> {
      const row = toRow(key);
      await database.transaction(async (trx) => {
        await lockByName(trx, `api keys of ${row.user_id}`);
        const active = await activeAt(keys(trx), row.created_at)
          .where({ user_id: row.user_id, replaced_by: null })
          .count({ count: '*' })
          .first();
        if (Number(active?.count) >= maxActiveKeys) throw new ApiError('API_KEY_LIMIT_REACHED');
        await keys(trx).insert(row);
      });
    },

    /** The key with this hash, active or not: whoever asks looks at `revokedAt` and `expiresAt`. */
    async findByHash(hash: string): Promise<ApiKeyRecord | undefined> {
      const row = await database.query((db) => keys(db).where({ hash }).first());
      return row && fromRow(row);
    },

    /** The key with this id, active or not; undefined where there is none. */
    async find(id: string): Promise<ApiKeyRecord | undefined> {
      const row = await database.query((db) => keys(db).where({ id }).first());
      return row && fromRow(row);
    },

    /** All keys of a user, oldest first, revoked and expired ones too. */
    async list(userId: string): Promise<readonly ApiKeyRecord[]> {
      if (!isStorableId(userId)) return [];
      const rows = await database.query((db) =>
        keys(db).where({ user_id: userId }).orderBy(['created_at', 'id']),
      );
      return rows.map(fromRow);
    },

    /**
     * Revokes a key; one revoked before keeps its time.
     *
     * @param options.userId whose key it must be.
     * @returns whether there is such a key.
     */
    async revoke(
      id: string,
      { userId, at = now() }: { userId?: string; at?: string } = {},
    ): Promise<boolean> {
      if (!isStorableId(id)) return false;
      const changed = await database.query((db) => {
        const owned = userId === undefined ? { id } : { id, user_id: userId };
        return keys(db)
          .where(owned)
          .update({ revoked_at: db.raw('coalesce(revoked_at, ?)', [isoTime(at)]) });
      });
      return changed > 0;
    },

    /**
     * Puts a new key in the place of an active one, which stays good until `oldExpiresAt` at most.
     *
     * Only the newer of the two counts against the limit, so a rotation works at the limit too. There are never
     * more than the two: a still older one, left from an earlier rotation, is revoked.
     *
     * @param key its `userId` is that of the old key.
     * @returns false where the old key is unknown, another user's, replaced already or no longer active.
     */
    async rotate(oldId: string, key: NewApiKey, oldExpiresAt: string): Promise<boolean> {
      const row = toRow(key);
      return database.transaction(async (trx) => {
        await lockByName(trx, `api keys of ${row.user_id}`);
        const old = await activeAt(keys(trx), row.created_at)
          .where({ id: oldId, user_id: row.user_id, replaced_by: null })
          .first();
        if (!old) return false;
        await keys(trx).insert(row);
        const until = isoTime(oldExpiresAt);
        const expires_at = old.expires_at !== null && old.expires_at < until ? old.expires_at : until;
        await keys(trx).where({ id: oldId }).update({ replaced_by: row.id, expires_at });
        await keys(trx)
          .where({ replaced_by: oldId, revoked_at: null })
          .update({ revoked_at: row.created_at });
        return true;
      });
    },

    /** Notes when a key was last used; an earlier time than the one known is left out. */
    async touchLastUsed(id: string, at: string): Promise<void> {
      const time = isoTime(at);
      await database.query((db) =>
        keys(db)
          .where({ id })
          .where((earlier) => earlier.whereNull('last_used_at').orWhere('last_used_at', '<', time))
          .update({ last_used_at: time }),
      );
    },

    /** Revokes every key of a user, and returns how many were not revoked before. */
    async revokeAllOf(userId: string, at = now()): Promise<number> {
      return database.query((db) => revokeKeysOf(db, [userId], at));
    },
  };
}

/** Revokes every key of some users, and returns how many were not revoked before. */
export async function revokeKeysOf(db: Knex, userIds: readonly string[], at: string): Promise<number> {
  return keys(db)
    .whereIn('user_id', userIds)
    .whereNull('revoked_at')
    .update({ revoked_at: isoTime(at) });
}

function activeAt(query: ReturnType<typeof keys>, time: string) {
  return query
    .whereNull('revoked_at')
    .where((unexpired) => unexpired.whereNull('expires_at').orWhere('expires_at', '>', time));
}

function now(): string {
  return new Date().toISOString();
}
