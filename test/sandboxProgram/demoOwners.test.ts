import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subscriptionStatuses } from '../../src/billing/billingAccount.ts';
import { roles } from '../../src/billing/role.ts';
import { ensureDemoOwners } from '../../src/sandbox/demo/ensureOwners.ts';
import { letTimePass } from '../../src/sandbox/demo/letTimePass.ts';
import { demoCredentials, demoOwners } from '../../src/sandbox/demoOwners.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { openStore, type Store } from '../../src/store/connection.ts';
import { readCustomerFacts } from '../../src/stripe/customerFacts.ts';
import { createDatabase, type TestDatabase } from '../store/databases.ts';

describe('the demo owners', () => {
  let standIn: StandIn;
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    standIn = await startStandIn();
    database = await createDatabase('sqlite');
    store = openStore(database.url);
    await ensureDemoOwners(store, standIn);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
    await standIn.close();
  });

  const inStripe = demoOwners.filter(({ billing }) => billing && !billing.inStripe);

  it.each(inStripe.map((owner) => [owner.id, owner] as const))(
    'the store knows of %s what Stripe would say',
    async (_, owner) => {
      const { hostname: host, port } = new URL(standIn.url);
      const stripe = new Stripe('sk_test_sandbox_x', { host, port, protocol: 'http' });
      const account = await store.billingAccounts.find(owner, false);
      const facts = await readCustomerFacts((request) => request(stripe), account?.customerId ?? '', false);
      expect(facts.deleted).toBe(false);
      expect(account?.purchasedAt).toBe(facts.purchasedAt);
      expect(account?.subscriptionStatus).toBe(facts.subscriptionStatus);
    },
  );

  it('show every subscription status and every role', () => {
    const shown = demoOwners.map(({ billing }) => billing?.subscription?.status);
    expect(new Set(shown)).toEqual(new Set([...subscriptionStatuses, undefined]));
    const memberRoles = demoOwners.flatMap(({ memberOf = {} }) => Object.values(memberOf));
    expect(new Set(memberRoles)).toEqual(new Set(roles));
  });

  it('each have a credential that stands for them or their organization', () => {
    const users = new Set(demoCredentials.map(({ user }) => user));
    const organizations = new Set(
      demoOwners.flatMap(({ id, memberOf = {} }) => (users.has(id) ? Object.keys(memberOf) : [])),
    );
    for (const { type, id } of demoOwners) {
      expect([id, (type === 'user' ? users : organizations).has(id)]).toEqual([id, true]);
    }
  });

  it('are left alone where they are there, whatever became of them', async () => {
    const ada = { type: 'user', id: 'ada' } as const;
    const customer = standIn.create.customer({ name: 'Ada King' });
    await store.billingAccounts.link(
      {
        owner: ada,
        customerId: customer.id,
        livemode: false,
        purchasedAt: null,
        subscriptionStatus: null,
        setBy: 'test',
        setAt: new Date().toISOString(),
      },
      { replace: true },
    );
    const customers = standIn.data.customers.size;
    const accounts = await Promise.all(demoOwners.map((owner) => store.billingAccounts.listOf(owner)));
    await ensureDemoOwners(store, standIn);
    expect(await Promise.all(demoOwners.map((owner) => store.billingAccounts.listOf(owner)))).toEqual(
      accounts,
    );
    expect((await store.billingAccounts.find(ada, false))?.customerId).toBe(customer.id);
    expect(standIn.data.customers.size).toBe(customers);
  });

  it('are linked again where the store was lost, with what has happened since', async () => {
    const grace = { type: 'user', id: 'grace' } as const;
    const customer = (await store.billingAccounts.find(grace, false))?.customerId ?? '';
    const paidAt = Date.UTC(2026, 0, 1) / 1000;
    standIn.create.invoice({ customer, amount: 0, created: paidAt - 86_400 });
    standIn.create.invoice({ customer, amount: 500, created: paidAt });
    const other = await createDatabase('sqlite');
    const newStore = openStore(other.url);
    await ensureDemoOwners(newStore, standIn);
    expect(await newStore.billingAccounts.find(grace, false)).toMatchObject({
      customerId: customer,
      purchasedAt: '2026-01-01T00:00:00.000Z',
    });
    await newStore.close();
    await other.drop();
  });

  it('grow no older, however long after the first start they are looked at', () => {
    const subscriptionsIn = (status: string) =>
      [...standIn.data.subscriptions.values()].filter((one) => one.status === status);
    const year = 365 * 86_400;
    const later = Math.floor(Date.now() / 1000) + 3 * year;
    const [canceling] = subscriptionsIn('past_due');
    if (!canceling) throw new Error('Nobody is past_due.');
    standIn.data.subscriptions.set(canceling.id, { ...canceling, cancel_at: later });

    letTimePass(standIn.data, later);

    expect(standIn.data.subscriptions.get(canceling.id)).toMatchObject({
      status: 'canceled',
      ended_at: later,
    });
    expect(subscriptionsIn('trialing')).toHaveLength(1);
    for (const { items, status, trial_end } of [
      ...subscriptionsIn('trialing'),
      ...subscriptionsIn('active'),
    ]) {
      const [item] = items.data;
      expect(item?.current_period_start).toBeLessThanOrEqual(later);
      expect(item?.current_period_end).toBeGreaterThan(later);
      if (status === 'trialing') expect(trial_end).toBe(item?.current_period_end);
    }
  });

  it('come back with a new customer where somebody deleted theirs', async () => {
    const grace = { type: 'user', id: 'grace' } as const;
    const before = (await store.billingAccounts.find(grace, false))?.customerId ?? '';
    standIn.data.customers.set(before, { id: before, object: 'customer', deleted: true });
    await ensureDemoOwners(store, standIn);
    const after = (await store.billingAccounts.find(grace, false))?.customerId ?? '';
    expect(after).not.toBe(before);
    expect(standIn.data.customers.get(after)).toMatchObject({ name: 'Grace Hopper' });
  });
});
