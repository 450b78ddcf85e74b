import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { useReceiver } from './useReceiver.ts';
import { clientOf } from './useStandIn.ts';

const receiver = useReceiver();
let standIn: StandIn;
let stripe: Stripe;

beforeEach(async () => {
  standIn = await startStandIn({ webhookRetries: [1, 1] });
  stripe = clientOf(standIn.url);
});
afterEach(() => standIn.close());

async function listen(enabled_events: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = ['*']) {
  const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events });
  return { ...endpoint, secret: endpoint.secret ?? '' };
}

/** The types of what arrived, in its order. */
const arrived = (secret: string) => receiver.events(stripe, secret).map(({ type }) => type);

describe('a webhook', () => {
  it('brings an event, signed, to whoever listens, and the event counts as delivered', async () => {
    const { secret } = await listen(['customer.created']);
    const { id } = await stripe.customers.create();
    await stripe.customers.update(id, { name: 'Ada' });
    await standIn.webhooks.settled();
    const [event, ...more] = receiver.events(stripe, secret);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'customer.created', pending_webhooks: 1, data: { object: { id } } });
    expect(receiver.received[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      'stripe-signature': expect.stringMatching(/^t=\d{10},v1=[0-9a-f]{64}$/),
    });
    expect(await stripe.events.retrieve(event?.id ?? '')).toMatchObject({ pending_webhooks: 0 });
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });

  it('is signed with the secret of its own endpoint', async () => {
    await listen();
    const other = await listen();
    await stripe.customers.create();
    await standIn.webhooks.settled();
    const verified = receiver.received.filter(({ headers, body }) => {
      try {
        return stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', other.secret);
      } catch {
        return false;
      }
    });
    expect(receiver.received).toHaveLength(2);
    expect(verified).toHaveLength(1);
  });

  it('is tried again until it is taken', async () => {
    const { secret } = await listen();
    receiver.answer(500, 302);
    await stripe.customers.create();
    await standIn.webhooks.settled();
    const ids = receiver.events(stripe, secret).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(standIn.webhooks.list).toMatchObject([
      { outcome: 'delivered', attempts: [{ status: 500 }, { status: 302 }, { status: 200 }] },
    ]);
  });

  it('fails in the end, and its event is listed as not delivered', async () => {
    await listen();
    receiver.answer(500, 500, 500);
    await stripe.customers.create();
    await standIn.webhooks.settled();
    expect(standIn.webhooks.list).toMatchObject([{ outcome: 'failed' }]);
    expect((await stripe.events.list({ delivery_success: false })).data).toMatchObject([
      { type: 'customer.created', pending_webhooks: 1 },
    ]);
  });

  it('to nobody there says why', async () => {
    await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:1/', enabled_events: ['*'] });
    await stripe.customers.create();
    await standIn.webhooks.settled();
    const attempt = { status: null, error: 'ECONNREFUSED' };
    expect(standIn.webhooks.list).toMatchObject([
      { outcome: 'failed', attempts: [attempt, attempt, attempt] },
    ]);
  });

  it('goes neither to a disabled endpoint nor to a deleted one', async () => {
    const disabled = await listen();
    await stripe.webhookEndpoints.update(disabled.id, { disabled: true });
    const deleted = await listen();
    await stripe.webhookEndpoints.del(deleted.id);
    await stripe.customers.create();
    await standIn.webhooks.settled();
    expect(standIn.webhooks.list).toEqual([]);
  });

  it('is abandoned where its endpoint goes while it waits', async () => {
    const { id } = await listen();
    standIn.webhooks.faults.next({ kind: 'delay', ms: 50 });
    await stripe.customers.create();
    await stripe.webhookEndpoints.del(id);
    await standIn.webhooks.settled();
    expect(standIn.webhooks.list).toMatchObject([{ outcome: 'abandoned', attempts: [] }]);
  });

  it('neither keeps the request waiting nor outlives the stand-in', async () => {
    await listen();
    standIn.webhooks.faults.next({ kind: 'delay', ms: 3_600_000 });
    await stripe.customers.create();
    expect(standIn.webhooks.list).toMatchObject([{ outcome: 'pending' }]);
    await standIn.close();
    expect(receiver.received).toEqual([]);
  });
});

