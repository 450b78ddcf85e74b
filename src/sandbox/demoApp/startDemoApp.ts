import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Answer, send } from '../standIn/answer.ts';
import { answerTo, type DemoAppParts, plain } from './answerTo.ts';

export type DemoApp = {
  /** Its origin; on `localhost`, the only host where an app's origin may be http. */
  readonly url: string;
  /** Until then it says that the sandbox is starting. */
  open(parts: DemoAppParts): void;
  close(): Promise<void>;
};

/**
 * Starts the demo app: a made-up app whose users are the demo owners. It sells by the stand-in's checkout, and its
 * “Manage billing” button calls the service from the browser, as any app would.
 *
 * @param port 0 takes a free one.
 * @throws Error where the port is taken (`EADDRINUSE`).
 */
export async function startDemoApp(port: number): Promise<DemoApp> {
  let parts: DemoAppParts | undefined;
  const server = createServer(async (request, response) => {
    send(response, parts ? await answerTo(parts, url, request).catch(failed) : starting);
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const address = server.address();
  const url = `http://localhost:${typeof address === 'object' ? address?.port : port}`;
  return {
    url,
    open(given) {
      parts = given;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const starting = plain(503, 'The sandbox is starting. Please try again in a moment.');

function failed(error: unknown): Answer {
  process.emitWarning(error instanceof Error ? error : String(error));
  return plain(500, 'The demo app failed; its warnings say how.');
}
