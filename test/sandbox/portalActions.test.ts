import { beforeEach, describe, expect, it } from 'vitest';
import { givenAda, goodCard, submit } from './portalSetUp.ts';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
let ada: Awaited<ReturnType<typeof givenAda>>;
let url: string;

beforeEach(async () => {
  ada = await givenAda(here.standIn);
  url = await ada.open();
});

const subscription = () => ada.stripe.subscriptions.retrieve(ada.subscription);
const last = () => [...here.standIn.data.events.values()].at(-1);
const page = async (path = '') => (await fetch(`${url}${path}`)).text();

describe('canceling', () => {
  it('sets the date on which the period ends, and tells of it', async () => {
    const before = await subscription();
    const end = before.items.data[0]?.current_period_end;
    const fields = { feedback: 'too_expensive', comment: 'So long' };
    const answer = await submit(`${url}/subscriptions/${ada.subscription}/cancel`, fields);
    expect(answer.status).toBe(303);
    expect(await subscription()).toMatchObject({
      status: 'active',
      cancel_at: end,
      cancel_at_period_end: false,
      canceled_at: expect.any(Number),
      cancellation_details: {
        reason: 'cancellation_requested',
        feedback: 'too_expensive',
        comment: 'So long',
      },
    });
    expect(last()).toMatchObject({
      type: 'customer.subscription.updated',
      data: { previous_attributes: { cancel_at: null } },
      request: { id: expect.stringMatching(/^req_/), idempotency_key: null },
    });
    const home = await fetch(new URL(answer.headers.get('location') ?? '', url));
    expect(await home.text()).toContain('Your subscription has been canceled.');
  });

  it('at once ends it, where the configuration says so', async () => {
    url = await ada.open({}, { subscription_cancel: { enabled: true, mode: 'immediately' } });
    expect(await page(`/subscriptions/${ada.subscription}/cancel`)).toContain('It ends at once.');
    await submit(`${url}/subscriptions/${ada.subscription}/cancel`);
    expect(await subscription()).toMatchObject({ status: 'canceled' });
    expect(last()).toMatchObject({ type: 'customer.subscription.deleted' });
  });

  it('is taken back', async () => {
    await submit(`${url}/subscriptions/${ada.subscription}/cancel`);
    expect(await page()).toContain('Don’t cancel');
    await submit(`${url}/subscriptions/${ada.subscription}/resume`);
    expect(await subscription()).toMatchObject({
      cancel_at: null,
      canceled_at: null,
      cancellation_details: { reason: null },
    });
    expect(last()).toMatchObject({ type: 'customer.subscription.updated' });
  });

  it('twice changes nothing more', async () => {
    const cancel = `${url}/subscriptions/${ada.subscription}/cancel`;
    await submit(cancel);
    const before = await subscription();
    expect((await submit(cancel)).status).toBe(400);
    expect(await subscription()).toEqual(before);
  });
});

describe('changing the plan', () => {
  const update = () => `${url}/subscriptions/${ada.subscription}/update`;

  it('changes the price and tells of it', async () => {
    expect(await page(`/subscriptions/${ada.subscription}/update`)).toContain('Business');
    expect((await submit(update(), { price: ada.business.id })).status).toBe(303);
    const { items } = await subscription();
    expect(items.data).toMatchObject([{ price: { id: ada.business.id } }]);
    expect(last()).toMatchObject({ type: 'customer.subscription.updated' });
  });

  it.each([
    ['the same price', () => ada.professional.id],
    ['no price', () => ''],
    [
      'a price that is not offered',
      () => here.standIn.create.price({ currency: 'usd', unit_amount: 1, product_data: { name: 'x' } }).id,
    ],
  ])('to %s is refused', async (_, price) => {
    const answer = await submit(update(), { price: price() });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Choose a plan other than the current one.');
    expect((await subscription()).items.data).toMatchObject([{ price: { id: ada.professional.id } }]);
  });

  it('charges the difference at once where the configuration says so, unless the card is declined', async () => {
    const subscription_update = {
      enabled: true,
      default_allowed_updates: ['price' as const],
      proration_behavior: 'always_invoice' as const,
      products: [{ product: String(ada.business.product), prices: [ada.business.id] }],
    };
    url = await ada.open({}, { subscription_update });
    await submit(`${url}/payment-methods/add`, { ...goodCard, number: '4000000000000341' });
    const declined = await submit(update(), { price: ada.business.id });
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain('Your card was declined.');
    await submit(`${url}/payment-methods/add`, goodCard);
    await submit(update(), { price: ada.business.id });
    const [invoice] = (await ada.stripe.invoices.list({ customer: ada.customer })).data;
    expect(invoice).toMatchObject({ total: 7000, status: 'paid', billing_reason: 'subscription_update' });
  });
});

