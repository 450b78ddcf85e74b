import { describe, expect, it } from 'vitest';
import { createApiKey, createApiKeys } from '../../src/auth/apiKeys.ts';
import { iso, liveKey, prefix, setUp } from './apiKeysSetUp.ts';

describe('the last-used time of an API key', () => {
  it('is written once for many requests at once, and again after a minute', async () => {
    const { apiKeys, records, clock } = setUp();
    const { key } = records.add();
    await Promise.all(Array.from({ length: 50 }, () => apiKeys.verify(key)));
    for (const seconds of [1, 59.999, 60, 61, 119, 120]) {
      clock.seconds = seconds;
      await apiKeys.verify(key);
    }
    await apiKeys.close();
    expect(records.touched).toEqual([0, 60, 120].map((seconds) => ({ id: 'key1', at: iso(seconds) })));
  });

  it('is written for each key', async () => {
    const { apiKeys, records } = setUp();
    await apiKeys.verify(records.add().key);
    await apiKeys.verify(records.add().key);
    await apiKeys.close();
    expect(records.touched.map(({ id }) => id)).toEqual(['key1', 'key2']);
  });

  it('is left alone where another replica wrote it within the minute', async () => {
    const { apiKeys, records } = setUp();
    await apiKeys.verify(records.add({ lastUsedAt: iso(-59) }).key);
    await apiKeys.verify(records.add({ lastUsedAt: iso(-60) }).key);
    await apiKeys.close();
    expect(records.touched.map(({ id }) => id)).toEqual(['key2']);
  });

  it('holds no request up', async () => {
    const { key, hash } = createApiKey(prefix);
    let write = () => {};
    const written = new Promise<void>((resolve) => {
      write = resolve;
    });
    const records = {
      findByHash: async (asked: string) => (asked === hash ? liveKey : undefined),
      touchLastUsed: () => written,
    };
    const apiKeys = createApiKeys({ prefix, records });
    await expect(apiKeys.verify(key)).resolves.toBeDefined();

    let closed = false;
    const closing = apiKeys.close().then(() => {
      closed = true;
    });
    await expect(apiKeys.verify(key)).resolves.toBeDefined();
    expect(closed).toBe(false);
    write();
    await closing;
  });

  it('that cannot be written is logged, fails no request and is not tried by each', async () => {
    const { apiKeys, records, logged, clock } = setUp();
    records.fails = true;
    const { key } = records.add();
    await expect(apiKeys.verify(key)).resolves.toBeDefined();
    await expect(apiKeys.verify(key)).resolves.toBeDefined();
    clock.seconds = 60;
    await expect(apiKeys.verify(key)).resolves.toBeDefined();
    await apiKeys.close();
    expect(logged).toHaveLength(2);
    expect(logged[0]).toMatchObject({ fields: { keyId: 'key1' } });
    expect(JSON.stringify(logged)).not.toContain(key);
  });
});
