import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { failed, watchedGateway } from './gatewayOnStandIn.ts';

/** A server that says the same to every request: what a proxy, a captive portal or a bug may put in Stripe's place. */
async function sayer(status: number, body: string, headers: Record<string, string> = {}): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, headers);
    response.end(body);
    if (headers['Content-Length']) response.socket?.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
  return `http://127.0.0.1:${address.port}`;
}

const session = {
  object: 'billing_portal.session',
  customer: 'cus_1',
  livemode: false,
  url: 'https://billing.stripe.com/p/session/test_1',
};

describe('an answer that is not in the form of Stripe', () => {
  it.each([
    [503, '<h1>Bad gateway</h1>', 'STRIPE_UNAVAILABLE', 'server_error'],
    [500, '{}', 'STRIPE_UNAVAILABLE', 'server_error'],
    [500, '5', 'STRIPE_UNAVAILABLE', 'server_error'],
    [500, '{"error": 5}', 'STRIPE_UNAVAILABLE', 'server_error'],
    [429, '', 'STRIPE_UNAVAILABLE', 'rate_limited'],
    [401, '<h1>Who are you?</h1>', 'INTERNAL_ERROR', 'key_refused'],
    [404, '<h1>Not found</h1>', 'INTERNAL_ERROR', 'bad_request'],
    [404, '{"error": "not_found", "error_description": "x"}', 'INTERNAL_ERROR', 'bad_request'],
    [302, '', 'STRIPE_BAD_RESPONSE', 'bad_response'],
    [200, '', 'STRIPE_BAD_RESPONSE', 'bad_response'],
    [200, '5', 'STRIPE_BAD_RESPONSE', 'bad_response'],
    [200, 'null', 'STRIPE_BAD_RESPONSE', 'bad_response'],
    [200, '"https://billing.stripe.com/p/1"', 'STRIPE_BAD_RESPONSE', 'bad_response'],
    [200, '[]', 'STRIPE_BAD_RESPONSE', 'bad_response'],
    [200, '{"error": {"message": "no"}}', 'STRIPE_BAD_RESPONSE', 'bad_response'],
    [200, '{"error": 5}', 'STRIPE_BAD_RESPONSE', 'bad_response'],
  ])('%i %j is %s', async (status, body, code, outcome) => {
    const { open, outcomes } = watchedGateway(await sayer(status, body));
    expect(await failed(open('cus_1'))).toMatchObject({ code });
    expect(outcomes).toEqual([outcome]);
  });

  it('cut off in the middle is STRIPE_UNAVAILABLE', async () => {
    const { open, outcomes } = watchedGateway(
      await sayer(200, JSON.stringify(session), { 'Content-Length': '9999' }),
    );
    expect(await failed(open('cus_1'))).toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
    expect(outcomes).toEqual(['connection']);
  });
});

describe('a session', () => {
  it('as asked for is taken', async () => {
    const { open } = watchedGateway(await sayer(200, JSON.stringify(session)));
    expect(await open('cus_1')).toBe(session.url);
  });

  it('of another customer is STRIPE_BAD_RESPONSE', async () => {
    const { open } = watchedGateway(await sayer(200, JSON.stringify({ ...session, customer: 'cus_2' })));
    expect(await failed(open('cus_1'))).toMatchObject({ code: 'STRIPE_BAD_RESPONSE' });
  });

  it.each([undefined, null, 5, {}])('with the URL %j is STRIPE_BAD_RESPONSE', async (url) => {
    const { open } = watchedGateway(await sayer(200, JSON.stringify({ ...session, url })));
    expect(await failed(open('cus_1'))).toMatchObject({ code: 'STRIPE_BAD_RESPONSE' });
  });
});
