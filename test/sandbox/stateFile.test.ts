import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { clientOf } from './useStandIn.ts';

let folder: string;
let stateFile: string;
const running: StandIn[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stand-in-'));
  stateFile = join(folder, 'data', 'state.json');
});
afterEach(async () => {
  for (const standIn of running.splice(0)) await standIn.close().catch(() => {});
  await rm(folder, { recursive: true });
});

async function start(port = 0): Promise<StandIn> {
  const standIn = await startStandIn({ stateFile, port });
  running.push(standIn);
  return standIn;
}

describe('the state file', () => {
  it('brings everything back after a restart on the same port, portal links too', async () => {
    const first = await start();
    const stripe = clientOf(first.url);
    const customer = await stripe.customers.create({ email: 'ada@example.com' });
    const price = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 2900,
      recurring: { interval: 'month' },
      product_data: { name: 'Professional' },
    });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
    });
    const gone = await stripe.customers.create();
    await stripe.customers.del(gone.id);
    first.create.card({ customer: customer.id });
    first.disableDefaultPortalConfiguration();
    const configuration = await stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    });
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration: configuration.id,
    });
    const endpoint = await stripe.webhookEndpoints.create({
      url: 'http://127.0.0.1:1/',
      enabled_events: ['invoice.paid'],
    });
    await first.close();

    const second = await start(Number(new URL(first.url).port));
    expect(second.data).toEqual(first.data);
    expect(second.data.events.size).toBeGreaterThan(0);
    expect(second.data.webhookEndpoints.get(endpoint.id)?.secret).toBe(endpoint.secret);
    const again = clientOf(second.url);
    expect(await again.customers.retrieve(customer.id)).toMatchObject({ email: 'ada@example.com' });
    expect(await again.customers.retrieve(gone.id)).toMatchObject({ deleted: true });
    expect(await again.subscriptions.retrieve(subscription.id)).toEqual(subscription);
    expect((await again.prices.retrieve(price.id)).unit_amount_decimal?.toString()).toBe('2900');
    expect((await again.invoices.list({ customer: customer.id })).data).toHaveLength(1);
    expect((await again.paymentMethods.list({ customer: customer.id })).data).toHaveLength(1);
    await expect(again.billingPortal.sessions.create({ customer: customer.id })).rejects.toMatchObject({
      statusCode: 400,
    });
    const page = await fetch(session.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(customer.id);
  });

  it('has each change before it is answered', async () => {
    const standIn = await start();
    const { id } = await clientOf(standIn.url).customers.create();
    expect(await readFile(stateFile, 'utf8')).toContain(id);
  });

  it('holds all of many changes at once, whole, and leaves nothing beside it', async () => {
    const standIn = await start();
    const stripe = clientOf(standIn.url);
    const made = await Promise.all(Array.from({ length: 50 }, () => stripe.customers.create()));
    const { state } = JSON.parse(await readFile(stateFile, 'utf8'));
    expect(Object.keys(state.customers).toSorted()).toEqual(made.map(({ id }) => id).toSorted());
    expect(await readdir(join(folder, 'data'))).toEqual(['state.json']);
  });

  it('is for its owner alone: it holds portal links', async () => {
    await start();
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'not JSON', '{"version": 2, "state": {}}', '{"customers": {}}', 'null'])(
    'that is something else (%j) is named and left as it is',
    async (content) => {
      stateFile = join(folder, 'other.json');
      await writeFile(stateFile, content);
      await expect(start()).rejects.toThrow(`${stateFile} is not a state file of the stand-in`);
      expect(await readFile(stateFile, 'utf8')).toBe(content);
    },
  );

  it('that cannot be written is told at the start', async () => {
    await writeFile(join(folder, 'file'), '');
    stateFile = join(folder, 'file', 'state.json');
    await expect(start()).rejects.toThrow(stateFile);
  });
});
