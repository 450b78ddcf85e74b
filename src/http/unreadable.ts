import { once } from 'node:events';
import { IncomingMessage, METHODS, type RequestListener, type Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Connections } from './connections.ts';

type ClientError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };

/** How long a caller may take to read the answer before the connection goes; closed at once, it could miss it. */
const lingerMilliseconds = 2_000;

/**
 * Has what Node gives up on answered all the same: what is no HTTP, a head that is too large, a request that does not
 * come to its end, and CONNECT. Such a request goes the way of every other one, so that it is named, logged and refused
 * in the envelope of its path; then its connection closes.
 */
export function answerUnreadable(server: Server, serve: RequestListener, connections: Connections): void {
  const givenUp = new WeakSet<Socket>();

  server.on('connect', (request: IncomingMessage, stream) => {
    if (!(stream instanceof Socket)) return void stream.destroy();
    stream.on('error', () => stream.destroy());
    answerLast(serve, request, stream);
  });

  server.on('clientError', async (error: ClientError, socket: Socket) => {
    // Node tells of every piece that comes after, too.
    if (givenUp.has(socket)) return;
    givenUp.add(socket);

    const owed = connections.owedOn(socket);
    const broken = owed.find(({ req }) => !req.complete);
    // The answers to requests that came whole go first.
    await Promise.all(owed.map((response) => response === broken || once(response, 'close')));

    const isAnswered = broken === undefined && connections.lastOn(socket)?.complete === false;
    const isGone = error.code === 'ECONNRESET' || !socket.writable;
    if (isGone || isAnswered || broken?.headersSent || socket.bytesRead === 0) {
      socket.destroy();
      return;
    }
    broken?.detachSocket(socket);
    const request = broken?.req ?? readHead(error.rawPacket, socket);
    answerLast(serve, Object.assign(request, { unreadable: error }), socket);
  });
}

/** What can be told of a request from its first bytes. */
function readHead(bytes: Buffer | undefined, socket: Socket): IncomingMessage {
  const [, word = '', target = '/'] = /^(\S{1,40}) (\S+)/.exec(bytes?.toString('latin1') ?? '') ?? [];
  // Any other word would be a label of the metrics that the caller makes up.
  const method = METHODS.includes(word) ? word : '';
  return Object.assign(new IncomingMessage(socket), { method, url: target });
}

function answerLast(serve: RequestListener, request: IncomingMessage, socket: Socket): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => {
    response.detachSocket(socket);
    response.emit('close');
    socket.end();
    const timer = setTimeout(() => socket.destroy(), lingerMilliseconds);
    socket.once('close', () => clearTimeout(timer));
  });
  serve(request, response);
}
