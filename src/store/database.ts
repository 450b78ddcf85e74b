import { resolve } from 'node:path';
import type { Knex } from 'knex';
import { type Limits, longLimits, requestLimits } from './limits.ts';
import { connectPostgres } from './postgres.ts';
import { connectSqlite } from './sqlite.ts';
import { type Tries, tryInTime, watchConnecting } from './tries.ts';

/**
 * The one way to the tables. Each function throws `ApiError('SERVICE_UNAVAILABLE')` when the database cannot be
 * reached in time, and passes every other error on.
 */
export type Database = {
  /** Runs one statement that may be run twice: a read, or a write that changes nothing the second time. */
  query<T>(statement: (db: Knex) => PromiseLike<T>): Promise<T>;
  /** Runs a transaction, all or nothing. `work` may be run again, so it must do nothing but write to `trx`. */
  transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
  /** The same on a connection of its own, for work of many seconds that no request waits for. */
  longTransaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** Takes warnings of the driver, such as of a lost connection. They name hosts and SQL, no values. */
  readonly log?: (message: string) => void;
};

const transactionTries: Tries = { busy: Number.POSITIVE_INFINITY, notConnected: 2 };
/** The pool may hold several broken connections. */
const queryTries: Tries = { ...transactionTries, lostConnection: Number.POSITIVE_INFINITY };

export function openDatabase(databaseUrl: string, options: DatabaseOptions = {}): Database {
  const connect = connectorFor(databaseUrl, options);
  const requests = connect(requestLimits);

  return {
    query: (statement) => tryInTime(requestLimits, queryTries, async () => statement(requests)),

    transaction: (work) => tryInTime(requestLimits, transactionTries, () => requests.transaction(work)),

    async longTransaction(work) {
      const pool = connect(longLimits);
      try {
        return await tryInTime(longLimits, transactionTries, () => pool.transaction(work));
      } finally {
        await pool.destroy();
      }
    },

    close: () => requests.destroy(),
  };
}

/**
 * Makes other transactions that ask for the same name wait until this one ends, also when its process is killed.
 * SQLite needs nothing: its write transactions take turns anyway.
 */
export async function lockByName(trx: Knex.Transaction, name: string): Promise<void> {
  if (trx.client.dialect !== 'postgresql') return;
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`billing-portal ${name}`]);
}

function connectorFor(databaseUrl: string, { log }: DatabaseOptions): (limits: Limits) => Knex {
  const say = (message: unknown) => log?.(String(message));
  const logger = { warn: say, error: say, debug: () => {}, deprecate: say };
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) {
    return (limits) => watchConnecting(connectPostgres(databaseUrl, limits, logger));
  }
  if (/^sqlite:./.test(databaseUrl)) {
    const file = resolve(databaseUrl.slice('sqlite:'.length));
    return (limits) => watchConnecting(connectSqlite(file, limits, logger));
  }
  throw new Error('A database URL is sqlite:<path> or postgres://…');
}
