import { describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();

async function open(
  customer: string,
  returnUrl = 'https://yourapp.com/dashboard?a=1&b=2',
): Promise<Response> {
  const session = await here.stripe.billingPortal.sessions.create({ customer, return_url: returnUrl });
  return fetch(session.url);
}

describe('the portal page', () => {
  it('shows the customer, plan, payment methods, invoices and the way back', async () => {
    const { create } = here.standIn;
    const customer = create.customer({
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      address: { line1: '1 Engine Street', city: 'London', country: 'GB' },
    }).id;
    const price = create.price({
      currency: 'usd',
      unit_amount: 2900,
      recurring: { interval: 'month' },
      product_data: { name: 'Professional' },
    });
    create.subscription({ customer, items: [{ price: price.id }], status: 'past_due' });
    create.card({ customer, brand: 'visa', last4: '4242', exp_month: 3, exp_year: 2031 });
    const invoice = create.invoice({ customer, amount: 2900, created: Date.UTC(2026, 0, 31) / 1000 });
    const text = await (await open(customer)).text();
    for (const shown of [
      'Test mode.',
      'Ada Lovelace',
      'ada@example.com',
      customer,
      '1 Engine Street, London, GB',
      'Professional',
      '$29.00 per month',
      'Payment overdue',
      '4242',
      '03/2031',
      invoice.number ?? 'no number',
      'Jan 31, 2026',
      '>Paid<',
      'href="https://yourapp.com/dashboard?a=1&amp;b=2"',
      'Return to yourapp.com',
    ]) {
      expect(text).toContain(shown);
    }
  });

  it('shows nothing of another customer', async () => {
    const { create } = here.standIn;
    const other = create.customer({ name: 'Charles', email: 'charles@example.com' }).id;
    create.card({ customer: other, last4: '9999' });
    const invoice = create.invoice({ customer: other, amount: 700 });
    const text = await (await open(create.customer({ name: 'Ada' }).id)).text();
    for (const hidden of ['Charles', 'charles@example.com', other, '9999', invoice.number ?? '']) {
      expect(text).not.toContain(hidden);
    }
    expect(text).toContain('There is no subscription.');
  });

  it('is never cached, runs nothing, and asks nobody', async () => {
    const response = await open(here.standIn.create.customer().id);
    const policy = response.headers.get('content-security-policy');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/);
    expect(await response.text()).not.toMatch(/<script|<img|<link|src=/);
  });

  it('escapes what a customer may be called', async () => {
    const name = `<script>alert("x")</script>'&`;
    const text = await (await open(here.standIn.create.customer({ name }).id)).text();
    expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&amp;');
    expect(text).not.toContain('<script');
  });

  it.each([
    ['is still good after 4 minutes', 4 * 60, null, 200],
    ['is gone after 5 minutes when nobody opened it', 5 * 60, null, 404],
    ['is still good 59 minutes after it was opened', 63 * 60, 59 * 60, 200],
    ['is gone an hour after it was opened', 64 * 60, 60 * 60, 404],
  ])('%s', async (_, age, openedAgo, status) => {
    const customer = here.standIn.create.customer().id;
    const session = await here.stripe.billingPortal.sessions.create({ customer });
    const token = session.url.split('/').at(-1) ?? '';
    const now = Math.floor(Date.now() / 1000);
    here.standIn.data.portalSessions.set(token, {
      session: { ...session, created: now - age },
      openedAt: openedAgo === null ? null : now - openedAgo,
    });
    expect((await fetch(session.url)).status).toBe(status);
  });

  it('lasts an hour from the first time that it was opened', async () => {
    const customer = here.standIn.create.customer().id;
    const session = await here.stripe.billingPortal.sessions.create({ customer });
    const token = session.url.split('/').at(-1) ?? '';
    expect(here.standIn.data.portalSessions.get(token)?.openedAt).toBeNull();
    await fetch(session.url);
    expect(here.standIn.data.portalSessions.get(token)?.openedAt).toEqual(expect.any(Number));
  });

  it('is not there for a token that nobody was given, nor for a deleted customer', async () => {
    const unknown = await fetch(`${here.standIn.url}/p/session/test_guessed`);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('This link does not work');
    const customer = here.standIn.create.customer({ email: 'ada@example.com' }).id;
    const { url } = await here.stripe.billingPortal.sessions.create({ customer });
    await here.stripe.customers.del(customer);
    expect((await fetch(url)).status).toBe(404);
  });
});
