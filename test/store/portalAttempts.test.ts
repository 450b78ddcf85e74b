import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/connection.ts';
import type { NewPortalAttempt, PortalAttempt } from '../../src/store/portalAttempts.ts';
import { createDatabase, forEachDatabase, openRaw } from './databases.ts';
import { attemptOf, fresh, freshUser } from './facts.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();

await forEachDatabase((kind, open, url) => {
  /** The attempts that are kept, on a database of the test's own. */
  async function withAttempts(
    attempts: readonly NewPortalAttempt[],
    test: (store: Store, url: string) => Promise<void>,
  ): Promise<void> {
    const database = await createDatabase(kind);
    const store = open(database.url);
    for (const attempt of attempts) await store.portalAttempts.add(attempt);
    await test(store, database.url);
    await store.close();
    await database.drop();
  }

  /** Adds many, past the store, in one go. */
  async function fill(databaseUrl: string, rows: number): Promise<void> {
    const raw = openRaw(databaseUrl);
    const [row] = await raw('portal_attempts').select();
    const copies = Array.from({ length: rows }, (_, n) => ({
      ...row,
      id: `copy-${String(n).padStart(6, '0')}`,
      // Several at one time, so that pages end between them.
      at: at(Math.floor(n / 7)),
    }));
    await raw.batchInsert('portal_attempts', copies, 50);
    await raw.destroy();
  }

  async function all(attempts: AsyncIterable<PortalAttempt>): Promise<PortalAttempt[]> {
    const found: PortalAttempt[] = [];
    for await (const attempt of attempts) found.push(attempt);
    return found;
  }

  it('gives back every field', async () => {
    const { portalAttempts } = open();
    const attempts = [
      attemptOf({
        owner: { type: 'organization', id: fresh('o') },
        livemode: true,
        principal: { userId: fresh('u'), kind: 'apiKey', apiKeyId: fresh('key') },
        replayed: true,
      }),
      attemptOf({
        outcome: 'refused',
        code: 'NO_ORGANIZATION',
        owner: null,
        customerId: null,
        returnOrigin: null,
      }),
    ];
    for (const attempt of attempts) {
      await portalAttempts.add(attempt);
      const kept = await portalAttempts.list({ requestId: attempt.requestId, limit: 10 });
      expect(kept).toEqual([{ ...attempt, id: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
    }
  });

  it('lists the last first, of an owner, a user, a customer or a request', async () => {
    const owner = freshUser();
    const [first, second, third] = [
      attemptOf({ owner, at: at(1) }),
      attemptOf({ owner: { type: 'organization', id: owner.id }, at: at(2) }),
      attemptOf({ owner, at: at(3) }),
    ];
    await withAttempts([second, third, first], async ({ portalAttempts }) => {
      const times = async (filter: Parameters<typeof portalAttempts.list>[0]) =>
        (await portalAttempts.list(filter)).map((attempt) => attempt.at);
      expect(await times({ limit: 10 })).toEqual([at(3), at(2), at(1)]);
      expect(await times({ limit: 2 })).toEqual([at(3), at(2)]);
      expect(await times({ owner, limit: 10 })).toEqual([at(3), at(1)]);
      expect(await times({ userId: second.principal.userId, limit: 10 })).toEqual([at(2)]);
      expect(await times({ customerId: second.customerId ?? '', limit: 10 })).toEqual([at(2)]);
      expect(await times({ owner, requestId: first.requestId, limit: 10 })).toEqual([at(1)]);
      expect(await times({ owner: freshUser(), limit: 10 })).toEqual([]);
      for (const none of ['', '\0', 'x'.repeat(256)])
        expect(await times({ requestId: none, limit: 1 })).toEqual([]);
    });
  });

  it('gives each once, the oldest first, page by page, between two times', async () => {
    await withAttempts([attemptOf({ at: at(100_000) })], async ({ portalAttempts }, databaseUrl) => {
      await fill(databaseUrl, 1_203);
      const found = await all(portalAttempts.each({}));
      expect(found).toHaveLength(1_204);
      expect(new Set(found.map(({ id }) => id)).size).toBe(1_204);
      expect(found.map((attempt) => attempt.at)).toEqual(found.map((attempt) => attempt.at).toSorted());
      const between = await all(portalAttempts.each({ since: at(10), until: at(20) }));
      expect(between).toHaveLength(70);
      expect([between[0]?.at, between.at(-1)?.at]).toEqual([at(10), at(19)]);
      expect(await all(portalAttempts.each({ requestId: 'x'.repeat(256) }))).toEqual([]);
    });
  });

  it('removes what is older than a time, however much', async () => {
    await withAttempts([attemptOf({ at: at(100_000) })], async ({ portalAttempts }, databaseUrl) => {
      await fill(databaseUrl, 2_100);
      expect(await portalAttempts.removeBefore(at(200))).toBe(1_400);
      expect((await all(portalAttempts.each({})))[0]?.at).toBe(at(200));
      expect(await portalAttempts.removeBefore(at(100_000))).toBe(700);
      expect(await portalAttempts.removeBefore(at(100_000))).toBe(0);
      expect(await all(portalAttempts.each({}))).toHaveLength(1);
    });
  });

  describe('the database itself', () => {
    it('refuses to change an attempt', async () => {
      const { portalAttempts } = open();
      const attempt = attemptOf();
      await portalAttempts.add(attempt);
      const raw = openRaw(url());
      const { requestId } = attempt;
      const changing = raw('portal_attempts').where({ request_id: requestId }).update({ outcome: 'refused' });
      await expect(changing).rejects.toThrow('portal_attempts is append-only');
      await raw.destroy();
      expect(await portalAttempts.list({ requestId, limit: 1 })).toMatchObject([{ outcome: 'issued' }]);
    });
  });
});
