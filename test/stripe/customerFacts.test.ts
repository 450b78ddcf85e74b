import { describe, expect, it } from 'vitest';
import type { SubscriptionStatus } from '../../src/billing/billingAccount.ts';
import { subscriptionStatuses } from '../../src/billing/billingAccount.ts';
import { isSubscribed } from '../../src/billing/eligibility.ts';
import { promisedLimits } from '../../src/stripe/resilience.ts';
import { failed, gatewayOnStandIn } from './gatewayOnStandIn.ts';

const january = 1735689600;
const february = 1738368000;
const march = 1740787200;

async function setUp() {
  const watched = await gatewayOnStandIn({}, promisedLimits);
  const { standIn, gateway, customerId: customer } = watched;
  const product = standIn.create.product({ name: 'Professional' });
  const price = standIn.create.price({
    product: product.id,
    unit_amount: 900,
    currency: 'usd',
    recurring: { interval: 'month' },
  });
  const subscribe = (status: SubscriptionStatus, created = january) =>
    standIn.create.subscription({ customer, items: [{ price: price.id }], status, created });
  const facts = () => gateway.customerFacts(customer);
  return { ...watched, customer, subscribe, facts };
}

describe('of a customer', () => {
  it('who never bought, there is neither purchase nor subscription', async () => {
    const { facts, standIn } = await setUp();
    expect(await facts()).toEqual({
      deleted: false,
      livemode: false,
      purchasedAt: null,
      subscriptionStatus: null,
    });
    expect(standIn.requests).toHaveLength(4);
  });

  it('whom Stripe does not know, there is nothing', async () => {
    const { gateway, outcomes } = await setUp();
    expect(await gateway.customerFacts('cus_unknown')).toBeUndefined();
    expect(outcomes).toEqual(['unknown_customer']);
  });

  it('whom Stripe knows in the other mode alone, there is nothing', async () => {
    const { facts, standIn, customer } = await setUp();
    const message = `No such customer: '${customer}'; a similar object exists in live mode, but a test mode key was used to make this request.`;
    standIn.faults.next({
      kind: 'status',
      status: 404,
      error: { code: 'resource_missing', param: 'id', message },
      method: 'GET',
      path: '/v1/customers/*',
    });
    expect(await facts()).toBeUndefined();
  });

  it('who was deleted, there is that alone', async () => {
    const { facts, standIn, customer, subscribe } = await setUp();
    subscribe('active');
    standIn.data.customers.set(customer, { id: customer, object: 'customer', deleted: true });
    expect(await facts()).toEqual({
      deleted: true,
      livemode: false,
      purchasedAt: null,
      subscriptionStatus: null,
    });
  });

  it('while Stripe fails, STRIPE_UNAVAILABLE', async () => {
    const { facts, standIn } = await setUp();
    standIn.faults.next({ kind: 'status', status: 503, method: 'GET', path: '/v1/invoices', times: 2 });
    expect(await failed(facts())).toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
  });

  it('where a list is no list, STRIPE_BAD_RESPONSE', async () => {
    const { facts, standIn } = await setUp();
    standIn.faults.next({ kind: 'empty', method: 'GET', path: '/v1/subscriptions' });
    expect(await failed(facts())).toMatchObject({ code: 'STRIPE_BAD_RESPONSE' });
  });

  it('where the customer is none, STRIPE_BAD_RESPONSE', async () => {
    const { facts, standIn } = await setUp();
    standIn.faults.next({ kind: 'empty', method: 'GET', path: '/v1/customers/*' });
    expect(await failed(facts())).toMatchObject({ code: 'STRIPE_BAD_RESPONSE' });
  });
});

