import knex, { type Knex } from 'knex';
import type { Limits } from './limits.ts';

/**
 * Opens a pool on a PostgreSQL database.
 *
 * The server stops a statement that takes too long. The client's own, later clock is for a server that no longer
 * answers at all.
 *
 * @param url `postgres://user:password@host:port/database`, with the parameters that node-postgres knows.
 */
export function connectPostgres(url: string, limits: Limits, log: Knex.Logger): Knex {
  return knex.knex({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: 'billing-portal',
      keepAlive: true,
      connectionTimeoutMillis: limits.connect,
      statement_timeout: limits.statement,
      query_timeout: limits.statement + 100,
      idle_in_transaction_session_timeout: limits.statement + 10_000,
    },
    compileSqlOnError: false,
    log,
    pool: {
      min: 0,
      max: limits.connections,
      acquireTimeoutMillis: limits.acquire,
      createTimeoutMillis: limits.acquire,
      validate: isReady,
    },
  });
}

/** A connection still busy with a query that its caller gave up is closed, not lent again. */
function isReady(connection: { readyForQuery?: boolean }): boolean {
  return connection.readyForQuery === true;
}
