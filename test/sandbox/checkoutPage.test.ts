import type Stripe from 'stripe';
import { beforeEach, describe, expect, it } from 'vitest';
import { goodCard, submit } from './portalSetUp.ts';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
let monthly: string;
let once: string;

beforeEach(() => {
  const { create } = here.standIn;
  const price = { currency: 'usd', unit_amount: 2900, product_data: { name: 'Professional' } };
  monthly = create.price({ ...price, recurring: { interval: 'month' } }).id;
  once = create.price(price).id;
});

function checkout(params: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  return here.stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: monthly, quantity: 1 }],
    success_url: 'https://yourapp.com/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://yourapp.com/plans',
    ...params,
  });
}

const retrieve = (id: string) => here.stripe.checkout.sessions.retrieve(id);
const types = () => [...here.standIn.data.events.values()].map(({ type }) => type);
const payer = { email: 'ada@example.com', name: 'Ada', ...goodCard };

describe('checkout of a subscription', () => {
  it('makes customer, subscription and paid invoice, and goes on to the success URL', async () => {
    const { id, url } = await checkout({
      client_reference_id: 'user:u1',
      metadata: { billing_owner_type: 'user', billing_owner_id: 'u1' },
      subscription_data: { metadata: { plan: 'professional' } },
    });
    const page = await fetch(url ?? '');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://yourapp.com;");
    const text = await page.text();
    for (const shown of ['Professional', '$29.00', 'Test mode.', 'href="https://yourapp.com/plans"']) {
      expect(text).toContain(shown);
    }
    const answer = await submit(url ?? '', payer);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `https://yourapp.com/done?session=${id}`,
    ]);

    const session = await retrieve(id);
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      client_reference_id: 'user:u1',
      metadata: { billing_owner_id: 'u1' },
      customer_details: { email: 'ada@example.com', name: 'Ada' },
      url: null,
    });
    expect(await here.stripe.customers.retrieve(String(session.customer))).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada',
      metadata: {},
    });
    expect(await here.stripe.subscriptions.retrieve(String(session.subscription))).toMatchObject({
      status: 'active',
      customer: session.customer,
      metadata: { plan: 'professional' },
      latest_invoice: session.invoice,
      default_payment_method: expect.stringMatching(/^pm_/),
    });
    expect(await here.stripe.invoices.retrieve(String(session.invoice))).toMatchObject({
      status: 'paid',
      amount_paid: 2900,
      billing_reason: 'subscription_create',
    });
    expect(types()).toEqual([
      'customer.created',
      'payment_method.attached',
      'customer.subscription.created',
      'invoice.created',
      'invoice.finalized',
      'invoice.paid',
      'invoice.payment_succeeded',
      'checkout.session.completed',
    ]);
  });

  it('is for a customer that is there already, who need not say who they are', async () => {
    const customer = here.standIn.create.customer({ email: 'ada@example.com', metadata: { a: '1' } }).id;
    const { id, url } = await checkout({ customer });
    expect(await (await fetch(url ?? '')).text()).not.toContain('name="email"');
    await submit(url ?? '', goodCard);
    expect(await retrieve(id)).toMatchObject({ customer, customer_details: { email: 'ada@example.com' } });
    expect(types()).not.toContain('customer.created');
  });

  it('takes the email that the session has', async () => {
    const { id, url } = await checkout({ customer_email: 'ada@example.com' });
    await submit(url ?? '', { ...goodCard, email: 'mallory@example.com' });
    expect(await retrieve(id)).toMatchObject({ customer_details: { email: 'ada@example.com' } });
  });

  it('is confirmed without the page, too, as the Stripe CLI does', async () => {
    const { id } = await checkout({ customer_email: 'ada@example.com' });
    const { id: payment_method } = await here.stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
    });
    const confirm = (expected_amount: number) =>
      here.stripe.rawRequest('POST', `/v1/payment_pages/${id}/confirm`, { payment_method, expected_amount });
    await expect(confirm(2800)).rejects.toMatchObject({ param: 'expected_amount' });
    await confirm(2900);
    const { customer } = await retrieve(id);
    expect(await here.stripe.customers.retrieve(String(customer))).toMatchObject({
      email: 'ada@example.com',
    });
  });

  it('with a trial charges nothing yet', async () => {
    const { id, url } = await checkout({ subscription_data: { trial_period_days: 14 } });
    expect(await (await fetch(url ?? '')).text()).toContain('Free for 14 days');
    await submit(url ?? '', payer);
    const session = await retrieve(id);
    expect(session.payment_status).toBe('no_payment_required');
    expect(await here.stripe.subscriptions.retrieve(String(session.subscription))).toMatchObject({
      status: 'trialing',
    });
  });

  it.each([
    ['4000000000000002', 402, 'Your card was declined.'],
    ['4000000000000341', 402, 'Your card was declined.'],
    ['1234', 402, 'test cards alone'],
  ])('with card %s makes nothing, and can be tried again', async (number, status, message) => {
    const { id, url } = await checkout();
    const answer = await submit(url ?? '', { ...payer, number });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(message);
    expect(types()).toEqual([]);
    await submit(url ?? '', payer);
    expect((await retrieve(id)).status).toBe('complete');
  });

  it('needs an email', async () => {
    const { id, url } = await checkout();
    expect((await submit(url ?? '', { ...payer, email: 'ada' })).status).toBe(400);
    expect((await retrieve(id)).status).toBe('open');
  });
});

