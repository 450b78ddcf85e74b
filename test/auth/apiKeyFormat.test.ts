import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApiKey, createApiKeys, isApiKey } from '../../src/auth/apiKeys.ts';
import { liveKey, prefix, setUp } from './apiKeysSetUp.ts';

/** The published checksum, reckoned another way: CRC-32 of all before it, in base62, most significant digit first. */
function withChecksum(text: string): string {
  const base62 = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
  return (
    text + [5, 4, 3, 2, 1, 0].map((place) => base62[Math.floor(crc32(text) / 62 ** place) % 62]).join('')
  );
}

describe('a new API key', () => {
  it('is prefix, 30 random characters and a checksum of 6, all base62', () => {
    const { key, hash, preview } = createApiKey(prefix);
    expect(key).toMatch(/^llmgen_[0-9A-Za-z]{36}$/);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(preview).toBe(`${key.slice(0, 11)}…${key.slice(-4)}`);
  });

  it('is another one each time', () => {
    const keys = Array.from({ length: 1_000 }, () => createApiKey(prefix));
    expect(new Set(keys.map(({ key }) => key.slice(7, 37))).size).toBe(1_000);
    expect(new Set(keys.map(({ hash }) => hash)).size).toBe(1_000);
  });

  it('has every character equally often', () => {
    const counts = new Map<string, number>();
    const keys = 4_000;
    for (let made = 0; made < keys; made++) {
      for (const character of createApiKey(prefix).key.slice(7, 37)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    const expected = (keys * 30) / 62;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(62);
    // 61 on average, above 150 once in some thousand million runs; a byte taken modulo 62 gives about 800.
    expect(chiSquare).toBeLessThan(150);
  });

  it('ends in the CRC-32 of what is before', () => {
    for (let made = 0; made < 100; made++) {
      const { key } = createApiKey(prefix);
      expect(key).toBe(withChecksum(key.slice(0, -6)));
    }
  });

  it('passes, under any prefix', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-z.$]{1,10}_$/), async (prefix) => {
        const { key, hash } = createApiKey(prefix);
        const records = {
          findByHash: async (asked: string) => (asked === hash ? liveKey : undefined),
          touchLastUsed: async () => undefined,
        };
        expect(isApiKey(prefix, key)).toBe(true);
        await expect(createApiKeys({ prefix, records }).verify(key)).resolves.toMatchObject({ keyId: 'k' });
      }),
    );
  });
});

describe('a made-up API key whose checksum is right', () => {
  it.each([
    ['a good form', prefix + '0'.repeat(30), 'unknown', 1],
    ['another prefix', `other1_${'0'.repeat(30)}`, 'malformed', 0],
    ['a character that is not base62', `${prefix}${'0'.repeat(29)}-`, 'malformed', 0],
    ['a character too few', prefix + '0'.repeat(29), 'malformed', 0],
    ['a character too many', prefix + '0'.repeat(31), 'malformed', 0],
  ])('is refused with %s', async (_name, text, reason, lookups) => {
    const { apiKeys, records } = setUp();
    await expect(apiKeys.verify(withChecksum(text))).rejects.toMatchObject({ reason });
    expect(records.lookups).toBe(lookups);
  });
});
