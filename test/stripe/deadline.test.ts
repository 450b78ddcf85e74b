import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../src/sandbox/standIn/faults.ts';
import { promisedLimits } from '../../src/stripe/resilience.ts';
import { failed, gatewayOnStandIn } from './gatewayOnStandIn.ts';

async function callThrough(fault: FaultKind, times: number) {
  const { open, standIn, customerId } = await gatewayOnStandIn({}, promisedLimits);
  standIn.faults.next({ ...fault, times });
  const started = performance.now();
  const call = open(customerId);
  const failure = times === 1 ? undefined : await failed(call);
  const url = times === 1 ? await call : undefined;
  const ms = performance.now() - started;
  return { failure, url, ms, keys: standIn.requests.map(({ headers }) => headers.idempotencyKey) };
}

describe('in real time', () => {
  it('5 s a try and 8 s for all hold, whatever Stripe does', { timeout: 15_000 }, async () => {
    const [hang, drip, second] = await Promise.all([
      callThrough({ kind: 'hang' }, Number.POSITIVE_INFINITY),
      callThrough({ kind: 'drip', intervalMs: 500 }, Number.POSITIVE_INFINITY),
      callThrough({ kind: 'hang' }, 1),
    ]);
    for (const { failure, ms, keys } of [hang, drip]) {
      expect(failure).toMatchObject({ code: 'STRIPE_UNAVAILABLE', retryAfter: 5 });
      expect(ms).toBeGreaterThan(7900);
      expect(ms).toBeLessThan(8500);
      expect(keys).toHaveLength(2);
      expect(keys[0]).toBe(keys[1]);
    }
    expect(second.url).toMatch('/p/session/');
    expect(second.ms).toBeGreaterThan(5000);
    expect(second.ms).toBeLessThan(6000);
  });
});