describe('checkout of a single payment', () => {
  const line_items = () => [{ price: once, quantity: 2 }];

  it('leaves no customer, as at Stripe', async () => {
    const { id, url } = await checkout({ mode: 'payment', line_items: line_items() });
    expect(await (await fetch(url ?? '')).text()).toContain('Pay $58.00');
    await submit(url ?? '', payer);
    expect(await retrieve(id)).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer: null,
      payment_intent: expect.stringMatching(/^pi_/),
    });
    expect(types()).toEqual(['checkout.session.completed']);
  });

  it('makes customer and invoice where the session wants them', async () => {
    const { id, url } = await checkout({
      mode: 'payment',
      line_items: line_items(),
      customer_creation: 'always',
      invoice_creation: { enabled: true },
    });
    await submit(url ?? '', payer);
    const { customer, invoice } = await retrieve(id);
    expect(await here.stripe.invoices.retrieve(String(invoice))).toMatchObject({
      customer,
      status: 'paid',
      amount_paid: 5800,
    });
  });
});

describe('a checkout', () => {
  it('is over once it is paid, has expired, or never was', async () => {
    const paid = await checkout();
    await submit(paid.url ?? '', payer);
    const gone = await checkout();
    await here.stripe.checkout.sessions.expire(gone.id);
    expect(types().at(-1)).toBe('checkout.session.expired');
    const late = await checkout();
    here.standIn.data.checkoutSessions.set(late.id, { ...late, expires_at: 1 });
    const before = here.standIn.data.events.size;
    for (const id of [paid.id, gone.id, late.id, 'cs_test_none']) {
      const url = `${here.standIn.url}/c/pay/${id}`;
      expect((await fetch(url)).status).toBe(404);
      expect((await submit(url, payer)).status).toBe(404);
    }
    expect(here.standIn.data.events.size).toBe(before);
    await expect(here.stripe.checkout.sessions.expire(paid.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it.each([
    ['a recurring price in payment mode', { mode: 'payment' as const }, 'mode'],
    ['no line items', { line_items: [] }, 'line_items'],
    ['no success URL', { success_url: '' }, 'success_url'],
    ['customer and email', { customer: 'cus_1', customer_email: 'a@example.com' }, 'customer'],
    ['an unknown price', { line_items: [{ price: 'price_none' }] }, 'line_items[0][price]'],
  ])('with %s is refused', async (_, params, param) => {
    await expect(checkout(params)).rejects.toMatchObject({ statusCode: 400, param });
  });

  it('of a subscription without a recurring price is refused', async () => {
    await expect(checkout({ line_items: [{ price: once, quantity: 1 }] })).rejects.toMatchObject({
      param: 'mode',
    });
  });
});
