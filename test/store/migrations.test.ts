import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { migrateUp, NewerDatabaseError, ownMigrations } from '../../src/store/migrations.ts';
import { createDatabase, forEachDatabase, openRaw } from './databases.ts';
import { factsOf, freshUser } from './facts.ts';

const tables = [
  'users',
  'organizations',
  'members',
  'billing_accounts',
  'api_keys',
  'billing_account_changes',
  'portal_attempts',
];
const names = ownMigrations.map((migration) => migration.name);
/** 25 rounds of 8 starters is the drill: MIGRATION_ROUNDS=25. */
const rounds = Number(process.env.MIGRATION_ROUNDS ?? 3);

await forEachDatabase((kind, open) => {
  const dropAtEnd: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(dropAtEnd.splice(0).map((drop) => drop()));
  });

  async function emptyDatabase(): Promise<string> {
    const { url, drop } = await createDatabase(kind, { empty: true });
    dropAtEnd.push(drop);
    return url;
  }

  async function expectMigratedAndUnlocked(url: string): Promise<void> {
    const raw = openRaw(url);
    try {
      expect(await raw('knex_migrations').orderBy('id').pluck('name')).toEqual(names);
      expect(await raw('knex_migrations_lock').pluck('is_locked')).toEqual([0]);
      if (kind === 'postgres') {
        const locks = raw('pg_locks').where({ locktype: 'advisory' });
        const here = await locks.whereRaw(
          'database = (select oid from pg_database where datname = current_database())',
        );
        expect(here).toEqual([]);
      }
    } finally {
      await raw.destroy();
    }
  }

  async function tablesOf(url: string): Promise<string[]> {
    const raw = openRaw(url);
    const there = await Promise.all(tables.map((table) => raw.schema.hasTable(table)));
    await raw.destroy();
    return tables.filter((_, index) => there[index]);
  }

  describe('migrate', () => {
    it('goes up, down and up again', async () => {
      const url = await emptyDatabase();
      const store = open(url);
      expect(await store.migrate()).toEqual(names);
      const owner = freshUser();
      await store.billingAccounts.link(factsOf(owner));
      expect(await store.rollback()).toEqual([...names].reverse());
      expect(await tablesOf(url)).toEqual([]);
      expect(await store.migrate()).toEqual(names);
      expect(await tablesOf(url)).toEqual(tables);
      expect(await store.billingAccounts.find(owner, false)).toBeUndefined();
      await store.close();
    });

    it('does nothing where all is up to date', async () => {
      expect(await open().migrate()).toEqual([]);
    });

    it('undoes all migrations, or those of the last time', async () => {
      const url = await emptyDatabase();
      const database = openDatabase(url);
      await migrateUp(database, ownMigrations.slice(0, 1));
      await migrateUp(database);
      await database.close();
      const store = open(url);
      expect(await store.rollback()).toEqual(names.slice(1).reverse());
      await store.migrate();
      expect(await store.rollback({ all: true })).toEqual([...names].reverse());
      await store.close();
    });

    it('refuses a database that a later version has migrated, and says so', async () => {
      const url = await emptyDatabase();
      const later = { name: '9999_later', up: async () => {}, down: async () => {} };
      const database = openDatabase(url);
      await migrateUp(database, [...ownMigrations, later]);
      await database.close();
      const store = open(url);
      await expect(store.migrate()).rejects.toThrow(NewerDatabaseError);
      await expect(store.migrate()).rejects.toThrow('9999_later');
      await expect(store.rollback()).rejects.toThrow(NewerDatabaseError);
      expect(await tablesOf(url)).toEqual(tables);
      await store.close();
    });

    it('leaves nothing behind when a migration fails', async () => {
      const url = await emptyDatabase();
      const failing = {
        name: '9999_failing',
        up: () => Promise.reject(new Error('no')),
        down: async () => {},
      };
      const database = openDatabase(url);
      await expect(migrateUp(database, [...ownMigrations, failing])).rejects.toThrow('no');
      expect(await tablesOf(url)).toEqual([]);
      expect(await migrateUp(database)).toEqual(names);
      await database.close();
    });

    it('succeeds in 8 processes at once, every time, and leaves no lock', { timeout: 300_000 }, async () => {
      const starters = await Promise.all(Array.from({ length: 8 }, startMigrator));
      try {
        for (let round = 0; round < rounds; round++) {
          const url = await emptyDatabase();
          const answers = await Promise.all(starters.map((starter) => ask(starter, { url })));
          expect(answers).toEqual(starters.map(() => 'done'));
          await expectMigratedAndUnlocked(url);
        }
      } finally {
        await Promise.all(starters.map(stop));
      }
    });

    it('succeeds after a process was killed in the middle of it', { timeout: 60_000 }, async () => {
      const url = await emptyDatabase();
      const victim = await startMigrator();
      expect(await ask(victim, { url, hang: true })).toBe('inside');
      const store = open(url);
      const migrated = store.migrate();
      await stop(victim);
      expect(await migrated).toEqual(names);
      await expectMigratedAndUnlocked(url);
      await store.close();
    });
  });
});

async function startMigrator(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('migrator.child.ts', import.meta.url)), { execArgv: [] });
  await once(child, 'message');
  return child;
}

async function ask(child: ChildProcess, order: { url: string; hang?: boolean }): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(order);
  return (await answer)[0];
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
