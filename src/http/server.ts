import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { trackConnections } from './connections.ts';
import { originForm } from './requestTarget.ts';
import { answerUnreadable } from './unreadable.ts';

/** In milliseconds. */
export type Timeouts = {
  /** For the head of a request, from its first byte (or from the connection's start). */
  readonly headersTimeout: number;
  /** For the whole of a request. */
  readonly requestTimeout: number;
  /** How often Node looks for requests that are late. */
  readonly connectionsCheckingInterval: number;
  /** How long a connection stays open between two requests. */
  readonly keepAliveTimeout: number;
};

const usualTimeouts: Timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  // Longer than the idle time of common load balancers (60 s), or they would send into a closed connection.
  keepAliveTimeout: 65_000,
};

/** How long an idle connection stays open while draining, for a request that is on its way. */
const drainGraceMilliseconds = 300;

/**
 * How short a turn of the event loop is in which nothing happens, and how long to look for one. A process that has too
 * much to do has none: then one in which no connection comes will do. Together with the longest call to Stripe (8 s), the
 * last is shorter than the time that a drain may take.
 */
const quietMilliseconds = 0.1;
const quietSearchMilliseconds = 500;
const longestSearchMilliseconds = 2_000;

export type HttpServer = {
  readonly server: Server;
  /** Stops listening, lets every request that has begun be answered, and closes the connections. */
  drain(): Promise<void>;
};

/**
 * An HTTP server whose every answer is the app's, to what is no HTTP too. The app finds that on `req.unreadable`.
 *
 * @example const { server, drain } = createServer(app);
 */
export function createServer(app: RequestListener, timeouts: Timeouts = usualTimeouts): HttpServer {
  let draining = false;
  const serve: RequestListener = (req, res) => {
    req.url = originForm(req.url ?? '/');
    connections.owe(req, res);
    if (draining) res.setHeader('Connection', 'close');
    app(req, res);
  };
  // A wrong Host is refused in `wellFormed`, in the envelope of its path.
  const server = createHttpServer({ ...timeouts, requireHostHeader: false }, serve);
  const connections = trackConnections(server);
  // An expectation that we do not know is no reason to refuse (RFC 9110, section 10.1.1: a server MAY).
  server.on('checkExpectation', serve);
  answerUnreadable(server, serve, connections);
  return {
    server,
    async drain() {
      await quietTurn(server);
      // Not before: told that their connections close, callers would make new ones just now.
      draining = true;
      const closed = new Promise<void>((resolve) => server.once('close', resolve));
      // http.Server.close would cut idle connections at once, and with them a request that is just arriving.
      NetServer.prototype.close.call(server);
      connections.announceClose();
      await pause(drainGraceMilliseconds);
      // What has arrived by now is read first.
      await turn();
      connections.closeIdle();
      await closed;
      // Ends the timer that looks for late requests.
      server.close();
    },
  };
}

/**
 * Waits for a turn of the event loop in which no connection comes and that is over in no time. Connections that the
 * kernel has taken and Node has not are reset when listening ends, with the requests on them; Node takes one in a turn.
 */
async function quietTurn(server: Server): Promise<void> {
  let cameAt = performance.now();
  const note = () => {
    cameAt = performance.now();
  };
  server.on('connection', note);
  const start = cameAt;
  for (let turned = start; turned - start < longestSearchMilliseconds; ) {
    await turn();
    const now = performance.now();
    const isQuiet = now - turned < quietMilliseconds || now - start > quietSearchMilliseconds;
    if (cameAt < turned && isQuiet) break;
    turned = now;
  }
  server.off('connection', note);
}
