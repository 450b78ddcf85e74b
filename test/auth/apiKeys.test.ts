import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApiKeyRecord, createApiKey, createApiKeys } from '../../src/auth/apiKeys.ts';
import { InvalidCredential } from '../../src/auth/credential.ts';
import { iso, prefix, setUp } from './apiKeysSetUp.ts';

describe('a good API key', () => {
  it('stands for its user, with its scopes, return origins and portal profile', async () => {
    const { apiKeys, records } = setUp();
    const facts = {
      scopes: ['portal:create', 'x'],
      returnOrigins: ['https://a.example'],
      portalProfile: 'annual',
    };
    const { key } = records.add(facts);
    await expect(apiKeys.verify(key)).resolves.toStrictEqual({
      kind: 'apiKey',
      userId: 'u1',
      keyId: 'key1',
      ...facts,
    });
  });

  it('is good until it expires, and so is its successor while rotating', async () => {
    const { apiKeys, records, clock } = setUp();
    const old = records.add({ expiresAt: iso(60) });
    const next = records.add();
    clock.seconds = 59.999;
    await expect(apiKeys.verify(old.key)).resolves.toMatchObject({ keyId: 'key1' });
    await expect(apiKeys.verify(next.key)).resolves.toMatchObject({ keyId: 'key2' });
    clock.seconds = 60;
    await expect(apiKeys.verify(old.key)).rejects.toMatchObject({ reason: 'expired' });
    await expect(apiKeys.verify(next.key)).resolves.toBeDefined();
  });

  it('is refused by the next request after its revocation', async () => {
    const { apiKeys, records } = setUp();
    const { key, change } = records.add();
    await expect(apiKeys.verify(key)).resolves.toBeDefined();
    change({ revokedAt: iso(0) });
    await expect(apiKeys.verify(key)).rejects.toMatchObject({ reason: 'revoked' });
  });
});

describe('a bad API key', () => {
  it.each<[string, Partial<ApiKeyRecord>, string]>([
    ['revoked', { revokedAt: iso(-1) }, 'revoked'],
    ['revoked by a clock that is ahead', { revokedAt: iso(5) }, 'revoked'],
    ['expired', { expiresAt: iso(-1) }, 'expired'],
    ['with an expiry that nobody can read', { expiresAt: 'soon' }, 'expired'],
  ])('is refused: %s', async (_name, change, reason) => {
    const { apiKeys, records } = setUp();
    await expect(apiKeys.verify(records.add(change).key)).rejects.toMatchObject({ reason });
    await apiKeys.close();
    expect(records.touched).toEqual([]);
  });

  it('is refused where nobody made it, after one look-up', async () => {
    const { apiKeys, records } = setUp();
    await expect(apiKeys.verify(createApiKey(prefix).key)).rejects.toMatchObject({ reason: 'unknown' });
    expect(records.lookups).toBe(1);
  });

  it('costs no look-up: 10,000 wrong checksums', async () => {
    const { apiKeys, records } = setUp();
    for (let tried = 0; tried < 10_000; tried++) {
      const { key } = createApiKey(prefix);
      const other = createApiKey(prefix).key.slice(-6);
      await expect(apiKeys.verify(key.slice(0, -6) + other)).rejects.toThrow(InvalidCredential);
    }
    expect(records.lookups).toBe(0);
  });

  it('costs no look-up: any change of one character', async () => {
    const { apiKeys, records } = setUp();
    const { key } = records.add();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(key.length),
        fc.oneof(
          fc.constant(''),
          fc.stringMatching(/^[0-9A-Za-z]$/),
          fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
        ),
        fc.boolean(),
        async (at, text, insert) => {
          const changed = key.slice(0, at) + text + key.slice(insert ? at : at + 1);
          fc.pre(changed !== key);
          await expect(apiKeys.verify(changed)).rejects.toThrow(InvalidCredential);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(records.lookups).toBe(0);
  });

  it('costs no look-up: whatever it is', async () => {
    const { apiKeys, records } = setUp();
    const { key } = records.add();
    const shapes = [
      '',
      prefix,
      key.slice(0, -1),
      `${key}0`,
      key + key,
      ` ${key}`,
      `${key} `,
      key.toUpperCase(),
      key.slice(7),
      `other_${key.slice(7)}`,
      `${prefix}${'0'.repeat(36)}`,
    ];
    for (const shape of shapes) await expect(apiKeys.verify(shape), shape).rejects.toThrow(InvalidCredential);
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60 }), async (text) => {
        await expect(apiKeys.verify(prefix + text)).rejects.toThrow(InvalidCredential);
      }),
    );
    expect(records.lookups).toBe(0);
  });

  it('of another product fails the checksum, which covers the prefix', async () => {
    const { apiKeys } = setUp();
    const foreign = createApiKey('other_').key;
    await expect(apiKeys.verify(prefix + foreign.slice('other_'.length))).rejects.toMatchObject({
      reason: 'checksum',
    });
  });

  it('is no failure of the store, and that one passes through', async () => {
    const fault = new Error('the database is out');
    const records = { findByHash: () => Promise.reject(fault), touchLastUsed: async () => undefined };
    await expect(createApiKeys({ prefix, records }).verify(createApiKey(prefix).key)).rejects.toBe(fault);
  });
});
