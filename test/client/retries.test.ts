import { describe, expect, it } from 'vitest';
import { errorOf, givenServer } from './clients.ts';
import { failure, portal, type Step } from './failingServer.ts';

const retried: readonly (readonly [string, Step])[] = [
  ['a reset connection', 'reset'],
  ['a connection that breaks within the answer', 'cut'],
  ['429', failure(429, 'RATE_LIMITED')],
  ['502', failure(502, 'STRIPE_BAD_RESPONSE')],
  ['503', failure(503, 'STRIPE_UNAVAILABLE')],
  ['409 IDEMPOTENCY_IN_PROGRESS', failure(409, 'IDEMPOTENCY_IN_PROGRESS')],
  ["a proxy's 502", { status: 502, text: '<h1>Bad gateway</h1>' }],
];

const final: readonly (readonly [string, Step])[] = [
  ['400', failure(400, 'NO_STRIPE_CUSTOMER')],
  ['401', failure(401, 'UNAUTHORIZED')],
  ['403', failure(403, 'FORBIDDEN')],
  ['404', failure(404, 'NOT_FOUND')],
  ['another 409', failure(409, 'SLUG_TAKEN')],
  ['422', failure(422, 'IDEMPOTENCY_KEY_REUSE')],
  ['500', failure(500, 'INTERNAL_ERROR')],
  ["a proxy's 504", { status: 504, text: '<h1>Gateway time-out</h1>' }],
  ['a page in the place of JSON', { status: 200, text: '<h1>Please sign in to this network</h1>' }],
];

describe('retries', () => {
  it.each(retried)('%s is tried again', async (_, step) => {
    const { client, server } = await givenServer([step, step, portal]);
    expect(await client.createBillingPortal()).toEqual(portal.json);
    expect(server.received).toHaveLength(3);
  });

  it.each(final)('%s is not', async (_, step) => {
    const { client, server } = await givenServer([step, portal]);
    await errorOf(client.createBillingPortal());
    expect(server.received).toHaveLength(1);
  });

  it('a try that takes too long is given up and tried again', async () => {
    const { client, server } = await givenServer(['hang', portal], { timeoutMs: 50 });
    expect(await client.createBillingPortal()).toEqual(portal.json);
    expect(server.received).toHaveLength(2);
  });

  it('three times by default, then the last error is told', async () => {
    const { client, server } = await givenServer(['reset', failure(503, 'STRIPE_UNAVAILABLE')]);
    expect(await errorOf(client.createBillingPortal())).toMatchObject({
      code: 'STRIPE_UNAVAILABLE',
      status: 503,
    });
    expect(server.received).toHaveLength(4);
  });

  it('never with a limit of 0', async () => {
    const { client, server } = await givenServer(['reset', portal], { retries: { limit: 0 } });
    expect(await errorOf(client.createBillingPortal())).toMatchObject({
      code: 'CONNECTION_FAILED',
      status: 0,
    });
    expect(server.received).toHaveLength(1);
  });

  it('every try sends the same body and the same idempotency key', async () => {
    const { client, server } = await givenServer(['reset', failure(503, 'STRIPE_UNAVAILABLE'), portal]);
    await client.openSubscriptionsPortal({ returnUrl: 'https://yourapp.com/billing' });
    const keys = server.received.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(server.received.map(({ body }) => body)).toEqual(
      Array(3).fill('{"returnUrl":"https://yourapp.com/billing"}'),
    );
  });

  it('another call has another key, and a caller may give one', async () => {
    const { client, server } = await givenServer([portal]);
    await client.createBillingPortal();
    await client.createBillingPortal();
    await client.createBillingPortal({ idempotencyKey: 'checkout-42' });
    const [first, second, third] = server.received.map(({ headers }) => headers['idempotency-key']);
    expect(first).not.toBe(second);
    expect(third).toBe('checkout-42');
  });

  it('reading sends no idempotency key', async () => {
    const { client, server } = await givenServer([{ status: 200, json: { status: 'ok' } }]);
    await client.getLiveness();
    expect(server.received[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('Retry-After is waited for', async () => {
    const { client, server } = await givenServer([
      failure(503, 'STRIPE_UNAVAILABLE', { 'Retry-After': '1' }),
      portal,
    ]);
    const start = performance.now();
    await client.createBillingPortal();
    expect(performance.now() - start).toBeGreaterThanOrEqual(1_000);
    expect(server.received).toHaveLength(2);
  });

  it('a Retry-After beyond the total is told at once, and left to the caller', async () => {
    const { client, server } = await givenServer([
      failure(429, 'RATE_LIMITED', { 'Retry-After': '45' }),
      portal,
    ]);
    expect(await errorOf(client.createBillingPortal())).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 45,
    });
    expect(server.received).toHaveLength(1);
  });

  it('tries and waits together stay below the total', async () => {
    const { client } = await givenServer(['hang'], { retries: { totalMs: 100, limit: 100 } });
    const start = performance.now();
    expect(await errorOf(client.createBillingPortal())).toMatchObject({ code: 'CONNECTION_FAILED' });
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
