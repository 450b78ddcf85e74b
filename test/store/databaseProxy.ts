import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * Stands between a store and its PostgreSQL server, to take it away: `refuse` ends all connections and takes no new
 * one, `hang` keeps and takes connections but passes nothing on, `pass` makes all well again for new connections.
 */
export async function startDatabaseProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  let mode: 'pass' | 'hang' | 'refuse' = 'pass';
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    if (mode === 'refuse') return client.destroy();
    const upstream = connect(Number(target.port || 5432), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (mode === 'pass') to.write(bytes);
      });
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');

  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);

  function endConnections(): void {
    for (const socket of sockets) socket.destroy();
  }

  return {
    url: url.href,
    pass: () => {
      mode = 'pass';
    },
    hang: () => {
      mode = 'hang';
    },
    refuse: () => {
      mode = 'refuse';
      endConnections();
    },
    async close(): Promise<void> {
      endConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
