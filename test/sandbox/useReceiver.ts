import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type Stripe from 'stripe';
import { afterEach, beforeEach } from 'vitest';

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A server that takes webhooks, and answers as it is told: for each test of a file a new one. */
export function useReceiver() {
  let server: Server | undefined;
  let received: Received[] = [];
  /** The statuses of the next answers; then 200. */
  let answers: number[] = [];
  beforeEach(async () => {
    received = [];
    answers = [];
    const started = createServer(async (request, response) => {
      received.push({ headers: request.headers, body: await text(request) });
      response.writeHead(answers.shift() ?? 200).end();
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });
  return {
    get url() {
      const address = server?.address();
      return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/webhooks/stripe`;
    },
    get received(): readonly Received[] {
      return received;
    },
    answer: (...statuses: number[]) => void answers.push(...statuses),
    /** The events, checked as the SDK checks them. */
    events: (stripe: Stripe, secret: string): Stripe.Event[] =>
      received.map(({ headers, body }) =>
        stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', secret),
      ),
  };
}