describe('what may befall a webhook', () => {
  it('a drop: it never arrives, and its event stays undelivered', async () => {
    const { secret } = await listen();
    standIn.webhooks.faults.next({ kind: 'drop', type: 'customer.*' });
    await stripe.customers.create();
    await stripe.customers.create();
    await standIn.webhooks.settled();
    expect(arrived(secret)).toEqual(['customer.created']);
    expect(standIn.webhooks.list.map(({ outcome }) => outcome)).toEqual(['dropped', 'delivered']);
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
  });

  it('a delay: what comes later overtakes it', async () => {
    const { secret } = await listen();
    standIn.webhooks.faults.next({ kind: 'delay', ms: 300, type: 'customer.created' });
    const { id } = await stripe.customers.create();
    await stripe.customers.update(id, { name: 'Ada' });
    await standIn.webhooks.settled();
    expect(arrived(secret)).toEqual(['customer.updated', 'customer.created']);
  });

  it('duplicates: it arrives as often, and counts once', async () => {
    const { secret } = await listen();
    standIn.create.webhookEndpoint({ url: 'http://127.0.0.1:1/', enabled_events: ['*'] });
    standIn.webhooks.faults.next({ kind: 'duplicate', copies: 2 });
    await stripe.customers.create();
    await standIn.webhooks.settled();
    expect(new Set(receiver.events(stripe, secret).map(({ id }) => id)).size).toBe(1);
    expect(receiver.received).toHaveLength(3);
    // The other endpoint never took it.
    expect([...standIn.data.events.values()]).toMatchObject([{ pending_webhooks: 1 }]);
  });

  it('a shuffle: all arrive, in another order', async () => {
    const { secret } = await listen();
    standIn.webhooks.faults.next({ kind: 'shuffle', ms: 300, times: Infinity });
    standIn.webhooks.faults.next({ kind: 'duplicate', times: Infinity });
    for (let i = 0; i < 20; i += 1) await stripe.customers.create();
    await standIn.webhooks.settled();
    const sent = [...standIn.data.events.keys()];
    const ids = receiver.events(stripe, secret).map(({ id }) => id);
    expect(ids).toHaveLength(40);
    expect(new Set(ids)).toEqual(new Set(sent));
    expect([...new Set(ids)]).not.toEqual(sent);
  });
});

describe('over HTTP', () => {
  const faults = (body: string) =>
    fetch(`${standIn.url}/_stand_in/delivery_faults`, { method: 'POST', body });

  it('deliveries are seen and forgotten, faults are asked for and cleared', async () => {
    await listen();
    const answer = await faults('{"kind": "drop", "type": "customer.created", "times": "always"}');
    expect(await answer.json()).toEqual({ kind: 'drop', type: 'customer.created', times: 'always' });
    await stripe.customers.create();
    await stripe.customers.create();
    const url = `${standIn.url}/_stand_in/deliveries`;
    const told = await (await fetch(url)).json();
    expect(told).toMatchObject({ deliveries: [{ outcome: 'dropped' }, { outcome: 'dropped' }] });
    expect(JSON.stringify(told)).not.toContain('whsec_');
    await fetch(url, { method: 'DELETE' });
    await fetch(`${standIn.url}/_stand_in/delivery_faults`, { method: 'DELETE' });
    await stripe.customers.create();
    await standIn.webhooks.settled();
    expect(standIn.webhooks.list).toMatchObject([{ outcome: 'delivered' }]);
  });

  it.each([
    ['[]', 'kind'],
    ['{"kind": "lose"}', 'kind'],
    ['{"kind": "delay"}', 'ms'],
    ['{"kind": "drop", "ms": 1}', 'ms'],
    ['{"kind": "duplicate", "copies": 0}', 'copies'],
    ['{"kind": "drop", "times": 0}', 'times'],
  ])('%s is refused by name', async (body, param) => {
    const answer = await faults(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { param } });
  });
});
