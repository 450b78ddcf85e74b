import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, gatewayOnStandIn } from './gatewayOnStandIn.ts';

// The breaker goes by the date: the tests move it instead of waiting.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

async function setUp() {
  const watched = await gatewayOnStandIn();
  const { standIn, customerId, open } = watched;
  /** A call that fails at its first try. */
  const fail = async () => {
    standIn.faults.next({ kind: 'status', status: 503, shouldRetry: false });
    expect(await failed(open(customerId))).toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
  };
  const succeed = async () => expect(await open(customerId)).toMatch(standIn.url);
  const breakIt = async () => {
    for (let i = 0; i < 5; i += 1) await fail();
    expect(watched.gateway.breaker()).toBe('open');
  };
  return { ...watched, fail, succeed, breakIt };
}

describe('the breaker opens', () => {
  it('by 5 failures in a row, not by 4', async () => {
    const { fail, gateway } = await setUp();
    for (let i = 0; i < 4; i += 1) await fail();
    expect(gateway.breaker()).toBe('closed');
    await fail();
    expect(gateway.breaker()).toBe('open');
  });

  it('by half of the last 20, not by 9', async () => {
    const { fail, succeed, gateway } = await setUp();
    await succeed();
    await succeed();
    for (let i = 0; i < 9; i += 1) {
      await succeed();
      await fail();
    }
    expect(gateway.breaker()).toBe('closed');
    await fail();
    expect(gateway.breaker()).toBe('open');
  });

  it('by calls that hang, too', async () => {
    const { gateway, standIn, open, customerId } = await setUp();
    standIn.faults.next({ kind: 'hang', times: Number.POSITIVE_INFINITY });
    await Promise.all(Array.from({ length: 5 }, () => failed(open(customerId))));
    expect(gateway.breaker()).toBe('open');
  });

  it('not by what Stripe refuses, which ends a row of failures', async () => {
    const { fail, open, standIn, gateway, customerId } = await setUp();
    for (let i = 0; i < 6; i += 1) {
      standIn.faults.next({ kind: 'status', status: 403 });
      await failed(open(customerId));
    }
    for (let i = 0; i < 4; i += 1) await fail();
    expect(await open('cus_unknown')).toBeUndefined();
    for (let i = 0; i < 4; i += 1) await fail();
    expect(gateway.breaker()).toBe('closed');
  });

  it('and says so in the log', async () => {
    const { breakIt, log } = await setUp();
    await breakIt();
    expect(log).toEqual([expect.stringContaining('"breaker":"open"')]);
  });
});

describe('while it is open', () => {
  it('calls are refused within 50 ms, Stripe hears nothing, and Retry-After is the time that remains', async () => {
    const { breakIt, open, standIn, customerId, outcomes } = await setUp();
    await breakIt();
    const heard = standIn.requests.length;
    const first = await failed(open(customerId));
    expect(first).toMatchObject({ code: 'STRIPE_UNAVAILABLE', retryAfter: 10 });
    expect(first.ms).toBeLessThan(50);
    pass(7);
    expect(await failed(open(customerId))).toMatchObject({ retryAfter: 3 });
    expect(standIn.requests).toHaveLength(heard);
    expect(outcomes.at(-1)).toBe('breaker_open');
  });

  it('even while other calls are under way', async () => {
    const { fail, open, standIn, customerId, gateway } = await setUp();
    for (let i = 0; i < 4; i += 1) await fail();
    standIn.faults.next({ kind: 'delay', ms: 150, times: 19 });
    const slow = Array.from({ length: 19 }, () => open(customerId));
    await vi.waitFor(() => expect(standIn.requests).toHaveLength(4 + 19));
    await fail();
    expect(gateway.breaker()).toBe('open');
    expect((await failed(open(customerId))).ms).toBeLessThan(50);
    await Promise.all(slow);
  });
});

describe('after 10 s', () => {
  it('one call is let through, the others are refused within 50 ms, and its success closes the breaker', async () => {
    const { breakIt, open, succeed, standIn, customerId, gateway } = await setUp();
    await breakIt();
    pass(10);
    standIn.faults.next({ kind: 'delay', ms: 100 });
    const heard = standIn.requests.length;
    const probe = open(customerId);
    const others = await Promise.all(Array.from({ length: 10 }, () => failed(open(customerId))));
    expect(gateway.breaker()).toBe('half-open');
    for (const other of others) {
      expect(other).toMatchObject({ code: 'STRIPE_UNAVAILABLE', retryAfter: 1 });
      expect(other.ms).toBeLessThan(50);
    }
    expect(await probe).toMatch(standIn.url);
    expect(standIn.requests).toHaveLength(heard + 1);
    expect(gateway.breaker()).toBe('closed');
    await succeed();
  });

  it('a probe that fails opens it for 10 s more', async () => {
    const { breakIt, fail, open, succeed, customerId } = await setUp();
    await breakIt();
    pass(10);
    await fail();
    pass(9);
    expect(await failed(open(customerId))).toMatchObject({ retryAfter: 1 });
    pass(1);
    await succeed();
  });

  it('a probe whose caller hangs up goes on, and what becomes of it counts', async () => {
    const { breakIt, open, standIn, customerId, gateway } = await setUp();
    await breakIt();
    pass(10);
    standIn.faults.next({ kind: 'status', status: 503, shouldRetry: false });
    const caller = new AbortController();
    const probe = open(customerId, caller.signal);
    caller.abort();
    expect(await failed(probe)).toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
    expect(gateway.breaker()).toBe('open');
  });

  it('a success wipes out the failures before it', async () => {
    const { breakIt, fail, succeed, gateway } = await setUp();
    await breakIt();
    pass(10);
    await succeed();
    for (let i = 0; i < 4; i += 1) await fail();
    expect(gateway.breaker()).toBe('closed');
  });
});
