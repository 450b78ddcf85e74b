import { getEventListeners } from 'node:events';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { promisedLimits } from '../../src/stripe/resilience.ts';
import { failed, shortLimits, watchedGateway } from './gatewayOnStandIn.ts';
import { tap } from './tap.ts';

async function setUp(limits = shortLimits) {
  const standIn = await startStandIn();
  onTestFinished(() => standIn.close());
  const wire = await tap(standIn.url);
  const { id: customerId } = standIn.create.customer({});
  return { standIn, wire, customerId, ...watchedGateway(wire.url, {}, limits) };
}

describe('a caller who hangs up', () => {
  it('ends the call at once, and its connection is closed', async () => {
    const { open, standIn, wire, customerId, outcomes } = await setUp(promisedLimits);
    standIn.faults.next({ kind: 'hang' });
    const caller = new AbortController();
    const call = open(customerId, caller.signal);
    await vi.waitFor(() => expect(standIn.requests).toHaveLength(1));
    expect(wire.open()).toBe(1);
    const gone = new Error('gone');
    caller.abort(gone);
    await expect(call).rejects.toBe(gone);
    await vi.waitFor(() => expect(wire.open()).toBe(0));
    expect(standIn.requests).toHaveLength(1);
    expect(outcomes).toEqual(['aborted']);
  });

  it('does so while an answer drips, too', async () => {
    const { open, standIn, wire, customerId } = await setUp(promisedLimits);
    standIn.faults.next({ kind: 'drip', intervalMs: 10 });
    const caller = new AbortController();
    const call = open(customerId, caller.signal);
    await vi.waitFor(() => expect(wire.answered()).toBeGreaterThan(0));
    caller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(wire.open()).toBe(0));
  });

  it('before the call: Stripe hears nothing', async () => {
    const { open, standIn, customerId } = await setUp();
    await expect(open(customerId, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(standIn.requests).toHaveLength(0);
  });

  it('is no failure of Stripe: the breaker stays closed', async () => {
    const { open, standIn, customerId, gateway } = await setUp(promisedLimits);
    standIn.faults.next({ kind: 'hang', times: 10 });
    const caller = new AbortController();
    const calls = Array.from({ length: 10 }, () => open(customerId, caller.signal));
    await vi.waitFor(() => expect(standIn.requests).toHaveLength(10));
    caller.abort();
    await Promise.allSettled(calls);
    expect(gateway.breaker()).toBe('closed');
  });
});

it('calls leave no timer behind, and no link to the caller’s signal', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const { open, standIn } = await setUp(promisedLimits);
  const caller = new AbortController();
  const before = timers();
  for (let i = 0; i < 5; i += 1) {
    standIn.faults.next({ kind: 'reset' });
    await open('cus_unknown', caller.signal);
  }
  // The servers of this process have a timer or two of their own.
  expect(timers()).toBeLessThan(before + 5);
  expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
});

describe('connections', () => {
  it('of tries that were given up are closed', async () => {
    const { open, standIn, wire, customerId } = await setUp();
    standIn.faults.next({ kind: 'hang' });
    standIn.faults.next({ kind: 'drip', intervalMs: 10 });
    await failed(open(customerId));
    expect(wire.made()).toBe(2);
    await vi.waitFor(() => expect(wire.open()).toBe(0));
  });

  it('are used again', async () => {
    const { open, wire } = await setUp();
    for (let i = 0; i < 5; i += 1) await open('cus_unknown');
    expect(wire.made()).toBe(1);
  });

  it('that Stripe closed between two calls do no harm', async () => {
    const { open, standIn, wire } = await setUp();
    await open('cus_unknown');
    standIn.faults.next({ kind: 'reset' });
    expect(await open('cus_unknown')).toBeUndefined();
    expect(wire.made()).toBe(2);
  });

  it('are all closed by close(), kept ones and those in use', async () => {
    const { open, standIn, wire, customerId, gateway } = await setUp(promisedLimits);
    await open('cus_unknown');
    standIn.faults.next({ kind: 'hang', times: 3 });
    const calls = Array.from({ length: 3 }, () => failed(open(customerId)));
    await vi.waitFor(() => expect(standIn.requests).toHaveLength(4));
    await open('cus_unknown');
    expect(wire.open()).toBe(4);
    await gateway.close();
    for (const call of calls) expect(await call).toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
    await vi.waitFor(() => expect(wire.open()).toBe(0));
  });
});
