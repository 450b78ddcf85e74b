import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type Tap = {
  readonly url: string;
  /** Connections that the gateway holds open now. */
  open(): number;
  /** Connections that it ever made. */
  made(): number;
  /** Bytes that came back through it. */
  answered(): number;
};

/** A wire between the gateway and the stand-in that counts connections; cut when the test ends. */
export async function tap(target: string): Promise<Tap> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let made = 0;
  let answered = 0;
  const server = createServer((socket) => {
    made += 1;
    sockets.add(socket);
    const onward = connect(Number(port), hostname);
    onward.on('data', (bytes) => {
      answered += bytes.length;
    });
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    open: () => sockets.size,
    made: () => made,
    answered: () => answered,
  };
}
