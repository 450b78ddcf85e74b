import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { request, useStandIn } from './useStandIn.ts';

const here = useStandIn();

/** The types of the events so far, oldest first. */
const types = () => [...here.standIn.data.events.values()].map(({ type }) => type);

/** What a piece of work adds to them. */
async function typesDuring(work: () => Promise<unknown>): Promise<string[]> {
  const before = types().length;
  await work();
  return types().slice(before);
}

const monthly = () =>
  here.standIn.create.price({
    currency: 'usd',
    unit_amount: 2900,
    recurring: { interval: 'month' },
    product_data: { name: 'Professional' },
  }).id;

describe('a change makes events', () => {
  it('of customers', async () => {
    const { customers } = here.stripe;
    const { id } = await customers.create({ name: 'Ada' });
    expect(await typesDuring(() => customers.update(id, { name: 'Ada Lovelace' }))).toEqual([
      'customer.updated',
    ]);
    expect(await typesDuring(() => customers.update(id, { name: 'Ada Lovelace' }))).toEqual([]);
    await customers.del(id);
    expect(types()).toEqual(['customer.created', 'customer.updated', 'customer.deleted']);
    const deleted = [...here.standIn.data.events.values()].at(-1);
    expect(deleted?.data.object).toMatchObject({ id, name: 'Ada Lovelace' });
  });

  it('of subscriptions and their invoices', async () => {
    const { subscriptions } = here.stripe;
    const customer = here.standIn.create.customer().id;
    const items = [{ price: monthly() }];
    let id = '';
    expect(
      await typesDuring(async () => {
        ({ id } = await subscriptions.create({ customer, items }));
      }),
    ).toEqual([
      'customer.subscription.created',
      'invoice.created',
      'invoice.finalized',
      'invoice.paid',
      'invoice.payment_succeeded',
    ]);
    expect(await typesDuring(() => subscriptions.update(id, { cancel_at_period_end: true }))).toEqual([
      'customer.subscription.updated',
    ]);
    expect(await typesDuring(() => subscriptions.cancel(id))).toEqual(['customer.subscription.deleted']);
  });

  it('of a deleted customer’s subscriptions, too', async () => {
    const customer = here.standIn.create.customer().id;
    await here.stripe.subscriptions.create({ customer, items: [{ price: monthly() }] });
    expect(await typesDuring(() => here.stripe.customers.del(customer))).toEqual([
      'customer.deleted',
      'customer.subscription.deleted',
    ]);
  });

  it('of a subscription that is paused for want of a card, and resumed', async () => {
    const { subscriptions } = here.stripe;
    const { id } = await subscriptions.create({
      customer: here.standIn.create.customer().id,
      items: [{ price: monthly() }],
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    });
    expect(await typesDuring(() => subscriptions.update(id, { trial_end: 'now' }))).toEqual([
      'customer.subscription.updated',
      'customer.subscription.paused',
    ]);
    expect((await subscriptions.retrieve(id)).status).toBe('paused');
    expect(await typesDuring(() => subscriptions.resume(id))).toEqual([
      'customer.subscription.updated',
      'customer.subscription.resumed',
    ]);
    expect((await subscriptions.retrieve(id)).status).toBe('active');
  });

  it('of portal configurations', async () => {
    const { configurations } = here.stripe.billingPortal;
    const { id } = await configurations.create({ features: { invoice_history: { enabled: true } } });
    await configurations.update(id, { metadata: { a: '1' } });
    await configurations.update(id, { metadata: { a: '1' } });
    expect(types()).toEqual(['billing_portal.configuration.created', 'billing_portal.configuration.updated']);
  });

  it('but not reading, failing, or what tests make without a request', async () => {
    here.standIn.create.customer();
    await here.stripe.customers.list();
    await here.stripe.customers.update('cus_none', { name: 'x' }).catch(() => {});
    await request(here.standIn.url, '/v1/customers', { method: 'POST', body: 'colour=red' });
    expect(types()).toEqual([]);
    here.standIn.publish(() => here.standIn.create.customer());
    expect(types()).toEqual(['customer.created']);
  });
});

describe('an event', () => {
  it('says what was changed, by which request, in the pinned version', async () => {
    const { customers } = here.stripe;
    const { id } = await customers.create({ name: 'Ada', metadata: { a: '1', b: '2' } });
    const { lastResponse } = await customers.update(
      id,
      { name: 'Countess', metadata: { b: '3', c: '4' } },
      { idempotencyKey: 'key-1' },
    );
    const [event] = (await here.stripe.events.list()).data;
    expect(event).toMatchObject({
      id: expect.stringMatching(/^evt_/),
      object: 'event',
      type: 'customer.updated',
      api_version: Stripe.API_VERSION,
      livemode: false,
      pending_webhooks: 0,
      request: { id: lastResponse.requestId, idempotency_key: 'key-1' },
      data: { object: { id, name: 'Countess' } },
    });
    expect(event?.data.previous_attributes).toEqual({ name: 'Ada', metadata: { b: '2', c: null } });
    expect(await here.stripe.events.retrieve(event?.id ?? '')).toEqual(event);
  });

  it('keeps what it said when the object changes again', async () => {
    const { id } = await here.stripe.customers.create({ name: 'Ada' });
    const [created] = (await here.stripe.events.list()).data;
    await here.stripe.customers.update(id, { name: 'Countess' });
    expect(await here.stripe.events.retrieve(created?.id ?? '')).toEqual(created);
  });

  it('is made once by a request that is sent again with its idempotency key', async () => {
    const options = { idempotencyKey: 'key-2' };
    await here.stripe.customers.create({}, options);
    await here.stripe.customers.create({}, options);
    expect(types()).toEqual(['customer.created']);
  });
});

describe('events', () => {
  it('are listed by type, types, time and page', async () => {
    const { customers, events } = here.stripe;
    const { id } = await customers.create();
    await customers.update(id, { name: 'Ada' });
    await customers.del(id);
    const listed = async (params: Stripe.EventListParams) =>
      (await events.list(params)).data.map(({ type }) => type);
    expect(await listed({})).toEqual(['customer.deleted', 'customer.updated', 'customer.created']);
    expect(await listed({ type: 'customer.updated' })).toEqual(['customer.updated']);
    expect(await listed({ type: 'invoice.*' })).toEqual([]);
    expect(await listed({ types: ['customer.created', 'customer.deleted'] })).toEqual([
      'customer.deleted',
      'customer.created',
    ]);
    expect(await listed({ created: { gt: Math.floor(Date.now() / 1000) + 60 } })).toEqual([]);
    const [newest] = (await events.list({ limit: 1 })).data;
    expect(await listed({ starting_after: newest?.id ?? '', limit: 1 })).toEqual(['customer.updated']);
    await expect(events.list({ type: 'a.b', types: ['a.b'] })).rejects.toMatchObject({ statusCode: 400 });
    await expect(events.retrieve('evt_none')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('older than 30 days are gone when the next one comes', async () => {
    const old = Math.floor(Date.now() / 1000) - 31 * 86_400;
    here.standIn.create.event({ type: 'customer.created', object: {}, created: old });
    await here.stripe.customers.create();
    expect(here.standIn.data.events.size).toBe(1);
  });
});
