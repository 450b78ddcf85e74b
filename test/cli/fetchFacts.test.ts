import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchFacts } from '../../src/cli/directory/fetchFacts.ts';
import { ApiError } from '../../src/errors.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { createStripeGateway, type StripeGateway } from '../../src/stripe/gateway.ts';
import { promisedLimits } from '../../src/stripe/resilience.ts';

let standIn: StandIn;
let gateway: StripeGateway;

beforeEach(async () => {
  standIn = await startStandIn();
  const settings = {
    secretKey: 'sk_test_1234567890',
    livemode: false,
    apiBase: standIn.url,
    portalUrlHosts: [],
  };
  const log = { error: () => {}, warn: () => {} };
  // The promised limits, but for a breaker that is soon closed again.
  const limits = { ...promisedLimits, breaker: { ...promisedLimits.breaker, openMs: 300 } };
  gateway = createStripeGateway(settings, { log, observe: { stripeCall: () => {} } }, limits);
});

afterEach(async () => {
  await gateway.close();
  await standIn.close();
});

const unavailable = { kind: 'status', status: 503, method: 'GET', path: '/v1/*' } as const;

it('gives the facts of each customer, asked once, and says which Stripe does not know', async () => {
  const paid = Date.UTC(2025, 0, 1) / 1000;
  const [bought, never] = [standIn.create.customer().id, standIn.create.customer().id];
  standIn.create.invoice({ customer: bought, amount: 500, created: paid });
  const facts = await fetchFacts(gateway, [bought, never, 'cus_unknown', bought]);
  expect(Object.fromEntries(facts)).toEqual({
    [bought]: {
      deleted: false,
      livemode: false,
      purchasedAt: '2025-01-01T00:00:00.000Z',
      subscriptionStatus: null,
    },
    [never]: { deleted: false, livemode: false, purchasedAt: null, subscriptionStatus: null },
    cus_unknown: undefined,
  });
  expect(standIn.requests.filter(({ path }) => path === `/v1/customers/${bought}`)).toHaveLength(1);
});

describe('an outage', () => {
  it('at the start is told at once', async () => {
    standIn.faults.next({ ...unavailable, times: Number.POSITIVE_INFINITY });
    const told: number[] = [];
    await expect(
      fetchFacts(gateway, [standIn.create.customer().id], { onOutage: (seconds) => told.push(seconds) }),
    ).rejects.toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
    expect(told).toEqual([]);
  });

  it('in the middle is waited out', async () => {
    const customers = Array.from({ length: 7 }, () => standIn.create.customer().id);
    const told: number[] = [];
    let asked = 0;
    const failingOnce = {
      customerFacts: async (customerId: string, signal: AbortSignal) => {
        asked++;
        if (asked === 7) throw outage('0');
        return gateway.customerFacts(customerId, signal);
      },
    };
    const facts = await fetchFacts(failingOnce, customers, { onOutage: (seconds) => told.push(seconds) });
    expect([...facts.values()].filter(Boolean)).toHaveLength(7);
    expect(told).toEqual([0]);
  });

  it('that lasts is given up', async () => {
    const { source, customers } = failingFromSixth([outage('3600')]);
    await expect(fetchFacts(source, customers, { patienceMs: 0 })).rejects.toMatchObject({
      code: 'STRIPE_UNAVAILABLE',
    });
  });

  it('is waited out no more when something else fails', async () => {
    const { source, customers, signals } = failingFromSixth([
      outage('3600'),
      new ApiError('STRIPE_BAD_RESPONSE'),
    ]);
    await expect(fetchFacts(source, customers)).rejects.toMatchObject({ code: 'STRIPE_BAD_RESPONSE' });
    expect(signals[0]?.aborted).toBe(true);
  });
});

/** A source that knows no customer, and fails from the sixth question on, when five are answered. */
function failingFromSixth(failures: readonly ApiError[]) {
  const customers = Array.from({ length: 5 + failures.length }, (_, index) => `cus_${index}`);
  const signals: AbortSignal[] = [];
  const customerFacts = async (_customerId: string, signal: AbortSignal) => {
    const failure = failures[signals.push(signal) - 6];
    if (failure) throw failure;
    return undefined;
  };
  return { source: { customerFacts }, customers, signals };
}

function outage(retryAfter: string) {
  return new ApiError('STRIPE_UNAVAILABLE', { headers: { 'Retry-After': retryAfter } });
}

it('a refused key is told at once', async () => {
  standIn.faults.next({
    kind: 'status',
    status: 401,
    method: 'GET',
    path: '/v1/*',
    times: Number.POSITIVE_INFINITY,
  });
  await expect(fetchFacts(gateway, ['cus_1', 'cus_2'])).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
});
