import { describe, expect, it } from 'vitest';
import { forEachDatabase, openRaw } from '../store/databases.ts';
import { fresh } from '../store/facts.ts';

/** Work that holds a lock until it is told to end. */
function holder() {
  const inside = Promise.withResolvers<AbortSignal>();
  const end = Promise.withResolvers<void>();
  const work = async (signal: AbortSignal) => {
    inside.resolve(signal);
    await end.promise;
  };
  return { work, inside: inside.promise, end: () => end.resolve() };
}

await forEachDatabase((kind, open, url) => {
  it('work under one name is done one after the other, under others at once', async () => {
    const { locks } = open();
    const name = fresh('lock');
    const seen: string[] = [];
    const first = holder();
    const done = locks.run(name, async (signal) => {
      await first.work(signal);
      seen.push('first');
    });
    await first.inside;
    const second = locks.run(name, async () => seen.push('second'));
    await locks.run(fresh('lock'), async () => seen.push('other'));
    first.end();
    await Promise.all([done, second]);
    expect(seen).toEqual(['other', 'first', 'second']);
  });

  it('a lock is free again after work that fails', async () => {
    const { locks } = open();
    const name = fresh('lock');
    await expect(locks.run(name, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await locks.run(name, async () => 'free')).toBe('free');
  });

  it('who gave up waiting does no work', async () => {
    const { locks } = open();
    const name = fresh('lock');
    const first = holder();
    const done = locks.run(name, first.work);
    await first.inside;
    const controller = new AbortController();
    let worked = false;
    const second = locks.run(
      name,
      async () => {
        worked = true;
      },
      controller.signal,
    );
    controller.abort(new Error('gave up'));
    first.end();
    await expect(second).rejects.toThrow('gave up');
    await done;
    expect(worked).toBe(false);
  });

  if (kind === 'sqlite') return;

  describe('only PostgreSQL', () => {
    it('work under one name is done one after the other in all processes', async () => {
      const [one, other] = [open(), open()];
      const name = fresh('lock');
      const first = holder();
      const seen: string[] = [];
      const done = one.locks.run(name, async (signal) => {
        await first.work(signal);
        seen.push('one');
      });
      await first.inside;
      const second = other.locks.run(name, async () => seen.push('other'));
      await other.locks.run(fresh('lock'), async () => seen.push('meanwhile'));
      first.end();
      await Promise.all([done, second]);
      expect(seen).toEqual(['meanwhile', 'one', 'other']);
    });

    it('many locks at once take one connection, and none of the requests', async () => {
      const store = open();
      const holders = Array.from({ length: 50 }, holder);
      const done = Promise.all(holders.map(({ work }) => store.locks.run(fresh('lock'), work)));
      await Promise.all(holders.map(({ inside }) => inside));
      await store.ping();
      const raw = openRaw(url());
      const held = await raw('pg_locks')
        .where({ locktype: 'advisory', granted: true })
        .whereRaw('database = (select oid from pg_database where datname = current_database())');
      expect(held).toHaveLength(50);
      expect(new Set(held.map(({ pid }) => pid)).size).toBe(1);
      await raw.destroy();
      for (const { end } of holders) end();
      await done;
    });

    it('work whose lock is lost is told, and the lock can be had again', async () => {
      const store = open();
      const name = fresh('lock');
      const first = holder();
      const done = store.locks.run(name, first.work);
      const signal = await first.inside;
      const lost = new Promise((resolve) => signal.addEventListener('abort', resolve));
      const raw = openRaw(url());
      await raw.raw(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'billing-portal locks' and datname = current_database()",
      );
      await raw.destroy();
      await lost;
      expect(await open().locks.run(name, async () => 'had')).toBe('had');
      first.end();
      await done;
      expect(await store.locks.run(name, async () => 'again')).toBe('again');
    });
  });
});
