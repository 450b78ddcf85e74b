import { describe, expect, it } from 'vitest';
import { givenServer } from './clients.ts';
import { failure } from './failingServer.ts';

describe('an abort', () => {
  it('ends a wait between tries at once', async () => {
    const unavailable = failure(503, 'STRIPE_UNAVAILABLE', { 'Retry-After': '60' });
    const { client, server } = await givenServer([unavailable], { retries: { totalMs: 600_000 } });
    // The answer is there long before, so that the abort falls into the wait.
    const call = client.createBillingPortal({ signal: AbortSignal.timeout(300) });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(server.received).toHaveLength(1);
  });

  it('ends a try at once, and is no failed connection', async () => {
    const { client, server } = await givenServer(['hang'], { retries: { limit: 0 } });
    const controller = new AbortController();
    const call = client.createBillingPortal({ signal: controller.signal });
    await server.arrived(1);
    controller.abort(new Error('The page was left'));
    await expect(call).rejects.toThrow('The page was left');
    expect(server.received).toHaveLength(1);
  });

  it('ends the wait for the token', async () => {
    const { client, server } = await givenServer(['hang'], { token: () => new Promise(() => {}) });
    const controller = new AbortController();
    const call = client.createBillingPortal({ signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.received).toHaveLength(0);
  });

  it('before the call sends nothing', async () => {
    const { client, server } = await givenServer(['hang']);
    await expect(client.createBillingPortal({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(server.received).toHaveLength(0);
  });
});
