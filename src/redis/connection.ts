import { setImmediate as turn } from 'node:timers/promises';
import { createClient } from 'redis';

/** Longer answers than this count as none. */
const answerMilliseconds = 250;

export type RedisConnection = {
  readonly client: object;
  /** Whether Redis answers now. */
  isReady(): boolean;
  /**
   * Waits for an answer of Redis, but not long: one that is late counts as none, and so does Redis until it answers a
   * ping. (The client's own time-out ends when a command is sent.)
   *
   * @throws Error where it is late, and what the answer throws.
   */
  inTime<T>(answer: Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * Connects to Redis in the background and, whenever the connection is lost, again. It never rejects: who uses it does
 * without while it is not ready.
 *
 * @param url `redis://…` or `rediss://…`
 */
export function connectRedis(
  url: string,
  log: { warn(fields: object, message: string): void; info(fields: object, message: string): void },
): RedisConnection {
  const client = createClient({
    url,
    // A command that cannot be sent now fails now, instead of waiting in a queue.
    disableOfflineQueue: true,
    pingInterval: 1_000,
    socket: {
      connectTimeout: 1_000,
      socketTimeout: 3_000,
      reconnectStrategy: (tries) => Math.min(100 * tries, 1_000),
    },
  });
  let answers: boolean | undefined;
  const back = () => {
    if (answers === false) log.info({}, 'Redis answers again: limits are shared by all replicas');
    answers = true;
  };
  const lost = (error: unknown) => {
    if (answers !== false)
      log.warn({ err: error }, 'Redis does not answer: each replica counts limits for itself');
    answers = false;
  };
  client.on('ready', back).on('ping-interval', back).on('error', lost);
  const connecting = client.connect().catch(() => {});
  return {
    client,
    isReady: () => client.isReady && answers === true,
    async inTime(answer) {
      const late = new Error(`no answer within ${answerMilliseconds} ms`);
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(async () => {
          // It may be this process that was late: what has come meanwhile is read first.
          await turn();
          reject(late);
        }, answerMilliseconds);
      });
      try {
        return await Promise.race([answer, tooLate]);
      } catch (error) {
        if (error === late) lost(error);
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      client.destroy();
      await connecting;
    },
  };
}
