import { describe, expect, it, vi } from 'vitest';
import { promisedLimits } from '../../src/stripe/resilience.ts';
import { failed, gatewayOnStandIn } from './gatewayOnStandIn.ts';

/** Twenty calls that hang, each with a caller of its own. */
async function allPlacesTaken() {
  const watched = await gatewayOnStandIn({}, promisedLimits);
  const { standIn, open, customerId } = watched;
  standIn.faults.next({ kind: 'hang', times: 20 });
  const callers = Array.from({ length: 20 }, () => new AbortController());
  const calls = Promise.allSettled(callers.map(({ signal }) => open(customerId, signal)));
  await vi.waitFor(() => expect(standIn.requests).toHaveLength(20));
  const leave = async () => {
    for (const caller of callers) caller.abort();
    await calls;
  };
  return { ...watched, leave, leaveOne: () => callers[0]?.abort() };
}

describe('of calls at once', () => {
  it('20 reach Stripe; the next waits 1 s and is refused, with Retry-After', async () => {
    const { open, standIn, customerId, outcomes, gateway, leave } = await allPlacesTaken();
    const failure = await failed(open(customerId));
    expect(failure).toMatchObject({ code: 'STRIPE_UNAVAILABLE', retryAfter: 1 });
    expect(failure.ms).toBeGreaterThan(950);
    expect(failure.ms).toBeLessThan(1500);
    expect(standIn.requests).toHaveLength(20);
    expect(outcomes).toEqual(['no_place']);
    expect(gateway.breaker()).toBe('closed');
    await leave();
  });

  it('the next gets the place that comes free', async () => {
    const { open, standIn, customerId, leave, leaveOne } = await allPlacesTaken();
    const waiting = open(customerId);
    leaveOne();
    expect(await waiting).toMatch(standIn.url);
    await leave();
  });

  it('one that waits can leave, and no place is lost', async () => {
    const { open, standIn, customerId, leave } = await allPlacesTaken();
    const impatient = new AbortController();
    const left = open(customerId, impatient.signal);
    impatient.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    await leave();
    standIn.faults.next({ kind: 'hang', times: 20 });
    const caller = new AbortController();
    const calls = Array.from({ length: 20 }, () => open(customerId, caller.signal));
    await vi.waitFor(() => expect(standIn.requests).toHaveLength(40));
    caller.abort();
    await Promise.allSettled(calls);
  });
});
