import { mkdirSync, rmdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import { requestLimits } from '../../src/store/limits.ts';
import { connectSqlite } from '../../src/store/sqlite.ts';
import { startDatabaseProxy } from './databaseProxy.ts';
import { forEachDatabase, openRaw } from './databases.ts';
import { factsOf, fresh, freshUser, keyOf } from './facts.ts';

await forEachDatabase((kind, open, url) => {
  const atEnd: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of atEnd.splice(0).reverse()) await end();
  });

  /** Another program that lets nobody write billing accounts until `release`. */
  async function holdTables() {
    const raw = openRaw(url());
    atEnd.push(() => raw.destroy());
    const connection = await raw.client.acquireConnection();
    atEnd.push(() => raw.client.releaseConnection(connection));
    const run = (sql: string) => raw.raw(sql).connection(connection);
    if (kind === 'sqlite') await run('begin immediate');
    else {
      await run('begin');
      await run('lock table billing_accounts in access exclusive mode');
    }
    return { release: () => run('commit') };
  }

  it('tells within 2.5 s that the database is held, and recovers', { timeout: 20_000 }, async () => {
    const store = open();
    const facts = factsOf(freshUser());
    const { release } = await holdTables();
    const links = () =>
      Array.from({ length: 20 }, () => expectUnavailable(store.billingAccounts.link(facts)));
    const first = links();
    await pause(1_000);
    await Promise.all([...first, ...links()]);
    await release();
    expect(await store.billingAccounts.link(facts)).toMatchObject({ customerId: facts.customerId });
  });

  it('waits for another writer who is soon done, and does other things meanwhile', async () => {
    const store = open();
    const facts = factsOf(freshUser());
    const { release } = await holdTables();
    const linked = store.billingAccounts.link(facts);
    await pause(300);
    await release();
    expect(await linked).toMatchObject({ customerId: facts.customerId });
  });

  it('passes errors on that are no outage', async () => {
    const store = open();
    const key = keyOf(fresh('u'));
    await store.apiKeys.insert(key);
    const error = await store.apiKeys.insert({ ...key, id: fresh('key') }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(ApiError);
    expect(String(error)).not.toContain(key.hash);
  });

  it('is unavailable once closed', async () => {
    const store = open();
    await store.ping();
    await store.close();
    await expectUnavailable(store.ping());
  });

  it('refuses a URL of another kind without repeating it', () => {
    for (const wrong of ['mysql://ada:secret@host/x', 'sqlite:', 'secret']) {
      expect(() => open(wrong)).toThrow('A database URL is');
      expect(() => open(wrong)).not.toThrow('secret');
    }
  });

  if (kind === 'sqlite') {
    describe('only SQLite', () => {
      it('is unavailable while the file cannot be opened, and recovers', async () => {
        const path = `${url().slice('sqlite:'.length)}-folder`;
        mkdirSync(path);
        const store = open(`sqlite:${path}`);
        await expectUnavailable(store.ping());
        rmdirSync(path);
        expect(await store.ping()).toBeUndefined();
      });

      it('begins a transaction by taking the write lock', async () => {
        const file = url().slice('sqlite:'.length);
        const pools = [
          connectSqlite(file, requestLimits, {}),
          connectSqlite(file, requestLimits, {}),
        ] as const;
        atEnd.push(() => Promise.all(pools.map((pool) => pool.destroy())));
        await pools[0].transaction(async () => {
          const second = pools[1].transaction(async () => {});
          await expect(second).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
        });
      });

      it('makes the file and its folder', async () => {
        const store = open(`${url()}-new/deeper/x.db`);
        expect(await store.migrate()).not.toEqual([]);
      });
    });
    return;
  }

  describe('only PostgreSQL', () => {
    async function openThroughProxy(change = (proxied: string) => proxied) {
      const proxy = await startDatabaseProxy(url());
      const store = open(change(proxy.url));
      atEnd.push(() => proxy.close());
      atEnd.push(() => store.close());
      return { proxy, store };
    }

    it('repeats a read whose connection breaks under it', async () => {
      const store = open();
      const { release } = await holdTables();
      const found = store.billingAccounts.find(freshUser(), false);
      const raw = openRaw(url());
      atEnd.push(() => raw.destroy());
      await vi.waitFor(async () => {
        const ended = await raw('pg_stat_activity')
          .select(raw.raw('pg_terminate_backend(pid)'))
          .where({ application_name: 'billing-portal', wait_event_type: 'Lock' })
          .whereRaw('datname = current_database()');
        expect(ended).toHaveLength(1);
      });
      await release();
      expect(await found).toBeUndefined();
    });

    it('works on after the server has ended every connection', async () => {
      const store = open();
      await Promise.all(Array.from({ length: 10 }, () => store.ping()));
      const raw = openRaw(url());
      await raw.raw(
        'select pg_terminate_backend(pid) from pg_stat_activity ' +
          "where datname = current_database() and application_name = 'billing-portal'",
      );
      await raw.destroy();
      const facts = factsOf(freshUser());
      expect(await store.billingAccounts.find(facts.owner, false)).toBeUndefined();
      expect(await store.billingAccounts.link(facts)).toMatchObject({ customerId: facts.customerId });
    });

    it('is unavailable while the server refuses connections, and recovers', async () => {
      const { proxy, store } = await openThroughProxy();
      await store.ping();
      proxy.refuse();
      await Promise.all(Array.from({ length: 30 }, () => expectUnavailable(store.ping())));
      await expectUnavailable(store.billingAccounts.link(factsOf(freshUser())));
      proxy.pass();
      expect(await store.ping()).toBeUndefined();
      expect(await store.billingAccounts.link(factsOf(freshUser()))).toBeDefined();
    });

    it('is unavailable within 2.5 s when the server goes silent, and recovers', {
      timeout: 30_000,
    }, async () => {
      const { proxy, store } = await openThroughProxy();
      await Promise.all(Array.from({ length: 10 }, () => store.ping()));
      proxy.hang();
      await Promise.all(Array.from({ length: 30 }, () => expectUnavailable(store.ping())));
      await expectUnavailable(store.billingAccounts.link(factsOf(freshUser())));
      proxy.pass();
      await vi.waitFor(() => store.ping(), { timeout: 5_000 });
      expect(await store.billingAccounts.link(factsOf(freshUser()))).toBeDefined();
    });

    it('is unavailable within 2.5 s when the server never answers a new connection', async () => {
      const { proxy, store } = await openThroughProxy();
      proxy.hang();
      await Promise.all(Array.from({ length: 30 }, () => expectUnavailable(store.ping())));
    });

    it('is unavailable where the server does not know the database or the user', async () => {
      for (const part of ['pathname', 'username'] as const) {
        const { store } = await openThroughProxy((proxied) => {
          const other = new URL(proxied);
          other[part] = 'nobody_knows_this';
          return other.href;
        });
        await expectUnavailable(store.ping());
      }
    });
  });
});

async function expectUnavailable(work: Promise<unknown>): Promise<void> {
  const start = performance.now();
  const error = await work.catch((reason: unknown) => reason);
  const took = performance.now() - start;
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    options: { headers: { 'Retry-After': expect.stringMatching(/^\d+$/) }, cause: expect.any(Error) },
  });
  expect(took).toBeLessThan(2_500);
}
