import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './random.ts';

export type SlowStripe = { readonly url: string; close(): Promise<void> };

/**
 * Stands in front of a stand-in and lets each request take its time, on the way there and back: what comes back is as
 * old as the way back was long, and a later request may overtake it.
 *
 * @param milliseconds the longest that both ways take together.
 */
export async function slowDown(target: string, milliseconds: number, random: Random): Promise<SlowStripe> {
  const server = createServer(async (request, response) => {
    try {
      const total = random.next() * milliseconds;
      const there = total * random.next();
      const body = await buffer(request);
      await sleep(there);
      const { method = 'GET', url = '/', headers } = request;
      const answer = await fetch(target + url, {
        method,
        headers: {
          authorization: headers.authorization ?? '',
          'content-type': headers['content-type'] ?? '',
        },
        ...(body.length > 0 && { body }),
      });
      const text = await answer.text();
      await sleep(total - there);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    } catch {
      response.destroy();
    }
  });
  server.keepAliveTimeout = 70_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
