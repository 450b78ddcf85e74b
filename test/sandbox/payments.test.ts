import { beforeEach, describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
let price: string;
const types = () => [...here.standIn.data.events.values()].map(({ type }) => type);

beforeEach(() => {
  price = here.standIn.create.price({
    currency: 'usd',
    unit_amount: 2900,
    recurring: { interval: 'month' },
    product_data: { name: 'Professional' },
  }).id;
});

/** A customer whose card can be saved and never charged. */
const poorCustomer = () =>
  here.stripe.customers.create({
    payment_method: 'pm_card_chargeCustomerFail',
    invoice_settings: { default_payment_method: 'pm_card_chargeCustomerFail' },
  });

describe('payment methods', () => {
  it('are made from test tokens, and given to a customer that is being made', async () => {
    const { id } = await here.stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
      billing_details: { email: 'ada@example.com', address: { country: 'GB' } },
    });
    const customer = await here.stripe.customers.create({
      payment_method: id,
      invoice_settings: { default_payment_method: id },
    });
    expect(customer.invoice_settings.default_payment_method).toBe(id);
    expect(await here.stripe.paymentMethods.retrieve(id)).toMatchObject({
      customer: customer.id,
      card: { brand: 'visa', last4: '4242' },
      billing_details: { email: 'ada@example.com', address: { country: 'GB', city: null } },
    });
  });

  it('of a ready-made test card are the customer’s own copy', async () => {
    const customer = await here.stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    });
    const [card] = (await here.stripe.paymentMethods.list({ customer: customer.id })).data;
    expect(card?.id).not.toBe('pm_card_visa');
    expect(customer.invoice_settings.default_payment_method).toBe(card?.id);
  });

  it('that are declined cannot be attached', async () => {
    const customer = here.standIn.create.customer().id;
    await expect(
      here.stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer }),
    ).rejects.toMatchObject({
      statusCode: 402,
      rawType: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
    });
    await expect(
      here.stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_none' } }),
    ).rejects.toMatchObject({ statusCode: 400, param: 'card[token]' });
  });

  it('that are detached are nobody’s default any more', async () => {
    const { id, invoice_settings } = await here.stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    });
    await here.stripe.paymentMethods.detach(String(invoice_settings.default_payment_method));
    expect(await here.stripe.customers.retrieve(id)).toMatchObject({
      invoice_settings: { default_payment_method: null },
    });
  });
});

describe('the first invoice of a subscription', () => {
  const items = () => [{ price }];

  it('that is declined leaves the subscription incomplete until it is paid', async () => {
    const { id: customer } = await poorCustomer();
    const subscription = await here.stripe.subscriptions.create({ customer, items: items() });
    expect(subscription.status).toBe('incomplete');
    expect(types()).toContain('invoice.payment_failed');
    const { id: card } = await here.stripe.paymentMethods.attach('pm_card_visa', { customer });
    const invoice = String(subscription.latest_invoice);
    await expect(here.stripe.invoices.pay(invoice)).rejects.toMatchObject({ code: 'card_declined' });
    expect(await here.stripe.invoices.pay(invoice, { payment_method: card })).toMatchObject({
      status: 'paid',
      attempt_count: 3,
      amount_remaining: 0,
    });
    expect(await here.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: 'active' });
  });

  it('that is declined leaves no subscription where that is wanted', async () => {
    const { id: customer } = await poorCustomer();
    const create = here.stripe.subscriptions.create({
      customer,
      items: items(),
      payment_behavior: 'error_if_incomplete',
    });
    await expect(create).rejects.toMatchObject({ statusCode: 402 });
    expect((await here.stripe.subscriptions.list({ customer, status: 'all' })).data).toEqual([]);
    expect(types()).not.toContain('customer.subscription.created');
  });

  it('that waits for a payment has not been tried', async () => {
    const { latest_invoice, status } = await here.stripe.subscriptions.create({
      customer: here.standIn.create.customer().id,
      items: items(),
      payment_behavior: 'default_incomplete',
    });
    expect(status).toBe('incomplete');
    expect(await here.stripe.invoices.retrieve(String(latest_invoice))).toMatchObject({
      status: 'open',
      attempt_count: 0,
    });
    expect(types()).not.toContain('invoice.payment_failed');
  });
});

describe('an invoice', () => {
  it('is made of what waits for one, finalized and paid', async () => {
    const customer = here.standIn.create.customer().id;
    await here.stripe.invoiceItems.create({ customer, amount: 1500, currency: 'eur', description: 'Setup' });
    await here.stripe.invoiceItems.create({ customer, amount: 500, currency: 'eur' });
    const { invoices } = here.stripe;
    const draft = await invoices.create({ customer, pending_invoice_items_behavior: 'include' });
    expect(draft).toMatchObject({ status: 'draft', total: 2000, currency: 'eur', number: null });
    expect(await invoices.create({ customer, pending_invoice_items_behavior: 'include' })).toMatchObject({
      total: 0,
    });
    const open = await invoices.finalizeInvoice(draft.id);
    expect(open).toMatchObject({ status: 'open', number: expect.stringMatching(/-0001$/), attempt_count: 0 });
    await expect(invoices.finalizeInvoice(draft.id)).rejects.toMatchObject({ statusCode: 400 });
    expect(await invoices.pay(draft.id)).toMatchObject({ status: 'paid', amount_paid: 2000 });
    await expect(invoices.pay(draft.id)).rejects.toMatchObject({ message: 'Invoice is already paid' });
    expect(types()).toEqual([
      'invoice.created',
      'invoice.created',
      'invoice.finalized',
      'invoice.updated',
      'invoice.updated',
      'invoice.paid',
      'invoice.payment_succeeded',
    ]);
  });

  it('that is declined makes an active subscription overdue', async () => {
    const { id: customer } = await poorCustomer();
    const { id: subscription } = here.standIn.create.subscription({ customer, items: [{ price }] });
    const { id } = here.standIn.create.invoice({ customer, amount: 2900, status: 'open', subscription });
    await expect(here.stripe.invoices.pay(id)).rejects.toMatchObject({ statusCode: 402 });
    expect(await here.stripe.subscriptions.retrieve(subscription)).toMatchObject({ status: 'past_due' });
    expect(types()).toEqual(
      expect.arrayContaining(['invoice.payment_failed', 'customer.subscription.updated']),
    );
  });
});

describe('a subscription', () => {
  it('that is not paused cannot be resumed', async () => {
    const customer = here.standIn.create.customer().id;
    const { id } = here.standIn.create.subscription({ customer, items: [{ price }] });
    await expect(here.stripe.subscriptions.resume(id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it('whose trial ends goes on where there is a card, though it would pause without', async () => {
    const { id: customer } = await here.stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    });
    const { id } = await here.stripe.subscriptions.create({
      customer,
      items: [{ price }],
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    });
    expect(await here.stripe.subscriptions.update(id, { trial_end: 'now' })).toMatchObject({
      status: 'active',
    });
  });
});
