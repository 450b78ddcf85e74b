import { createServer, type Server } from 'node:http';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, withoutBrowser } from '../client/browser.ts';
import { givenAda } from './portalSetUp.ts';
import { useReceiver } from './useReceiver.ts';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
const receiver = useReceiver();
let browser: Browser;
let app: Server;
/** The app that portal and checkout lead back to. */
let appUrl: string;
/** What the browser complained of: violations of the content security policy above all. */
let complaints: string[];

describe.skipIf(withoutBrowser)('in a real browser', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    browser = await openBrowser();
    app = createServer((request, response) => {
      // No icon either: the browser would complain of a missing one.
      response.writeHead(request.url === '/favicon.ico' ? 204 : 200, { 'Content-Type': 'text/html' });
      response.end(request.url === '/favicon.ico' ? '' : '<!doctype html><title>App</title><h1>The app</h1>');
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const address = app.address();
    appUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  });
  afterAll(async () => {
    await browser?.close();
    app.close();
    app.closeAllConnections();
  });
  beforeEach(() => {
    complaints = [];
  });

  async function newPage(options: { phone?: boolean; dark?: boolean } = {}): Promise<Page> {
    const page = await browser.newPage({
      viewport: { width: options.phone ? 360 : 1100, height: 800 },
      colorScheme: options.dark ? 'dark' : 'light',
      locale: 'en',
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    return page;
  }

  it('checks out, cancels by a deep link, and the app learns of both', async () => {
    const { secret } = here.standIn.create.webhookEndpoint({ url: receiver.url, enabled_events: ['*'] });
    const price = here.standIn.create.price({
      currency: 'usd',
      unit_amount: 2900,
      recurring: { interval: 'month' },
      product_data: { name: 'Professional' },
    });
    const checkout = await here.stripe.checkout.sessions.create({
      mode: 'subscription',
      line_items: [{ price: price.id, quantity: 1 }],
      client_reference_id: 'user:u1',
      success_url: `${appUrl}/done?session={CHECKOUT_SESSION_ID}`,
    });
    const page = await newPage();
    await page.goto(checkout.url ?? '');
    await page.getByLabel('Email').fill('ada@example.com');
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await page.waitForURL(`${appUrl}/done?session=${checkout.id}`);

    const { customer, subscription } = await here.stripe.checkout.sessions.retrieve(checkout.id);
    const portal = await here.stripe.billingPortal.sessions.create({
      customer: String(customer),
      return_url: appUrl,
      flow_data: {
        type: 'subscription_cancel',
        subscription_cancel: { subscription: String(subscription) },
        after_completion: { type: 'redirect', redirect: { return_url: `${appUrl}/canceled` } },
      },
    });
    await page.goto(portal.url);
    await page.getByRole('button', { name: 'Cancel subscription' }).click();
    await page.waitForURL(`${appUrl}/canceled`);
    await page.close();

    await here.standIn.webhooks.settled();
    const events = receiver.events(here.stripe, secret);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['checkout.session.completed', 'customer.subscription.updated']),
    );
    expect(events.find(({ type }) => type === 'customer.subscription.updated')?.data.object).toMatchObject({
      id: subscription,
      cancel_at: expect.any(Number),
    });
    expect(complaints).toEqual([]);
  });

  it('does all that the portal offers', async () => {
    const ada = await givenAda(here.standIn);
    const page = await newPage({ phone: true });
    await page.goto(await ada.open({ return_url: `${appUrl}/dashboard` }));
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const follow = (name: string) => page.getByRole('link', { name, exact: true }).click();
    const said = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

    await follow('Change plan');
    await page.getByLabel('Business').check();
    await press('Confirm change');
    await said('Your plan has been changed.');

    await follow('Cancel subscription');
    await page.getByLabel('It is too expensive').check();
    await press('Cancel subscription');
    await said('Your subscription has been canceled.');
    await press('Don’t cancel');
    await said('Your subscription goes on.');

    await follow('Add payment method');
    await page.getByLabel('Card number').fill('4000 0000 0000 0002');
    await press('Save');
    await page.getByRole('alert').filter({ hasText: 'Your card was declined.' }).waitFor();
    await page.getByLabel('Card number').fill('5555 5555 5555 4444');
    await press('Save');
    await said('Your payment method has been saved.');
    await press('Remove');
    await said('The payment method has been removed.');

    await follow('Update information');
    await page.getByLabel('Name').fill('Countess of Lovelace');
    await page.getByLabel('Country (two letters)').fill('England');
    await press('Save');
    await page.getByRole('alert').filter({ hasText: 'A country is two letters' }).waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Countess of Lovelace');
    await page.getByLabel('Country (two letters)').fill('GB');
    await press('Save');
    await page.getByRole('heading', { name: 'Billing of Countess of Lovelace' }).waitFor();

    const [invoice] = (await ada.stripe.invoices.list({ customer: ada.customer })).data;
    await follow(invoice?.number ?? '');
    const download = page.waitForEvent('download');
    await follow('Download');
    expect((await download).suggestedFilename()).toBe(`${invoice?.number}.html`);
    await follow('← Go back');
    await follow(`← Return to ${new URL(appUrl).host}`);
    await page.waitForURL(`${appUrl}/dashboard`);
    await page.close();

    expect(await ada.stripe.subscriptions.retrieve(ada.subscription)).toMatchObject({
      cancel_at: null,
      items: { data: [{ price: { id: ada.business.id } }] },
    });
    // The browser notes the refusals: 402 for the declined card, 400 for the country.
    expect(complaints.filter((text) => !/status of 40[02]/.test(text))).toEqual([]);
  });

  it.each([
    ['light', false, 'en'],
    ['dark', true, 'ja'],
    ['light', false, 'ko'],
  ] as const)('is readable for everybody (%s, phone, %s %s)', async (_, dark, locale) => {
    const ada = await givenAda(here.standIn);
    here.standIn.create.invoice({ customer: ada.customer, amount: 900, status: 'open' });
    const [open] = (await ada.stripe.invoices.list({ customer: ada.customer, status: 'open' })).data;
    const checkout = await ada.stripe.checkout.sessions.create({
      mode: 'subscription',
      line_items: [{ price: ada.business.id, quantity: 1 }],
      success_url: appUrl,
      locale,
    });
    const home = await ada.open({ locale });
    const page = await newPage({ phone: true, dark });
    for (const url of [
      home,
      `${home}/subscriptions/${ada.subscription}/cancel`,
      `${home}/subscriptions/${ada.subscription}/update`,
      `${home}/payment-methods/add`,
      `${home}/billing-information`,
      `${home}/invoices/${open?.id}`,
      checkout.url ?? '',
    ]) {
      await page.goto(url);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      await page.evaluate(axe.source);
      const violations = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))',
      );
      expect({ url, overflow, violations }).toEqual({ url, overflow: 0, violations: [] });
    }
    await page.close();
  });
});
