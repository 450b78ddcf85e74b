import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Connection = {
  /** The responses that the caller still waits for, in the order of their requests. */
  readonly owed: Set<ServerResponse>;
  /** The request that came last. */
  last?: IncomingMessage;
};

export type Connections = {
  /** Notes a request, whose response is owed until it is closed. */
  owe(request: IncomingMessage, response: ServerResponse): void;
  owedOn(socket: Socket): readonly ServerResponse[];
  lastOn(socket: Socket): IncomingMessage | undefined;
  /** Tells who waits for a response that their connection closes after it. */
  announceClose(): void;
  /** Closes each connection as soon as nothing is owed on it: one on which nothing was ever asked at once. */
  closeIdle(): void;
};

/** Keeps account of a server's connections. Node's own lists do not count one that is silent, or became idle later. */
export function trackConnections(server: Server): Connections {
  const open = new Map<Socket, Connection>();
  let closing = false;
  const owedOn = (socket: Socket) => [...(open.get(socket)?.owed ?? [])];
  const closeIfIdle = (socket: Socket) => {
    if (owedOn(socket).length === 0) socket.destroySoon();
  };
  server.on('connection', (socket) => {
    open.set(socket, { owed: new Set() });
    socket.once('close', () => open.delete(socket));
  });
  return {
    owe(request, response) {
      const { socket } = request;
      const connection = open.get(socket);
      if (connection === undefined) return;
      connection.last = request;
      connection.owed.add(response);
      response.once('close', () => {
        connection.owed.delete(response);
        if (closing) closeIfIdle(socket);
      });
    },
    owedOn,
    lastOn: (socket) => open.get(socket)?.last,
    announceClose() {
      for (const { owed } of open.values()) {
        const last = [...owed].at(-1);
        if (last && !last.headersSent) last.setHeader('Connection', 'close');
      }
    },
    closeIdle() {
      closing = true;
      for (const socket of open.keys()) closeIfIdle(socket);
    },
  };
}
