import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import { createWebhookVerifier } from '../../src/stripe/webhookSignature.ts';
import { forEachDatabase } from '../store/databases.ts';
import { fresh, freshUser } from '../store/facts.ts';
import { type Delivery, deliveryOf, nowSeconds, signature, webhookSecret } from './deliveries.ts';
import { follow } from './following.ts';
import { forgedDeliveries } from './forgedDeliveries.ts';

const customer = () => ({ id: fresh('cus'), object: 'customer' });
const eventAbout = (object: object, type = 'customer.updated') => ({
  id: fresh('evt'),
  object: 'event',
  api_version: '2019-02-11',
  created: nowSeconds(),
  data: { object },
  livemode: false,
  pending_webhooks: 1,
  request: null,
  type,
});

describe('a signature', () => {
  const verify = (delivery: Delivery, secrets: readonly string[] = [webhookSecret]) =>
    createWebhookVerifier({ secrets, now: () => new Date() })(delivery.body, delivery.header);
  const good = eventAbout(customer());
  const taken = { event: { id: good.id } };

  it("by Stripe's own package is taken", () => {
    const payload = JSON.stringify(good);
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret });
    expect(verify({ body: Buffer.from(payload), header })).toMatchObject(taken);
  });

  it("is taken by Stripe's own package, if it is one of ours", () => {
    const { body, header = '' } = deliveryOf(good);
    expect(Stripe.webhooks.constructEvent(body, header, webhookSecret)).toMatchObject({ id: good.id });
  });

  it('by any of the secrets is taken', () => {
    const secrets = ['whsec_first', 'whsec_second', 'whsec_third'];
    for (const secret of secrets) expect(verify(deliveryOf(good, { secret }), secrets)).toMatchObject(taken);
  });

  it('may be one of several', () => {
    const { body, header = '' } = deliveryOf(good);
    const other = signature('other', 1);
    expect(verify({ body, header: header.replace('v1=', `v1=${other},v0=${other},v1=`) })).toMatchObject(
      taken,
    );
  });

  it('is good for 300 seconds, behind and ahead', () => {
    for (const offset of [-299, 299]) {
      expect(verify(deliveryOf(good, { at: nowSeconds() + offset }))).toMatchObject(taken);
    }
    for (const offset of [-302, 302, 31_536_000]) {
      expect(verify(deliveryOf(good, { at: nowSeconds() + offset }))).toEqual({ refusal: 'timestamp' });
    }
  });

  it('by no secret is good where none is configured, or an empty one', () => {
    for (const secrets of [[], [''], [' ', '\t']]) {
      for (const secret of ['', ' ', webhookSecret]) {
        expect(verify(deliveryOf(good, { secret }), secrets)).toEqual({ refusal: 'signature' });
      }
    }
  });
});

await forEachDatabase((_kind, open) => {
  const setUp = () => follow(open());

  it('none of 110 forged or mutated deliveries is taken', async () => {
    const { handleWebhook, store, heard } = await setUp();
    const event = eventAbout(customer());
    for (const { kind, delivery } of forgedDeliveries(event, 110)) {
      const answer = await handleWebhook(delivery.body, delivery.header).catch((error: unknown) => error);
      expect(answer, kind).toBeInstanceOf(ApiError);
      expect(answer, kind).toMatchObject({ code: 'VALIDATION_FAILED' });
    }
    expect(await store.stripeEvents.find(event.id)).toBeUndefined();
    expect(heard).toEqual(Array.from({ length: 110 }, () => 'webhook refused'));
  });

  it('an event is stored, without its payload', async () => {
    const { deliver, store, heard } = await setUp();
    const object = { ...customer(), email: 'ada@example.com' };
    const event = eventAbout(object);
    expect(await deliver(event)).toBe('stored');
    const stored = await store.stripeEvents.find(event.id);
    expect(stored).toMatchObject({
      id: event.id,
      type: 'customer.updated',
      created: new Date(event.created * 1000).toISOString(),
      objectId: object.id,
      customerId: object.id,
      state: 'waiting',
      tries: 0,
    });
    expect(JSON.stringify(stored)).not.toContain('ada@');
    expect(heard).toEqual(['webhook stored']);
  });

  it('an event that comes again is stored once', async () => {
    const { deliver, store } = await setUp();
    const event = eventAbout(customer());
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => deliver(event)));
    expect(outcomes.toSorted()).toEqual([...Array(7).fill('duplicate'), 'stored']);
    expect(await store.stripeEvents.list({ limit: 1 })).toMatchObject([{ id: event.id }]);
  });

  it('an event of a type that is not used is taken, counted and not stored', async () => {
    const { deliver, store, heard } = await setUp();
    const event = eventAbout({ id: 'ch_1', object: 'charge', customer: 'cus_1' }, 'charge.succeeded');
    expect(await deliver(event)).toBe('ignored');
    expect(await store.stripeEvents.find(event.id)).toBeUndefined();
    expect(heard).toEqual(['webhook ignored']);
  });

  it('a Checkout session without a customer is taken, counted and not stored', async () => {
    const { deliver, store, heard } = await setUp();
    const session = {
      id: 'cs_test_1',
      object: 'checkout.session',
      customer: null,
      client_reference_id: 'u1',
    };
    const event = eventAbout(session, 'checkout.session.completed');
    expect(await deliver(event)).toBe('foreign');
    expect(await store.stripeEvents.find(event.id)).toBeUndefined();
    expect(heard).toEqual(['webhook foreign']);
  });

  it('the customer is known of a subscription, an invoice and a session, expanded or not', async () => {
    const { deliver, store } = await setUp();
    for (const [type, object] of [
      ['customer.subscription.updated', { id: 'sub_1', object: 'subscription', customer: 'cus_1' }],
      ['invoice.paid', { id: 'in_1', object: 'invoice', customer: { id: 'cus_1', object: 'customer' } }],
      ['checkout.session.completed', { id: 'cs_1', object: 'checkout.session', customer: 'cus_1' }],
    ] as const) {
      const event = eventAbout(object, type);
      expect(await deliver(event)).toBe('stored');
      expect(await store.stripeEvents.find(event.id)).toMatchObject({
        customerId: 'cus_1',
        objectId: object.id,
      });
    }
  });

  it('an event about a portal configuration reaches whoever owns that', async () => {
    const { deliver, worker, settled, portalConfigurations } = await setUp();
    worker.start();
    const configuration = { id: fresh('bpc'), object: 'billing_portal.configuration' };
    expect(await deliver(eventAbout(configuration, 'billing_portal.configuration.updated'))).toBe('stored');
    await settled();
    expect(portalConfigurations).toContain(configuration.id);
  });

  it('an event is applied soon after it came', async () => {
    const { deliver, worker, settled, customerOf, subscribe, event, standIn, store } = await setUp();
    worker.start();
    const owner = freshUser();
    const id = customerOf(owner);
    const sub = subscribe(id);
    const created = event('customer.subscription.created', standIn.data.subscriptions.get(sub) ?? {}, {
      id: fresh('evt'),
    });
    expect(await deliver(created)).toBe('stored');
    await settled();
    expect(await store.billingAccounts.find(owner, false)).toMatchObject({
      customerId: id,
      subscriptionStatus: 'active',
      setBy: expect.stringMatching(/^evt_/),
    });
  });
});