describe('bought once', () => {
  const now = subscriptionStatuses.filter(isSubscribed);
  it.each([...now, 'canceled'] as const)('is the start of a subscription that is %s', async (status) => {
    const { facts, subscribe } = await setUp();
    subscribe(status, february);
    expect(await facts()).toMatchObject({
      purchasedAt: '2025-02-01T00:00:00.000Z',
      subscriptionStatus: status,
    });
  });

  it.each(['incomplete', 'incomplete_expired'] as const)('is no subscription that is %s', async (status) => {
    const { facts, subscribe } = await setUp();
    subscribe(status);
    expect(await facts()).toMatchObject({ purchasedAt: null, subscriptionStatus: status });
  });

  it('is when an invoice above zero was paid', async () => {
    const { facts, standIn, customer } = await setUp();
    standIn.create.invoice({ customer, amount: 900, created: march });
    standIn.create.invoice({ customer, amount: 900, created: february });
    expect(await facts()).toMatchObject({
      purchasedAt: '2025-02-01T00:00:00.000Z',
      subscriptionStatus: null,
    });
  });

  it('is no invoice of zero, and none that is not paid', async () => {
    const { facts, standIn, customer } = await setUp();
    standIn.create.invoice({ customer, amount: 0 });
    standIn.create.invoice({ customer, amount: 900, status: 'open' });
    expect(await facts()).toMatchObject({ purchasedAt: null });
  });

  it('is a Checkout session that was completed and paid', async () => {
    const { facts, standIn, customer } = await setUp();
    standIn.create.checkoutSession({
      customer,
      mode: 'payment',
      status: 'complete',
      payment_status: 'paid',
      created: march,
    });
    expect(await facts()).toMatchObject({ purchasedAt: '2025-03-01T00:00:00.000Z' });
  });

  it('is no Checkout session that was not', async () => {
    const { facts, standIn, customer } = await setUp();
    standIn.create.checkoutSession({ customer, mode: 'payment', status: 'open', payment_status: 'paid' });
    standIn.create.checkoutSession({
      customer,
      mode: 'setup',
      status: 'complete',
      payment_status: 'no_payment_required',
    });
    standIn.create.checkoutSession({
      customer,
      mode: 'payment',
      status: 'complete',
      payment_status: 'unpaid',
    });
    expect(await facts()).toMatchObject({ purchasedAt: null });
  });

  it('is the earliest of them all', async () => {
    const { facts, standIn, customer, subscribe } = await setUp();
    subscribe('active', march);
    standIn.create.invoice({ customer, amount: 900, created: january });
    standIn.create.checkoutSession({
      customer,
      mode: 'payment',
      status: 'complete',
      payment_status: 'paid',
      created: february,
    });
    expect(await facts()).toMatchObject({ purchasedAt: '2025-01-01T00:00:00.000Z' });
  });

  it('is found on the last page of a long list', async () => {
    const { facts, standIn, customer } = await setUp();
    standIn.create.invoice({ customer, amount: 900, created: january });
    for (let i = 0; i < 200; i += 1) standIn.create.invoice({ customer, amount: 900, created: march });
    expect(await facts()).toMatchObject({ purchasedAt: '2025-01-01T00:00:00.000Z' });
    expect(standIn.requests.filter(({ path }) => path === '/v1/invoices')).toHaveLength(3);
  });
});

describe('the subscription that counts most', () => {
  it.each([
    [['canceled', 'active', 'past_due'], 'active'],
    [['past_due', 'trialing'], 'trialing'],
    [['unpaid', 'past_due'], 'past_due'],
    [['paused', 'unpaid'], 'unpaid'],
    [['incomplete', 'paused', 'canceled'], 'paused'],
    [['canceled', 'incomplete'], 'incomplete'],
    [['incomplete_expired', 'canceled'], 'canceled'],
  ] as const)('of %j is %s', async (statuses, most) => {
    const { facts, subscribe } = await setUp();
    for (const status of statuses) subscribe(status);
    expect(await facts()).toMatchObject({ subscriptionStatus: most });
  });
});

it('10 requests a second at most, over all calls', async () => {
  const { gateway, customer, standIn } = await setUp();
  const started = performance.now();
  await Promise.all(Array.from({ length: 6 }, () => gateway.customerFacts(customer)));
  const seconds = (performance.now() - started) / 1000;
  expect(standIn.requests).toHaveLength(24);
  expect(seconds).toBeGreaterThan(1.98);
  expect(seconds).toBeLessThan(4);
});
