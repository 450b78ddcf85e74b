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
const cards = async () => (await ada.stripe.paymentMethods.list({ customer: ada.customer })).data;
const last = () => [...here.standIn.data.events.values()].at(-1);
const page = async (path = '') => (await fetch(`${url}${path}`)).text();

describe('payment methods', () => {
  it('are added, and become the one that is charged', async () => {
    const number = '5555 5555 5555 4444';
    expect((await submit(`${url}/payment-methods/add`, { ...goodCard, number })).status).toBe(303);
    const [added, ...others] = await cards();
    expect(added?.card).toMatchObject({ brand: 'mastercard', last4: '4444', exp_month: 12, exp_year: 2034 });
    expect(others).toHaveLength(1);
    expect(await ada.stripe.customers.retrieve(ada.customer)).toMatchObject({
      invoice_settings: { default_payment_method: added?.id },
    });
  });

  it.each([
    ['4000 0000 0000 0002', '12/34', 'Your card was declined.'],
    ['4000 0000 0000 9995', '12/34', 'Your card has insufficient funds.'],
    ['4111 1111 1111 1111', '12/34', 'this is a test, which takes test cards alone.'],
    ['4242 4242 4242 4242', '01/20', 'expiration date is not valid.'],
    ['4242 4242 4242 4242', '13/34', 'expiration date is not valid.'],
    ['4242 4242 4242 4242', '', 'expiration date is not valid.'],
  ])('card %s, %s is declined: %s', async (number, expiry, message) => {
    const answer = await submit(`${url}/payment-methods/add`, { number, expiry, cvc: '123' });
    expect(answer.status).toBe(402);
    const text = await answer.text();
    expect(text).toContain(message);
    // The form is as it was at first: what somebody typed goes nowhere.
    expect(text).toContain('value="4242 4242 4242 4242"');
    expect(await cards()).toHaveLength(1);
  });

  it('are removed, but not the one that a subscription is charged to', async () => {
    const [visa] = await cards();
    const refused = await submit(`${url}/payment-methods/${visa?.id}/remove`);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('cannot be removed');
    await submit(`${url}/payment-methods/add`, goodCard);
    await submit(`${url}/payment-methods/${visa?.id}/remove`);
    expect((await cards()).map(({ id }) => id)).not.toContain(visa?.id);
    expect(await cards()).toHaveLength(1);
    expect(last()).toMatchObject({ type: 'payment_method.detached' });
  });

  it('are made the default', async () => {
    const [visa] = await cards();
    await submit(`${url}/payment-methods/add`, goodCard);
    await submit(`${url}/payment-methods/${visa?.id}/default`);
    expect(await ada.stripe.customers.retrieve(ada.customer)).toMatchObject({
      invoice_settings: { default_payment_method: visa?.id },
    });
  });
});

describe('invoices', () => {
  it('are read and downloaded', async () => {
    const [invoice] = (await ada.stripe.invoices.list({ customer: ada.customer })).data;
    const text = await page(`/invoices/${invoice?.id}`);
    for (const shown of [invoice?.number ?? '', '$29.00', 'Professional', 'Ada Lovelace', 'Paid on']) {
      expect(text).toContain(shown);
    }
    const file = await fetch(`${url}/invoices/${invoice?.id}/download`);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${invoice?.number}.html"`);
    expect(await file.text()).toContain(invoice?.number);
  });

  it('that are open are paid, which brings the subscription back; a declined card says so', async () => {
    const { data, create } = here.standIn;
    const overdue = await subscription();
    data.subscriptions.set(overdue.id, { ...overdue, status: 'past_due' });
    const invoice = create.invoice({
      customer: ada.customer,
      amount: 2900,
      status: 'open',
      subscription: overdue.id,
    });
    const pay = `${url}/invoices/${invoice.id}/pay`;
    await submit(`${url}/payment-methods/add`, { ...goodCard, number: '4000000000000341' });
    expect((await submit(pay)).status).toBe(402);
    expect(last()).toMatchObject({ type: 'invoice.payment_failed', data: { object: { attempt_count: 2 } } });
    await submit(`${url}/payment-methods/add`, goodCard);
    expect((await submit(pay)).status).toBe(303);
    expect(await ada.stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: 'paid' });
    expect(await subscription()).toMatchObject({ status: 'active' });
  });
});
