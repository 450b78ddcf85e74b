import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type Database, lockByName } from './database.ts';
import { isoTime } from './values.ts';

type IdempotencyRow = {
  id: string;
  fingerprint: string;
  attempt: string;
  locked_until: string | null;
  answer: string | null;
  sealed: string | null;
  sealed_until: string | null;
  trail: string | null;
  expires_at: string;
};

const rows = (db: Knex) => db<IdempotencyRow>('idempotency');

/** What is known of a key when a request comes with it. */
export type Beginning =
  | { readonly state: 'begun'; readonly attempt: string }
  | { readonly state: 'in_progress' }
  | { readonly state: 'other_request' }
  | {
      readonly state: 'answered';
      readonly answer: string;
      readonly sealed: string | null;
      /** What was known of the request; null where an older version kept the answer. */
      readonly trail: string | null;
    };

export type Idempotency = ReturnType<typeof createIdempotency>;

/** What was answered under which idempotency key. Times are ISO 8601; ids and fingerprints are hashes. */
export function createIdempotency(database: Database) {
  return {
    /**
     * Takes a key for a request. Of many that ask at once, one begins.
     *
     * @param request.fingerprint of the body; the same key with another one is `other_request`.
     * @param request.lockedUntil when another attempt may take over, should this one never end.
     * @param request.renew given the sealed part of an answer, null where it is past: whether the answer counts as none,
     *   so that the work is done again.
     */
    async begin(request: {
      readonly id: string;
      readonly fingerprint: string;
      readonly now: string;
      readonly lockedUntil: string;
      readonly expiresAt: string;
      readonly renew: (sealed: string | null) => boolean;
    }): Promise<Beginning> {
      const { id, fingerprint, renew } = request;
      const now = isoTime(request.now);
      const attempt = randomUUID();
      const row: IdempotencyRow = {
        id,
        fingerprint,
        attempt,
        locked_until: isoTime(request.lockedUntil),
        answer: null,
        sealed: null,
        sealed_until: null,
        trail: null,
        expires_at: isoTime(request.expiresAt),
      };
      return database.transaction(async (trx) => {
        await lockByName(trx, `idempotency ${id}`);
        const known = await rows(trx).where({ id }).where('expires_at', '>', now).first();
        if (known !== undefined) {
          if (known.fingerprint !== fingerprint) return { state: 'other_request' };
          const isSealed = known.sealed_until !== null && known.sealed_until > now;
          const sealed = isSealed ? known.sealed : null;
          if (known.answer !== null && !renew(sealed)) {
            return { state: 'answered', answer: known.answer, sealed, trail: known.trail };
          }
          if (known.answer === null && known.locked_until !== null && known.locked_until > now) {
            return { state: 'in_progress' };
          }
        }
        await rows(trx).insert(row).onConflict('id').merge();
        return { state: 'begun', attempt };
      });
    },

    /**
     * Keeps what an attempt answered, unless another one has taken over.
     *
     * @param kept.sealed the part that may be kept for a short time only, encrypted.
     * @param kept.trail what was known of the request, for its repetitions.
     */
    async finish(
      id: string,
      attempt: string,
      { sealedUntil, ...kept }: { answer: string; sealed: string; sealedUntil: string; trail: string },
    ): Promise<void> {
      const sealed_until = isoTime(sealedUntil);
      await database.query((db) =>
        rows(db)
          .where({ id, attempt })
          .update({ ...kept, sealed_until, locked_until: null }),
      );
    },

    /** Forgets a failed attempt, so that the key may be tried again. */
    async abandon(id: string, attempt: string): Promise<void> {
      await database.query((db) => rows(db).where({ id, attempt }).whereNull('answer').delete());
    },

    /** Removes what is past: sealed parts, and whole rows after their time. */
    async removeExpired(at: string): Promise<void> {
      const now = isoTime(at);
      await database.query((db) => rows(db).where('expires_at', '<=', now).delete());
      await database.query((db) => rows(db).where('sealed_until', '<=', now).update({ sealed: null }));
    },
  };
}
