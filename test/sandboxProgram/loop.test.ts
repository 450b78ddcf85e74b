import { mkdirSync } from 'node:fs';
import { SignJWT } from 'jose';
import Stripe from 'stripe';
import { expect, it } from 'vitest';
import { cli } from '../cli/cli.ts';
import { goodCard, submit } from '../sandbox/portalSetUp.ts';
import { credentialsIn, freePorts, newFolder, startProgram } from './program.ts';

// Known to the test, so that it can be the identity provider of somebody who is no demo owner.
const secret = 'sandbox-a-secret-that-only-this-test-knows-of';

function tokenOf(user: string): Promise<string> {
  return new SignJWT({ sub: user })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(new TextEncoder().encode(secret));
}

it('the loop, without Stripe: check out, open the portal, cancel there, and the service knows', async () => {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  const ports = await freePorts();
  const program = await startProgram(folder, { ...ports, JWT_SECRET: secret });
  const service = `http://localhost:${ports.PORT}`;
  const standIn = new URL(`http://127.0.0.1:${ports.STAND_IN_PORT}`);
  const stripe = new Stripe('sk_test_1234567890', {
    host: standIn.hostname,
    port: standIn.port,
    protocol: 'http',
  });
  const openPortal = async () =>
    fetch(`${service}/api/v1/subscriptions/portal`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await tokenOf('newcomer')}` },
    });
  expect((await openPortal()).status).toBe(400);

  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 2900,
    recurring: { interval: 'month' },
    product_data: { name: 'Professional' },
  });
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    line_items: [{ price: price.id, quantity: 1 }],
    client_reference_id: 'user:newcomer',
    success_url: 'https://yourapp.com/done',
  });
  expect(
    (await submit(session.url ?? '', { email: 'grace@example.com', name: 'Grace Hopper', ...goodCard }))
      .status,
  ).toBe(303);

  // That there was no customer just now is remembered for 10 s, until the webhook says otherwise.
  await expect.poll(async () => (await openPortal()).status, { timeout: 20_000 }).toBe(200);
  const opened = await openPortal();
  const { url }: { url: string } = JSON.parse(await opened.text());
  const customer = String((await stripe.checkout.sessions.retrieve(session.id)).customer);
  const [subscription] = (await stripe.subscriptions.list({ customer })).data;
  expect(await (await fetch(url)).text()).toContain('Grace Hopper');

  await stripe.subscriptions.cancel(subscription?.id ?? '');
  const { DATABASE_URL = '' } = credentialsIn(folder);
  await expect
    .poll(
      async () => {
        const { stdout } = await cli(['customers', 'show', 'user:newcomer', '--json'], {
          env: { DATABASE_URL },
        });
        return JSON.parse(stdout)[0];
      },
      { timeout: 20_000, interval: 500 },
    )
    .toMatchObject({
      customerId: customer,
      subscriptionStatus: 'canceled',
      setBy: expect.stringMatching(/^evt_/),
    });
  // Lapsed now, and let in: they come to fix their card.
  expect((await openPortal()).status).toBe(200);
  expect(await program.stop('SIGTERM')).toBe(0);
});
