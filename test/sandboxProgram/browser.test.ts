import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from '../cli/cli.ts';
import { openBrowser, withoutBrowser } from '../client/browser.ts';
import { credentialsIn, freePorts, newFolder, type Program, startProgram } from './program.ts';
import { createScreenshot, isWanted, pageWidth, scale } from './screenshot.ts';

describe.skipIf(withoutBrowser)('the demo app in a real browser', () => {
  const folder = newFolder();
  let browser: Browser;
  let program: Program;
  let stripe: Stripe;
  /** What the browser complained of, but for the statuses of refusals that are to come. */
  let complaints: string[];
  beforeAll(async () => {
    const ports = { ...(await freePorts()), ...(isWanted && { STAND_IN_PORT: '12111' }) };
    [browser, program] = await Promise.all([openBrowser(), startProgram(folder, ports)]);
    stripe = new Stripe('sk_test_1234567890', {
      host: '127.0.0.1',
      port: ports.STAND_IN_PORT,
      protocol: 'http',
    });
  });
  afterAll(() => browser?.close());

  async function openApp(options: { as?: string; phone?: boolean; dark?: boolean } = {}): Promise<Page> {
    complaints = [];
    const page = await browser.newPage({
      viewport: { width: options.phone ? 360 : pageWidth, height: 900 },
      deviceScaleFactor: scale,
      colorScheme: options.dark ? 'dark' : 'light',
      locale: 'en',
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 40[012]/.test(message.text()))
        complaints.push(message.text());
    });
    await page.goto(`${program.demoAppUrl()}?as=${options.as ?? 'TOKEN_NEWCOMER'}`);
    return page;
  }

  /** What the commands say of Dorothy, who is signed in at first. */
  async function commandsSay() {
    const { DATABASE_URL = '' } = credentialsIn(folder);
    const ask = async (...args: string[]) =>
      JSON.parse((await cli([...args, '--json'], { env: { DATABASE_URL } })).stdout);
    return {
      accounts: await ask('customers', 'show', 'user:dorothy'),
      events: await ask('webhooks', 'list', '--state', 'applied'),
    };
  }

  it('walks the loop: check out, open the portal, cancel, come back, and the service knows', async () => {
    const page = await openApp();
    const screenshot = createScreenshot(page);
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const follow = (name: string) => page.getByRole('link', { name, exact: true }).click();
    const known = page.getByRole('region', { name: 'What the service knows' });
    const eligibility = page.getByRole('status');
    const returnToApp = () => follow(`← Return to ${new URL(program.demoAppUrl()).host}`);
    const cancel = async () => {
      await follow('Cancel subscription');
      await page.getByLabel('It is too expensive').check();
      await page.getByLabel('Anything else? (optional)').fill('Back in spring.');
      await press('Cancel subscription');
      await eligibility.filter({ hasText: 'Your subscription has been canceled.' }).waitFor();
    };

    await eligibility.filter({ hasText: 'NO_STRIPE_CUSTOMER' }).waitFor();
    await press('Choose Professional');
    await page.getByLabel('Name on card').fill('Dorothy Vaughan');
    await page.getByLabel('Card number').fill('4000 0000 0000 0002');
    await press('Subscribe');
    await page.getByRole('alert').filter({ hasText: 'Your card was declined.' }).waitFor();
    await press('Subscribe');
    await eligibility.filter({ hasText: 'A portal would open now.' }).waitFor();
    await known.getByText('checkout.session.completed').waitFor();

    // At the end of the period, as the portal is configured: the subscription goes on until then.
    await press('Manage billing');
    await cancel();
    await screenshot.take();
    await returnToApp();
    await known.getByText('customer.subscription.updated').first().waitFor();
    await press('Cancel plan');
    await page.getByRole('alert').filter({ hasText: 'ALREADY_CANCELING' }).waitFor();
    await screenshot.take();
    const atPeriodEnd = await commandsSay();
    const [{ customerId: customer }] = atPeriodEnd.accounts;
    expect(atPeriodEnd.accounts).toMatchObject([{ status: 'active', subscriptionStatus: 'active' }]);
    expect(atPeriodEnd.events).toContainEqual(
      expect.objectContaining({ type: 'customer.subscription.updated', customerId: customer }),
    );
    const { data: subscriptions } = await stripe.subscriptions.list({ customer });
    expect(subscriptions).toMatchObject([
      {
        cancel_at: expect.any(Number),
        cancellation_details: { feedback: 'too_expensive', comment: 'Back in spring.' },
      },
    ]);

    // At once, as it may be configured as well.
    await press('Manage billing');
    await press('Don’t cancel');
    await eligibility.filter({ hasText: 'Your subscription goes on.' }).waitFor();
    const [configuration] = (await stripe.billingPortal.configurations.list({ is_default: true })).data;
    await stripe.billingPortal.configurations.update(configuration?.id ?? '', {
      features: { subscription_cancel: { enabled: true, mode: 'immediately' } },
    });
    await cancel();
    await returnToApp();
    await known.getByText('canceled', { exact: true }).waitFor();
    // Lapsed now, and let in: they come to fix their card, or to buy again.
    await eligibility.filter({ hasText: 'A portal would open now.' }).waitFor();
    await page.getByRole('button', { name: 'Choose Starter' }).waitFor();
    const atOnce = await commandsSay();
    expect(atOnce.accounts).toMatchObject([
      { customerId: customer, subscriptionStatus: 'canceled', setBy: expect.stringMatching(/^evt_/) },
    ]);
    expect(complaints).toEqual([]);
    await page.close();
    await screenshot.save(browser);
  });

  it('signs in anybody, and says why somebody gets no portal', async () => {
    const page = await openApp();
    const signInAs = async (name: string) => {
      await page.getByLabel('Signed in as').selectOption(name);
      await page.getByRole('button', { name: 'Switch' }).click();
    };
    await signInAs('TOKEN_LAPSED');
    await page.getByRole('heading', { name: 'Billing of Charles Babbage' }).waitFor();
    await page.getByRole('button', { name: 'Update card' }).click();
    await page.getByRole('heading', { name: 'Add a payment method' }).waitFor();
    await page.getByRole('link', { name: /^← Return to localhost/ }).click();
    await page.getByRole('heading', { name: 'Billing of Charles Babbage' }).waitFor();

    await signInAs('TOKEN_EXPIRED');
    await page.getByRole('button', { name: 'Manage billing' }).click();
    const code = page.getByRole('alert').getByRole('link', { name: 'UNAUTHORIZED' });
    expect(await code.getAttribute('href')).toMatch(/\/api\/errors\/#unauthorized$/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    ['light', 'TOKEN_NEWCOMER'],
    ['dark', 'TOKEN_NEWCOMER'],
    ['light', 'USER_TOKEN'],
    ['dark', 'USER_TOKEN'],
  ])('is readable for everybody (%s, phone, %s)', async (scheme, as) => {
    const page = await openApp({ as, phone: true, dark: scheme === 'dark' });
    await page.locator('#eligibility:not(:empty)').waitFor();
    await page.getByRole('button', { name: 'Cancel plan' }).focus();
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    // As a debugger would, since the page's policy lets no other script in.
    const violations = await page.evaluate(
      `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
    );
    expect({ overflow, violations }).toEqual({ overflow: 0, violations: [] });
    await page.close();
  });
});
