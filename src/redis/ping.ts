import { createClient } from 'redis';

/**
 * Asks Redis once.
 *
 * @param url `redis://…` or `rediss://…`
 * @returns whether it answered, within some seconds.
 */
export async function pingRedis(url: string): Promise<boolean> {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: 2_000, socketTimeout: 2_000, reconnectStrategy: false },
  });
  // It throws what it has no listener for.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
    return true;
  } catch {
    return false;
  } finally {
    client.destroy();
  }
}
