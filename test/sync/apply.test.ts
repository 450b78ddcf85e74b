import { beforeAll, describe, expect, it } from 'vitest';
import { formatOwner, type Owner } from '../../src/billing/owner.ts';
import type { Store } from '../../src/store/connection.ts';
import { forEachDatabase } from '../store/databases.ts';
import { factsOf, fresh, freshUser } from '../store/facts.ts';
import { follow } from './following.ts';

await forEachDatabase((_kind, open) => {
  let store: Store;
  beforeAll(() => {
    store = open();
  });

  /** A service that follows, and a way to tell it of a customer. */
  async function setUp() {
    const following = await follow(store);
    following.worker.start();
    const accountOf = (owner: Owner) => store.billingAccounts.find(owner, false);
    const tell = async (type: string, object: object) => {
      await following.deliver(following.event(type, object));
      await following.settled();
    };
    const tellOf = (customer: string) =>
      tell('customer.updated', following.standIn.data.customers.get(customer) ?? {});
    return { ...following, accountOf, tell, tellOf };
  }

  describe('the owner', () => {
    it.each(['user', 'organization'] as const)('is the %s in the metadata of the customer', async (type) => {
      const { customerOf, tellOf, accountOf } = await setUp();
      const owner = { type, id: fresh('o') };
      const id = customerOf(owner);
      await tellOf(id);
      expect(await accountOf(owner)).toMatchObject({ owner, customerId: id, livemode: false });
    });

    it.each([
      ['user:%', 'user'],
      ['organization:%', 'organization'],
      ['%', 'user'],
    ] as const)('is that of the client reference %j of a completed session', async (reference, type) => {
      const { standIn, tell, accountOf } = await setUp();
      const id = fresh('o');
      const customer = standIn.create.customer().id;
      const session = standIn.create.checkoutSession({
        customer,
        mode: 'payment',
        status: 'complete',
        payment_status: 'paid',
        client_reference_id: reference.replace('%', id),
      });
      await tell('checkout.session.completed', session);
      expect(await accountOf({ type, id })).toMatchObject({
        customerId: customer,
        purchasedAt: expect.any(String),
      });
    });

    it('is that of the metadata of a completed session', async () => {
      const { standIn, tell, accountOf } = await setUp();
      const owner: Owner = { type: 'organization', id: fresh('o') };
      const customer = standIn.create.customer().id;
      const session = standIn.create.checkoutSession({
        customer,
        mode: 'subscription',
        status: 'complete',
        metadata: { billing_owner_type: owner.type, billing_owner_id: owner.id },
        client_reference_id: 'another',
      });
      await tell('checkout.session.completed', session);
      expect(await accountOf(owner)).toMatchObject({ customerId: customer });
    });

    it.each([
      {},
      { billing_owner_id: 'u1' },
      { billing_owner_type: 'user' },
      { billing_owner_type: 'admin', billing_owner_id: 'u1' },
      { billing_owner_type: 'user', billing_owner_id: 'u'.repeat(256) },
      { userId: 'u1', email: 'ada@example.com' },
    ])('is nobody with %j: a foreign customer', async (metadata) => {
      const { standIn, tellOf, heard } = await setUp();
      const id = standIn.create.customer({ email: 'ada@example.com', metadata }).id;
      await tellOf(id);
      expect(await store.billingAccounts.findByCustomer(id)).toBeUndefined();
      expect(heard).toContain('applied foreign');
    });
  });

  describe('the state', () => {
    it.each(['active', 'trialing', 'past_due', 'canceled'] as const)('%s', async (status) => {
      const { customerOf, subscribe, tell, accountOf, standIn } = await setUp();
      const owner = freshUser();
      const subscription = subscribe(customerOf(owner), status);
      await tell('customer.subscription.updated', standIn.data.subscriptions.get(subscription) ?? {});
      expect(await accountOf(owner)).toMatchObject({
        subscriptionStatus: status,
        purchasedAt: expect.any(String),
      });
    });

    it("is Stripe's now, whatever the event says", async () => {
      const { customerOf, subscribe, event, deliver, settled, accountOf, standIn } = await setUp();
      const owner = freshUser();
      const customer = customerOf(owner);
      const id = subscribe(customer);
      const subscription = standIn.data.subscriptions.get(id);
      if (subscription === undefined) throw new Error('no subscription');
      const old = event('customer.subscription.created', subscription);
      standIn.data.subscriptions.set(id, { ...subscription, status: 'canceled' });
      await deliver(event('customer.subscription.deleted', subscription));
      await settled();
      await deliver(old);
      await settled();
      expect(await accountOf(owner)).toMatchObject({ subscriptionStatus: 'canceled' });
    });

    it('is not written again where it is the same', async () => {
      const { customerOf, tellOf, accountOf, heard } = await setUp();
      const owner = freshUser();
      const id = customerOf(owner);
      await tellOf(id);
      const first = await accountOf(owner);
      await tellOf(id);
      expect(await accountOf(owner)).toEqual(first);
      expect(heard.filter((line) => line.startsWith('applied'))).toEqual([
        'applied linked',
        'applied unchanged',
      ]);
    });

    it('of a customer that Stripe does not know: stale, until it does', async () => {
      const { standIn, customerOf, tell, accountOf } = await setUp();
      const owner = freshUser();
      const customer = standIn.data.customers.get(customerOf(owner));
      if (customer === undefined) throw new Error('no customer');
      await tell('customer.created', customer);
      standIn.data.customers.delete(customer.id);
      await tell('customer.updated', customer);
      expect(await accountOf(owner)).toMatchObject({ staleAt: expect.any(String) });
      standIn.data.customers.set(customer.id, customer);
      await tell('customer.updated', customer);
      expect(await accountOf(owner)).toMatchObject({ staleAt: null });
    });

    it('deleted stays deleted, and the owner comes back with a new customer', async () => {
      const { standIn, customerOf, tell, tellOf, accountOf } = await setUp();
      const owner = freshUser();
      const first = customerOf(owner);
      const before = standIn.data.customers.get(first) ?? {};
      await tellOf(first);
      standIn.data.customers.set(first, { id: first, object: 'customer', deleted: true });
      await tell('customer.deleted', before);
      expect(await accountOf(owner)).toBeUndefined();
      await tell('customer.updated', before);
      expect(await accountOf(owner)).toBeUndefined();
      const second = customerOf(owner);
      await tellOf(second);
      expect(await accountOf(owner)).toMatchObject({ customerId: second });
    });

    it('many events of a customer are one look at Stripe', async () => {
      const { customerOf, event, deliver, settled, standIn, store, worker } = await follow(open());
      const id = customerOf(freshUser());
      const customer = standIn.data.customers.get(id) ?? {};
      for (let n = 0; n < 20; n++) await deliver(event('customer.updated', customer));
      worker.start();
      await settled();
      expect(standIn.requests.filter(({ path }) => path === `/v1/customers/${id}`)).toHaveLength(1);
      const ours = (await store.stripeEvents.list()).filter(({ customerId }) => customerId === id);
      expect(ours.map(({ outcome }) => outcome)).toEqual(Array(20).fill('linked'));
    });
  });

  describe('a conflict', () => {
    it('is a customer that would move to another owner: it stays', async () => {
      const { standIn, customerOf, tellOf, accountOf, heard } = await setUp();
      const [owner, thief] = [freshUser(), freshUser()];
      const id = customerOf(owner);
      await tellOf(id);
      standIn.create.customer({
        id,
        metadata: { billing_owner_type: thief.type, billing_owner_id: thief.id },
      });
      await tellOf(id);
      await tellOf(id);
      expect(await accountOf(owner)).toMatchObject({ customerId: id });
      expect(await accountOf(thief)).toBeUndefined();
      expect(await store.linkConflicts.list(thief)).toMatchObject([
        {
          customerId: id,
          owner: thief,
          kind: 'customer_of_other_owner',
          seenBy: expect.stringMatching(/^evt_/),
        },
      ]);
      expect(heard.filter((line) => line.startsWith('conflict'))).toEqual([
        'conflict customer_of_other_owner',
      ]);
    });

    it('is a session that names another owner than its customer does', async () => {
      const { standIn, customerOf, tell, accountOf } = await setUp();
      const [owner, thief] = [freshUser(), freshUser()];
      const customer = customerOf(owner);
      const session = standIn.create.checkoutSession({
        customer,
        mode: 'setup',
        status: 'complete',
        client_reference_id: formatOwner(thief),
      });
      await tell('checkout.session.completed', session);
      expect(await accountOf(owner)).toMatchObject({ customerId: customer });
      expect(await store.linkConflicts.list(thief)).toHaveLength(1);
    });

    it("is an owner's second live customer: the first one stays, and is followed", async () => {
      const { customerOf, subscribe, tellOf, accountOf, heard } = await setUp();
      const owner = freshUser();
      const [first, second] = [customerOf(owner), customerOf(owner)];
      await tellOf(first);
      await tellOf(second);
      subscribe(second);
      await tellOf(second);
      expect(await accountOf(owner)).toMatchObject({ customerId: first, subscriptionStatus: null });
      expect(await store.billingAccounts.findByCustomer(second)).toBeUndefined();
      expect(await store.linkConflicts.list(owner)).toMatchObject([
        { customerId: second, kind: 'owner_has_other_customer' },
      ]);
      expect(heard.filter((line) => line.startsWith('conflict'))).toHaveLength(1);
      subscribe(first);
      await tellOf(first);
      expect(await accountOf(owner)).toMatchObject({ customerId: first, subscriptionStatus: 'active' });
    });

    it('is none where the first customer is deleted and its event not here yet', async () => {
      const { standIn, customerOf, tellOf, accountOf } = await setUp();
      const owner = freshUser();
      const [first, second] = [customerOf(owner), customerOf(owner)];
      await tellOf(first);
      standIn.data.customers.set(first, { id: first, object: 'customer', deleted: true });
      await tellOf(second);
      expect(await accountOf(owner)).toMatchObject({ customerId: second });
      expect(await store.linkConflicts.list(owner)).toEqual([]);
    });

    it('is over when the first customer is deleted', async () => {
      const { standIn, customerOf, tell, tellOf, accountOf } = await setUp();
      const owner = freshUser();
      const [first, second] = [customerOf(owner), customerOf(owner)];
      const before = standIn.data.customers.get(first) ?? {};
      await tellOf(first);
      await tellOf(second);
      standIn.data.customers.set(first, { id: first, object: 'customer', deleted: true });
      await tell('customer.deleted', before);
      expect(await accountOf(owner)).toMatchObject({ customerId: second });
      expect(await store.linkConflicts.list(owner)).toEqual([]);
    });

    it('leaves an imported link alone, and follows its state', async () => {
      const { standIn, subscribe, tellOf, accountOf } = await setUp();
      const owner = freshUser();
      const customerId = standIn.create.customer().id;
      await store.billingAccounts.link(factsOf(owner, { customerId, setBy: 'directory import' }));
      subscribe(customerId);
      await tellOf(customerId);
      expect(await accountOf(owner)).toMatchObject({ customerId, subscriptionStatus: 'active' });
    });
  });
});
