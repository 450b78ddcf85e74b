import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import type { Limits } from './limits.ts';

type SqliteConnection = { pragma(text: string): unknown; close(): void };

/**
 * Opens a pool on an SQLite file and makes the folder that it lies in.
 *
 * The pool is of one connection: better-sqlite3 runs every statement on this thread anyway, and so no two
 * transactions of one pool can wait for each other.
 *
 * @param file an absolute path.
 */
export function connectSqlite(file: string, limits: Limits, log: Knex.Logger): Knex {
  mkdirSync(dirname(file), { recursive: true });
  const pool = knex.knex({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    compileSqlOnError: false,
    log,
    pool: { min: 1, max: 1, acquireTimeoutMillis: limits.acquire, afterCreate: prepareConnection },
  });
  beginImmediately(pool);
  return pool;
}

function prepareConnection(
  connection: SqliteConnection,
  done: (error: unknown, connection: SqliteConnection) => void,
): void {
  try {
    // Waiting inside SQLite would stop the whole process, so the busy time-out is that of database.ts, which asks
    // again until its time is over.
    connection.pragma('busy_timeout = 0');
    connection.pragma('journal_mode = WAL');
    connection.pragma('foreign_keys = ON');
    done(null, connection);
  } catch (error) {
    connection.close();
    done(error, connection);
  }
}

/**
 * Knex begins with a plain BEGIN, which takes the write lock at the first write: if another process wrote since
 * the first read, that fails at once, whatever the time-out (https://sqlite.org/lang_transaction.html).
 */
function beginImmediately({ client }: Knex): void {
  const begin = client.transaction.bind(client);
  client.transaction = (...parameters: unknown[]) => {
    const transaction = begin(...parameters);
    transaction.begin = (connection: unknown) => transaction.query(connection, 'BEGIN IMMEDIATE;');
    return transaction;
  };
}
