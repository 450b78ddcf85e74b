import { Mutex } from 'async-mutex';
import { createAdvisoryLocks } from './advisoryLocks.ts';

/** Locks by name, each held by one piece of work at a time, for as long as the work takes. */
export type NamedLocks = {
  /**
   * Runs work under a lock: one at a time, in the order in which they came to this process.
   *
   * @param work its signal aborts where the lock was lost on the way, and when `signal` does.
   * @param signal gives up waiting, too.
   * @throws ApiError SERVICE_UNAVAILABLE where the database cannot be reached, and what `work` throws.
   * @example await locks.run('customer cus_1', async (signal) => …)
   */
  run<T>(name: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
  close(): Promise<void>;
};

/**
 * Locks within this process, and on PostgreSQL between processes too. On SQLite one process follows Stripe; what a
 * command does beside it is put right by the next event.
 */
export function createNamedLocks(databaseUrl: string): NamedLocks {
  const shared = databaseUrl.startsWith('sqlite:') ? undefined : createAdvisoryLocks(databaseUrl);
  const queues = new Map<string, { readonly mutex: Mutex; users: number }>();

  async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const queue = queues.get(name) ?? { mutex: new Mutex(), users: 0 };
    queues.set(name, queue);
    queue.users += 1;
    try {
      return await queue.mutex.runExclusive(work);
    } finally {
      queue.users -= 1;
      if (queue.users === 0) queues.delete(name);
    }
  }

  return {
    run: (name, work, signal = new AbortController().signal) =>
      inTurn(name, async () => {
        signal.throwIfAborted();
        if (shared === undefined) return work(signal);
        const lost = await shared.acquire(name, signal);
        const { either, unlink } = eitherOf(signal, lost);
        try {
          return await work(either);
        } finally {
          unlink();
          await shared.release(name);
        }
      }),
    close: async () => shared?.close(),
  };
}

/** Not AbortSignal.any: the connection's signal lives long, and would keep a link for each lock. */
function eitherOf(...signals: readonly AbortSignal[]): { either: AbortSignal; unlink: () => void } {
  const controller = new AbortController();
  const links = signals.map((signal) => {
    const follow = () => controller.abort(signal.reason);
    if (signal.aborted) follow();
    signal.addEventListener('abort', follow, { once: true });
    return () => signal.removeEventListener('abort', follow);
  });
  return { either: controller.signal, unlink: () => links.forEach((end) => void end()) };
}
