import { beforeAll, describe, expect, it } from 'vitest';
import type { BillingAccountFacts } from '../../src/store/billingAccounts.ts';
import type { Store } from '../../src/store/connection.ts';
import { usualLookupSettings } from '../../src/sync/liveLookup.ts';
import { forEachDatabase } from '../store/databases.ts';
import { factsOf, fresh, freshUser } from '../store/facts.ts';
import { follow } from './following.ts';

const minuteAgo = () => new Date(Date.now() - 61_000).toISOString();

await forEachDatabase((_kind, open) => {
  let store: Store;
  beforeAll(() => {
    store = open();
  });

  async function setUp(options: Parameters<typeof follow>[1] = {}) {
    const following = await follow(store, options);
    const { standIn } = following;
    const callsTo = (path: string) => standIn.requests.filter((request) => request.path === path).length;
    return { ...following, callsTo, searches: () => callsTo('/v1/customers/search') };
  }

  describe('an owner without an account', () => {
    it('has the customer that names them', async () => {
      const { liveLookup, customerOf, subscribe, heard } = await setUp();
      const owner = freshUser();
      const id = customerOf(owner);
      subscribe(id);
      expect(await liveLookup(owner, undefined)).toMatchObject({
        customerId: id,
        subscriptionStatus: 'active',
        setBy: 'live look-up',
      });
      expect(await store.billingAccounts.find(owner, false)).toMatchObject({ customerId: id });
      expect(heard).toEqual(['lookup found']);
    });

    it('has it also where search is late or not there, if it is new', async () => {
      const { liveLookup, customerOf, standIn } = await setUp();
      const owner = freshUser();
      const id = customerOf(owner);
      standIn.faults.next({ kind: 'status', status: 400, method: 'GET', path: '/v1/customers/search' });
      expect(await liveLookup(owner, undefined)).toMatchObject({ customerId: id });
    });

    it('has it by search, if it is old', async () => {
      const { liveLookup, customerOf, standIn } = await setUp();
      const owner = { type: 'organization', id: `o'1\\ "${fresh('o')}"` } as const;
      const id = customerOf(owner);
      for (let n = 0; n < 120; n++) standIn.create.customer();
      expect(await liveLookup(owner, undefined)).toMatchObject({ customerId: id });
    });

    it('has the customer of a completed Checkout session that names them', async () => {
      const { liveLookup, standIn } = await setUp();
      const owner = freshUser();
      const customer = standIn.create.customer().id;
      standIn.create.checkoutSession({
        customer,
        mode: 'payment',
        status: 'complete',
        payment_status: 'paid',
        client_reference_id: owner.id,
      });
      expect(await liveLookup(owner, undefined)).toMatchObject({
        customerId: customer,
        purchasedAt: expect.any(String),
      });
    });

    it("has no customer of somebody else's, whom search takes for the same", async () => {
      const { liveLookup, customerOf } = await setUp();
      const owner = freshUser();
      customerOf({ type: 'user', id: owner.id.toUpperCase() });
      customerOf({ type: 'organization', id: owner.id });
      expect(await liveLookup(owner, undefined)).toBeUndefined();
    });

    it('is looked up once where 50 ask at once', async () => {
      const { liveLookup, customerOf, searches } = await setUp();
      const owner = freshUser();
      const id = customerOf(owner);
      const answers = await Promise.all(Array.from({ length: 50 }, () => liveLookup(owner, undefined)));
      expect(answers.map((account) => account?.customerId)).toEqual(Array(50).fill(id));
      expect(searches()).toBe(1);
    });

    it('who has none is not looked up again for 10 seconds', async () => {
      let offset = 0;
      const now = () => new Date(Date.now() + offset);
      const { liveLookup, customerOf, searches, heard } = await setUp({ now });
      const owner = freshUser();
      expect(await liveLookup(owner, undefined)).toBeUndefined();
      customerOf(owner);
      expect(await liveLookup(owner, undefined)).toBeUndefined();
      expect(searches()).toBe(1);
      offset = 10_001;
      expect(await liveLookup(owner, undefined)).toBeDefined();
      expect(heard).toEqual(['lookup nothing', 'lookup remembered', 'lookup found']);
    });

    it('is forgotten where there are too many', async () => {
      const { liveLookup, searches } = await setUp({ lookup: { ...usualLookupSettings, capacity: 2 } });
      const owners = [freshUser(), freshUser(), freshUser()];
      for (const owner of owners) await liveLookup(owner, undefined);
      const [first = freshUser(), , third = freshUser()] = owners;
      await liveLookup(third, undefined);
      expect(searches()).toBe(3);
      await liveLookup(first, undefined);
      expect(searches()).toBe(4);
    });
  });

  describe('an owner with an account', () => {
    /** An account whose customer has subscribed since. */
    async function setUpPayer(setAt: string, facts: Partial<BillingAccountFacts> = {}) {
      const following = await setUp();
      const owner = freshUser();
      const customerId = following.standIn.create.customer().id;
      const known = await store.billingAccounts.link(factsOf(owner, { customerId, setAt, ...facts }));
      following.subscribe(customerId);
      return { ...following, owner, customerId, known };
    }

    it('older than a minute: the linked customer is looked at', async () => {
      const { liveLookup, owner, known, searches } = await setUpPayer(minuteAgo());
      expect(await liveLookup(owner, known)).toMatchObject({ subscriptionStatus: 'active' });
      expect(searches()).toBe(0);
    });

    it('younger than a minute, without a purchase: the linked customer is looked at', async () => {
      const { liveLookup, owner, known } = await setUpPayer(new Date().toISOString());
      expect(await liveLookup(owner, known)).toMatchObject({ subscriptionStatus: 'active' });
    });

    it('younger than a minute: Stripe is not asked', async () => {
      const now = new Date().toISOString();
      const { liveLookup, owner, known, standIn } = await setUpPayer(now, { purchasedAt: now });
      expect(await liveLookup(owner, known)).toBe(known);
      expect(standIn.requests).toEqual([]);
    });

    it('that Stripe did not know within the last minute: Stripe is not asked', async () => {
      const { liveLookup, owner, known, standIn } = await setUpPayer(minuteAgo());
      const stale = { ...known, staleAt: new Date().toISOString() };
      expect(await liveLookup(owner, stale)).toBe(stale);
      expect(standIn.requests).toEqual([]);
    });

    it('whose customer was deleted: a new one is looked for', async () => {
      const { liveLookup, owner, known, standIn, customerOf, customerId } = await setUpPayer(minuteAgo());
      standIn.data.customers.set(customerId, { id: customerId, object: 'customer', deleted: true });
      const next = customerOf(owner);
      expect(await liveLookup(owner, known)).toMatchObject({ customerId: next });
    });
  });

  describe('where Stripe does not answer', () => {
    it("the store's answer stands, after 2 seconds", async () => {
      const { liveLookup, standIn, heard } = await setUp();
      standIn.faults.next({ kind: 'hang', method: 'GET', path: '/v1/*', times: Infinity });
      const owner = freshUser();
      const known = await store.billingAccounts.link(factsOf(owner));
      const started = performance.now();
      expect(await liveLookup(owner, known)).toBe(known);
      const milliseconds = performance.now() - started;
      expect(milliseconds).toBeGreaterThan(1_900);
      expect(milliseconds).toBeLessThan(3_500);
      expect(heard).toEqual(['lookup unanswered']);
      expect(await liveLookup(owner, known)).toBe(known);
      expect(performance.now() - started).toBeLessThan(3_500);
    });

    it("the store's answer stands, also for many different owners", async () => {
      const { liveLookup, standIn } = await setUp();
      standIn.faults.next({ kind: 'hang', method: 'GET', path: '/v1/*', times: Infinity });
      const started = performance.now();
      await Promise.all(Array.from({ length: 30 }, () => liveLookup(freshUser(), undefined)));
      expect(performance.now() - started).toBeLessThan(3_500);
    });
  });
});
