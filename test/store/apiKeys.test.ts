import { beforeAll, expect, it } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import type { Store } from '../../src/store/connection.ts';
import { forEachDatabase } from './databases.ts';
import { fresh, keyOf } from './facts.ts';

const noon = '2026-01-01T12:00:00.000Z';
const evening = '2026-01-01T18:00:00.000Z';
const nextYear = '2027-01-01T00:00:00.000Z';

await forEachDatabase((_kind, open) => {
  let keys: Store['apiKeys'];
  beforeAll(() => {
    keys = open().apiKeys;
  });

  async function insertTen(userId: string) {
    const ten = Array.from({ length: 10 }, () => keyOf(userId));
    for (const key of ten) await keys.insert(key);
    return ten;
  }

  it('gives back every fact of a key by its hash', async () => {
    const key = keyOf(fresh('u'), {
      scopes: ['portal:create', 'portal:read'],
      returnOrigins: ['https://a.example', 'https://b.example'],
      expiresAt: nextYear,
    });
    await keys.insert(key);
    const stored = { ...key, revokedAt: null, lastUsedAt: null, replacedBy: null };
    expect(await keys.findByHash(key.hash)).toEqual(stored);
    expect(await keys.find(key.id)).toEqual(stored);
  });

  it('tells no return origins from an empty list of them', async () => {
    const none = keyOf(fresh('u'), { returnOrigins: [] });
    await keys.insert(none);
    expect((await keys.find(none.id))?.returnOrigins).toEqual([]);
  });

  it('finds nothing for another hash, in capitals neither', async () => {
    const key = keyOf(fresh('u'), { hash: fresh('abcdef') });
    await keys.insert(key);
    expect(await keys.findByHash(key.hash.toUpperCase())).toBeUndefined();
    expect(await keys.findByHash('')).toBeUndefined();
  });

  it('lists the keys of a user alone, oldest first', async () => {
    const userId = fresh('u');
    const second = keyOf(userId, { createdAt: noon });
    const first = keyOf(userId);
    for (const key of [second, first, keyOf(userId.toUpperCase())]) await keys.insert(key);
    expect((await keys.list(userId)).map((key) => key.id)).toEqual([first.id, second.id]);
    expect(await keys.list(fresh('u'))).toEqual([]);
  });

  it('takes ten active keys of a user, and no eleventh', async () => {
    const userId = fresh('u');
    await insertTen(userId);
    await expectLimit(keys.insert(keyOf(userId)));
    expect(await keys.list(userId)).toHaveLength(10);
    await keys.insert(keyOf(fresh('u')));
  });

  it('takes ten of thirty keys that come at once through three programs', async () => {
    const userId = fresh('u');
    const programs = [open().apiKeys, open().apiKeys, keys];
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => programs.map((program) => program.insert(keyOf(userId)))).flat(),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(10);
    expect(await keys.list(userId)).toHaveLength(10);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ code: 'API_KEY_LIMIT_REACHED' });
    }
  });

  it('counts neither revoked nor expired keys against the limit', async () => {
    const userId = fresh('u');
    const [first] = await insertTen(userId);
    await keys.revoke(first?.id ?? '');
    await keys.insert(keyOf(userId, { expiresAt: noon }));
    await expectLimit(keys.insert(keyOf(userId)));
    await keys.insert(keyOf(userId, { createdAt: noon }));
    await expectLimit(keys.insert(keyOf(userId, { createdAt: noon })));
  });

  it('revokes a key once, and keeps the time', async () => {
    const key = keyOf(fresh('u'));
    await keys.insert(key);
    expect(await keys.revoke(key.id, { at: noon })).toBe(true);
    expect(await keys.revoke(key.id, { at: nextYear })).toBe(true);
    expect((await keys.findByHash(key.hash))?.revokedAt).toBe(noon);
  });

  it('revokes no unknown key, and none of another user', async () => {
    const key = keyOf(fresh('u'));
    await keys.insert(key);
    expect(await keys.revoke(fresh('key'))).toBe(false);
    expect(await keys.revoke(key.id, { userId: fresh('u') })).toBe(false);
    expect((await keys.find(key.id))?.revokedAt).toBeNull();
    expect(await keys.revoke(key.id, { userId: key.userId })).toBe(true);
  });

  it('revokes all keys of a user alone', async () => {
    const userId = fresh('u');
    const [one, two, foreign] = [keyOf(userId), keyOf(userId), keyOf(fresh('u'))];
    for (const key of [one, two, foreign]) await keys.insert(key);
    expect(await keys.revokeAllOf(userId, noon)).toBe(2);
    expect(await keys.revokeAllOf(userId, nextYear)).toBe(0);
    expect((await keys.list(userId)).map((key) => key.revokedAt)).toEqual([noon, noon]);
    expect((await keys.find(foreign.id))?.revokedAt).toBeNull();
  });

  it('rotates a key: both are good until the old one expires', async () => {
    const old = keyOf(fresh('u'));
    await keys.insert(old);
    const key = keyOf(old.userId, { createdAt: noon });
    expect(await keys.rotate(old.id, key, evening)).toBe(true);
    expect(await keys.find(old.id)).toMatchObject({
      replacedBy: key.id,
      expiresAt: evening,
      revokedAt: null,
    });
    expect(await keys.find(key.id)).toMatchObject({ replacedBy: null, expiresAt: null, revokedAt: null });
  });

  it('rotates no key to a later expiry than it had', async () => {
    const old = keyOf(fresh('u'), { expiresAt: evening });
    await keys.insert(old);
    await keys.rotate(old.id, keyOf(old.userId, { createdAt: noon }), nextYear);
    expect((await keys.find(old.id))?.expiresAt).toBe(evening);
  });

  it('rotates at the limit', async () => {
    const userId = fresh('u');
    const [first] = await insertTen(userId);
    const key = keyOf(userId, { createdAt: noon });
    expect(await keys.rotate(first?.id ?? '', key, nextYear)).toBe(true);
    await expectLimit(keys.insert(keyOf(userId, { createdAt: noon })));
  });

  it('does not count a key that is rotated out against the limit', async () => {
    const userId = fresh('u');
    const first = keyOf(userId);
    for (const key of [first, ...Array.from({ length: 8 }, () => keyOf(userId))]) await keys.insert(key);
    await keys.rotate(first.id, keyOf(userId, { createdAt: noon }), nextYear);
    await keys.insert(keyOf(userId, { createdAt: noon }));
    await expectLimit(keys.insert(keyOf(userId, { createdAt: noon })));
  });

  it('has two live keys at most after any number of rotations', async () => {
    const first = keyOf(fresh('u'));
    const second = keyOf(first.userId, { createdAt: noon });
    const third = keyOf(first.userId, { createdAt: evening });
    await keys.insert(first);
    await keys.rotate(first.id, second, nextYear);
    await keys.rotate(second.id, third, nextYear);
    const live = (await keys.list(first.userId)).filter((key) => key.revokedAt === null);
    expect(live.map((key) => key.id)).toEqual([second.id, third.id]);
  });

  it('rotates a key once, however many ask at once', async () => {
    const old = keyOf(fresh('u'));
    await keys.insert(old);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => keys.rotate(old.id, keyOf(old.userId, { createdAt: noon }), evening)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await keys.list(old.userId)).toHaveLength(2);
  });

  it('rotates no unknown, revoked, expired or foreign key, and stores nothing then', async () => {
    const revoked = keyOf(fresh('u'));
    const expired = keyOf(revoked.userId, { expiresAt: noon });
    const foreign = keyOf(fresh('u'));
    for (const key of [revoked, expired, foreign]) await keys.insert(key);
    await keys.revoke(revoked.id);
    for (const id of [fresh('key'), revoked.id, expired.id, foreign.id]) {
      expect(await keys.rotate(id, keyOf(revoked.userId, { createdAt: noon }), nextYear)).toBe(false);
    }
    expect(await keys.list(revoked.userId)).toHaveLength(2);
  });

  it('notes the last use, and no earlier one after it', async () => {
    const key = keyOf(fresh('u'));
    await keys.insert(key);
    await keys.touchLastUsed(key.id, evening);
    await keys.touchLastUsed(key.id, noon);
    expect((await keys.find(key.id))?.lastUsedAt).toBe(evening);
  });
});

async function expectLimit(work: Promise<unknown>): Promise<void> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: 'API_KEY_LIMIT_REACHED' });
}
