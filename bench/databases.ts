import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export type BenchDatabase = {
  readonly title: 'SQLite' | 'PostgreSQL';
  readonly url: string;
  drop(): Promise<void>;
};

/** An empty SQLite database, and one on the PostgreSQL server of the tests (`TEST_POSTGRES_URL`) where it answers. */
export async function createDatabases(): Promise<BenchDatabase[]> {
  return [createSqlite(), ...(await createPostgres())];
}

function createSqlite(): BenchDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'billing-portal-bench-'));
  return {
    title: 'SQLite',
    url: `sqlite:${join(folder, 'bench.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function createPostgres(): Promise<BenchDatabase[]> {
  const server = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const name = `billing_portal_bench_${process.pid}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 3_000 });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  try {
    await run(`create database ${name}`);
  } catch (error) {
    console.warn(`PostgreSQL is not there, and not measured: ${error}`);
    return [];
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = () => run(`drop database ${name} with (force)`);
  return [{ title: 'PostgreSQL', url: url.href, drop }];
}
