import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { afterAll, beforeAll, describe } from 'vitest';
import { openStore, type Store } from '../../src/store/connection.ts';

export type DatabaseKind = 'sqlite' | 'postgres';
export type TestDatabase = { readonly url: string; drop(): Promise<void> };
export type OpenStore = (url?: string) => Store;

const serverUrl = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const titles = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;
const storeFolder = new URL('../../src/store/', import.meta.url);

let postgresProblem: Promise<string | undefined> | undefined;

/** Whether the PostgreSQL server of the tests (`TEST_POSTGRES_URL`) answers; says so on the console if not. */
export async function postgresAvailable(): Promise<boolean> {
  postgresProblem ??= onServer((server) => server.raw('select 1')).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const problem = await postgresProblem;
  if (problem) console.warn(`PostgreSQL is not there, its tests are skipped: ${problem}`);
  return problem === undefined;
}

/**
 * Makes a database for one test file, migrated unless `empty` is asked for.
 *
 * @example
 * const { url, drop } = await createDatabase('sqlite');
 */
export async function createDatabase(kind: DatabaseKind, { empty = false } = {}): Promise<TestDatabase> {
  return kind === 'sqlite' ? createSqlite(empty) : createPostgres(empty);
}

/**
 * Runs a suite for SQLite and for PostgreSQL, on a migrated database of its own. The latter is skipped where the
 * server cannot be reached, unless REQUIRE_SERVICES=1: then it fails.
 *
 * @param suite gets the kind of the database, a function that opens it (or another one) and closes it at the end,
 *   and one that gives its URL; both only inside a test or a hook.
 * @example
 * forEachDatabase((kind, open) => {
 *   it('answers', async () => expect(await open().ping()).toBeUndefined());
 * });
 */
export async function forEachDatabase(
  suite: (kind: DatabaseKind, open: OpenStore, url: () => string) => void,
): Promise<void> {
  const skipPostgres = process.env.REQUIRE_SERVICES !== '1' && !(await postgresAvailable());
  for (const kind of ['sqlite', 'postgres'] as const) {
    describe.skipIf(kind === 'postgres' && skipPostgres)(titles[kind], () => {
      let database: TestDatabase | undefined;
      const stores: Store[] = [];
      const url = () => {
        if (!database) throw new Error('The database is there in tests and hooks only');
        return database.url;
      };
      beforeAll(async () => {
        database = await createDatabase(kind);
      });
      afterAll(async () => {
        await Promise.all(stores.map((store) => store.close()));
        await database?.drop();
      });
      suite(
        kind,
        (other) => {
          const store = openStore(other ?? url());
          stores.push(store);
          return store;
        },
        url,
      );
    });
  }
}

/** Opens a database past the store, to see or do what the store would not. */
export function openRaw(url: string) {
  return url.startsWith('sqlite:')
    ? knex.knex({
        client: 'better-sqlite3',
        connection: { filename: url.slice('sqlite:'.length) },
        useNullAsDefault: true,
      })
    : knex.knex({ client: 'pg', connection: url, pool: { min: 0, max: 2 } });
}

async function createSqlite(empty: boolean): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'billing-portal-store-'));
  const url = `sqlite:${join(folder, 'test.db')}`;
  if (!empty) await migrate(url);
  return { url, drop: async () => rmSync(folder, { recursive: true }) };
}

async function createPostgres(empty: boolean): Promise<TestDatabase> {
  const name = `billing_portal_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const template = empty ? 'template0' : await migratedTemplate();
  await onServer((server) => server.raw(`create database ${name} template ${template}`));
  return {
    url: urlOf(name),
    drop: () => onServer((server) => server.raw(`drop database if exists ${name} with (force)`)),
  };
}

/**
 * The name of a migrated database to copy. It is named after the migrations' sources, so it is never out of date, and
 * stays on the server for the next run. Older ones are dropped.
 */
async function migratedTemplate(): Promise<string> {
  const hash = createHash('sha256');
  const migrations = readdirSync(new URL('migrations/', storeFolder)).map((file) => `migrations/${file}`);
  for (const file of ['migrations.ts', ...migrations.sort()]) {
    hash.update(file).update(readFileSync(new URL(file, storeFolder)));
  }
  const prefix = 'billing_portal_template_';
  const template = `${prefix}${hash.digest('hex').slice(0, 12)}`;
  await onServer(async (server) => {
    // One connection: the lock is the session's, and other test files wait for it here.
    await server.raw('select pg_advisory_lock(hashtextextended(?, 0))', [prefix]);
    const known: string[] = await server('pg_database')
      .where('datname', 'like', `${prefix}%`)
      .pluck('datname');
    if (known.includes(template)) return;
    for (const old of known) await server.raw(`drop database ${old} with (force)`);
    const unfinished = `${prefix}unfinished`;
    await server.raw(`create database ${unfinished} template template0`);
    await migrate(urlOf(unfinished));
    await server.raw(`alter database ${unfinished} rename to ${template}`);
  });
  return template;
}

async function migrate(url: string): Promise<void> {
  const store = openStore(url);
  await store.migrate();
  await store.close();
}

function urlOf(name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(work: (server: ReturnType<typeof openRaw>) => PromiseLike<unknown>): Promise<void> {
  const server = knex.knex({
    client: 'pg',
    connection: { connectionString: serverUrl, connectionTimeoutMillis: 5_000 },
    pool: { min: 0, max: 1 },
    log: { warn: () => {} },
  });
  try {
    await work(server);
  } finally {
    await server.destroy();
  }
}
