import { setTimeout as pause } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import pg from 'pg';
import { requestLimits } from './limits.ts';
import { tryInTime } from './tries.ts';

/** Locks that other processes respect. */
export type SharedLocks = {
  /**
   * @param signal gives up waiting.
   * @returns a signal that aborts when the lock is lost.
   */
  acquire(name: string, signal: AbortSignal): Promise<AbortSignal>;
  release(name: string): Promise<void>;
  close(): Promise<void>;
};

type Session = {
  readonly client: pg.Client;
  readonly connected: Promise<unknown>;
  readonly lost: AbortSignal;
};

/**
 * PostgreSQL's advisory locks, all of this process on one connection of their own: however many are held for however
 * long, no request waits for a connection, and the server gives them back when the process dies. They belong to the
 * session, so a pooler in between must not share sessions by transaction.
 */
export function createAdvisoryLocks(databaseUrl: string): SharedLocks {
  let session: Session | undefined;
  const turn = new Mutex();

  function connect(): Session {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'billing-portal locks',
      keepAlive: true,
      connectionTimeoutMillis: requestLimits.connect,
      statement_timeout: requestLimits.statement,
      query_timeout: requestLimits.statement + 100,
    });
    const lost = new AbortController();
    const opened: Session = { client, connected: client.connect(), lost: lost.signal };
    const end = () => {
      if (session === opened) session = undefined;
      lost.abort(new Error('The connection that held the locks was lost'));
    };
    client.on('error', end).on('end', end);
    opened.connected.catch(end);
    return opened;
  }

  /** One statement. A session that does not answer may or may not hold the lock: it is given up with all its locks. */
  async function ask(statement: string, name: string): Promise<{ held: boolean; lost: AbortSignal }> {
    return tryInTime(requestLimits, { lostConnection: 2 }, async () => {
      session ??= connect();
      const { client, connected, lost } = session;
      try {
        await connected;
        const values = [`billing-portal ${name}`];
        const { rows } = await turn.runExclusive(() => client.query<{ held: boolean }>(statement, values));
        return { held: rows[0]?.held === true, lost };
      } catch (error) {
        if (session?.client === client) session = undefined;
        client.end().catch(() => {});
        throw error;
      }
    });
  }

  return {
    async acquire(name, signal) {
      for (let wait = 20; ; wait = Math.min(wait * 1.5, 200)) {
        signal.throwIfAborted();
        const { held, lost } = await ask(
          'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
          name,
        );
        if (held) return lost;
        await pause(wait * (0.5 + Math.random()), undefined, { signal });
      }
    },
    async release(name) {
      // The work is done: a lock that cannot be given back ends with its session.
      if (session === undefined) return;
      await ask('select pg_advisory_unlock(hashtextextended($1, 0)) as held', name).catch(() => {});
    },
    async close() {
      await session?.client.end().catch(() => {});
      session = undefined;
    },
  };
}
