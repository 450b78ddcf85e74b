import { beforeEach, describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
let customer: string;
let price: string;
const monthly = { currency: 'usd', recurring: { interval: 'month' } } as const;

beforeEach(() => {
  const { create } = here.standIn;
  customer = create.customer().id;
  price = create.price({ ...monthly, unit_amount: 2900, product_data: { name: 'Professional' } }).id;
});

describe('subscriptions', () => {
  it('start active, with a paid invoice and a period on the item', async () => {
    const subscription = await here.stripe.subscriptions.create({
      customer,
      items: [{ price, quantity: 2 }],
      metadata: { billing_owner_id: 'u1' },
      expand: ['latest_invoice', 'items.data.price.product'],
    });
    const [item] = subscription.items.data;
    expect(subscription).toMatchObject({
      status: 'active',
      customer,
      currency: 'usd',
      metadata: { billing_owner_id: 'u1' },
      latest_invoice: { status: 'paid', amount_paid: 5800, customer },
    });
    expect(item).toMatchObject({ quantity: 2, price: { id: price, product: { name: 'Professional' } } });
    expect(item?.current_period_end).toBeGreaterThan(item?.current_period_start ?? Number.NaN);
    const again = await here.stripe.subscriptions.retrieve(subscription.id);
    expect(again).toMatchObject({ id: subscription.id, latest_invoice: expect.stringMatching(/^in_/) });
  });

  it('start with a trial, paid with nothing', async () => {
    const subscription = await here.stripe.subscriptions.create({
      customer,
      items: [{ price }],
      trial_period_days: 7,
      expand: ['latest_invoice'],
    });
    const { status, trial_start, trial_end, latest_invoice } = subscription;
    expect({ status, latest_invoice }).toMatchObject({
      status: 'trialing',
      latest_invoice: { amount_paid: 0 },
    });
    expect((trial_end ?? 0) - (trial_start ?? 0)).toBe(7 * 24 * 60 * 60);
  });

  it('change their price and quantity, and end a trial', async () => {
    const other = here.standIn.create.price({
      ...monthly,
      unit_amount: 900,
      product_data: { name: 'Starter' },
    });
    const before = await here.stripe.subscriptions.create({
      customer,
      items: [{ price }],
      trial_period_days: 7,
    });
    const item = before.items.data[0]?.id ?? '';
    const after = await here.stripe.subscriptions.update(before.id, {
      items: [{ id: item, price: other.id, quantity: 3 }],
      trial_end: 'now',
    });
    expect(after.status).toBe('active');
    expect(after.items.data).toMatchObject([{ id: item, quantity: 3, price: { id: other.id } }]);
  });

  it('are canceled at the end of the period, and that is taken back', async () => {
    const { id, items } = await here.stripe.subscriptions.create({ customer, items: [{ price }] });
    expect(await here.stripe.subscriptions.update(id, { cancel_at_period_end: true })).toMatchObject({
      status: 'active',
      cancel_at_period_end: true,
      cancel_at: items.data[0]?.current_period_end,
      cancellation_details: { reason: 'cancellation_requested' },
    });
    expect(await here.stripe.subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({
      cancel_at_period_end: false,
      cancel_at: null,
      canceled_at: null,
    });
  });

  it('are canceled at once, and then neither canceled nor changed again', async () => {
    const { id } = await here.stripe.subscriptions.create({ customer, items: [{ price }] });
    const canceled = await here.stripe.subscriptions.cancel(id, { cancellation_details: { comment: 'bye' } });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_details: { comment: 'bye' } });
    expect(canceled.ended_at).toEqual(expect.any(Number));
    await expect(here.stripe.subscriptions.cancel(id)).rejects.toMatchObject({ code: 'resource_missing' });
    await expect(here.stripe.subscriptions.update(id, { description: 'x' })).rejects.toMatchObject({
      code: 'invalid_canceled_subscription_fields',
    });
  });

  it('are listed by customer and status; without a status, all that are not canceled', async () => {
    const { create } = here.standIn;
    const statuses = ['active', 'trialing', 'past_due', 'incomplete_expired', 'canceled'] as const;
    for (const status of statuses) create.subscription({ customer, items: [{ price }], status });
    create.subscription({ customer: create.customer().id, items: [{ price }] });
    const list = async (status?: 'all' | 'ended' | (typeof statuses)[number]) => {
      const found = await here.stripe.subscriptions.list({ customer, ...(status && { status }) });
      return found.data.map((subscription) => subscription.status).toSorted();
    };
    expect(await list()).toEqual(['active', 'incomplete_expired', 'past_due', 'trialing']);
    expect(await list('all')).toEqual(statuses.toSorted());
    expect(await list('ended')).toEqual(['canceled', 'incomplete_expired']);
    expect(await list('past_due')).toEqual(['past_due']);
    expect((await here.stripe.subscriptions.list({ status: 'all' })).data).toHaveLength(6);
  });

  it.each(['active', 'trialing', 'past_due', 'unpaid', 'paused', 'incomplete', 'canceled'] as const)(
    'can be made %s at once',
    async (status) => {
      const made = here.standIn.create.subscription({ customer, items: [{ price }], status });
      expect((await here.stripe.subscriptions.retrieve(made.id)).status).toBe(status);
    },
  );

  it('that began long ago are in their current period', () => {
    const { items } = here.standIn.create.subscription({
      customer,
      items: [{ price }],
      created: 1_600_000_000,
    });
    expect(items.data[0]?.current_period_end).toBeGreaterThan(Date.now() / 1000);
  });

  it.each([
    ['customer', (params: { items: { price: string }[] }) => params, 'parameter_missing', 'customer'],
    ['price', () => ({ customer, items: [{ price: 'price_x' }] }), 'resource_missing', 'items[0][price]'],
    ['item', () => ({ customer, items: [{ quantity: 1 }] }), 'parameter_missing', 'items[0][price]'],
  ])('without a good %s are refused', async (_, paramsFor, code, param) => {
    const params = paramsFor({ items: [{ price }] });
    await expect(here.stripe.subscriptions.create(params)).rejects.toMatchObject({
      statusCode: 400,
      code,
      param,
    });
  });
});