describe('billing information', () => {
  const form = `/billing-information`;

  it('is changed', async () => {
    await submit(`${url}${form}`, {
      name: 'Countess of Lovelace',
      email: 'countess@example.com',
      line1: '1 Engine Street',
      city: 'London',
      country: 'gb',
    });
    expect(await ada.stripe.customers.retrieve(ada.customer)).toMatchObject({
      name: 'Countess of Lovelace',
      email: 'countess@example.com',
      phone: null,
      address: { line1: '1 Engine Street', line2: null, city: 'London', country: 'GB' },
    });
    expect(last()).toMatchObject({ type: 'customer.updated' });
  });

  it.each([
    [{ email: 'nobody' }, 'This is not an email address.'],
    [{ email: '' }, 'This is not an email address.'],
    [{ email: 'ada@example.com', country: 'England' }, 'A country is two letters'],
  ])('%j is refused', async (fields, message) => {
    const answer = await submit(`${url}${form}`, fields);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(message);
    expect(last()?.type).not.toBe('customer.updated');
  });

  it('that may not be changed stays as it was', async () => {
    url = await ada.open({}, { customer_update: { enabled: true, allowed_updates: ['phone'] } });
    expect(await page(form)).not.toContain('name="email"');
    await submit(`${url}${form}`, { email: 'mallory@example.com', phone: '+44 1' });
    expect(await ada.stripe.customers.retrieve(ada.customer)).toMatchObject({
      email: 'ada@example.com',
      phone: '+44 1',
    });
  });
});

describe('the configuration decides what there is', () => {
  it.each([
    ['subscription_cancel', 'Cancel subscription', () => `/subscriptions/${ada.subscription}/cancel`],
    ['subscription_update', 'Change plan', () => `/subscriptions/${ada.subscription}/update`],
    ['payment_method_update', 'Add payment method', () => '/payment-methods/add'],
    ['customer_update', 'Update information', () => '/billing-information'],
    ['invoice_history', 'Invoices', () => `/invoices/${[...here.standIn.data.invoices.values()].at(0)?.id}`],
  ])('%s', async (feature, label, path) => {
    expect(await page()).toContain(label);
    expect((await fetch(`${url}${path()}`)).status).toBe(200);
    url = await ada.open({}, { [feature]: { enabled: false } });
    expect(await page()).not.toContain(label);
    expect((await fetch(`${url}${path()}`)).status).toBe(404);
    const before = here.standIn.data.events.size;
    expect((await submit(`${url}${path()}`, goodCard)).status).toBe(404);
    expect(here.standIn.data.events.size).toBe(before);
  });

  it('plan changes are not to prices that are off any more', async () => {
    here.standIn.data.prices.set(ada.business.id, { ...ada.business, active: false });
    expect(await page(`/subscriptions/${ada.subscription}/update`)).not.toContain('Business');
  });

  it('plan changes need products to change to', async () => {
    url = await ada.open({}, { subscription_update: { enabled: true, default_allowed_updates: ['price'] } });
    expect(await page()).not.toContain('Change plan');
  });
});

describe('nobody else’s things', () => {
  it('are reached from a link, nor anything without one', async () => {
    const { create } = here.standIn;
    const other = create.customer().id;
    const theirs = create.subscription({ customer: other, items: [{ price: ada.professional.id }] });
    const card = create.card({ customer: other });
    const invoice = create.invoice({ customer: other, amount: 1, status: 'open' });
    const before = here.standIn.data.events.size;
    for (const path of [
      `/subscriptions/${theirs.id}/cancel`,
      `/subscriptions/${theirs.id}/update`,
      `/subscriptions/${theirs.id}/resume`,
      `/payment-methods/${card.id}/remove`,
      `/payment-methods/${card.id}/default`,
      `/invoices/${invoice.id}`,
      `/invoices/${invoice.id}/pay`,
      `/invoices/${invoice.id}/download`,
      '/done',
      '/nowhere',
    ]) {
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404]);
      expect([path, (await submit(`${url}${path}`)).status]).toEqual([path, 404]);
    }
    const guessed = `${here.standIn.url}/p/session/test_guessed/subscriptions/${ada.subscription}/cancel`;
    expect((await submit(guessed)).status).toBe(404);
    expect(here.standIn.data.events.size).toBe(before);
  });
});
