import { beforeEach, describe, expect, it } from 'vitest';
import type { Owner } from '../../src/billing/owner.ts';
import type { Store } from '../../src/store/connection.ts';
import type { Finding, ReconcileProgress } from '../../src/sync/reconcile.ts';
import { createDatabase, forEachDatabase, openRaw } from '../store/databases.ts';
import { factsOf, fresh, freshUser } from '../store/facts.ts';
import { follow } from './following.ts';

await forEachDatabase((kind, open) => {
  let store: Store;
  let url: string;
  // Of its own for each test: a reconciliation looks at everything.
  beforeEach(async () => {
    const database = await createDatabase(kind);
    url = database.url;
    store = open(url);
    return async () => {
      await store.close();
      await database.drop();
    };
  });

  async function setUp() {
    const following = await follow(store);
    const accountOf = (owner: Owner) => store.billingAccounts.find(owner, false);
    const missed = (type: string, object: object) =>
      following.standIn.create.event({ type, object, pending_webhooks: 1 });
    return { ...following, accountOf, missed };
  }

  /** Every row of the tables that follow Stripe. */
  async function everything(): Promise<unknown> {
    const raw = openRaw(url);
    const tables = ['billing_accounts', 'stripe_events', 'link_conflicts', 'sync_progress'];
    const rows = await Promise.all(tables.map((table) => raw(table).orderBy(1)));
    await raw.destroy();
    return rows;
  }

  it('links, updates and notes what is deleted or unknown, and the second time changes nothing', async () => {
    const { reconcile, customerOf, subscribe, standIn, accountOf } = await setUp();
    const [missing, changed, gone, unknown, same] = Array.from({ length: 5 }, freshUser) as [
      Owner,
      Owner,
      Owner,
      Owner,
      Owner,
    ];
    const missingId = customerOf(missing);
    subscribe(missingId);
    const changedId = standIn.create.customer().id;
    await store.billingAccounts.link(
      factsOf(changed, { customerId: changedId, subscriptionStatus: 'active' }),
    );
    subscribe(changedId, 'canceled');
    const goneId = customerOf(gone);
    await store.billingAccounts.link(factsOf(gone, { customerId: goneId }));
    standIn.data.customers.set(goneId, { id: goneId, object: 'customer', deleted: true });
    const unknownId = fresh('cus');
    await store.billingAccounts.link(factsOf(unknown, { customerId: unknownId }));
    const sameId = customerOf(same);
    await store.billingAccounts.link(factsOf(same, { customerId: sameId }));
    standIn.create.customer({ email: 'ada@example.com' });

    const findings: Finding[] = [];
    const onProgress = ({ finding }: ReconcileProgress) => void (finding && findings.push(finding));
    const report = await reconcile({ onProgress });
    expect(report).toMatchObject({
      changes: 4,
      resumed: false,
      counts: {
        linked: 1,
        updated: 1,
        deleted: 1,
        stale: 1,
        unchanged: 1,
        foreign: 1,
        conflict: 0,
        failed: 0,
      },
    });
    expect(findings.map(({ customerId, outcome }) => [customerId, outcome]).toSorted()).toEqual(
      [
        [missingId, 'linked'],
        [changedId, 'updated'],
        [goneId, 'deleted'],
        [unknownId, 'stale'],
      ].toSorted(),
    );
    expect(await accountOf(missing)).toMatchObject({
      customerId: missingId,
      subscriptionStatus: 'active',
      setBy: 'reconcile',
    });
    expect(await accountOf(changed)).toMatchObject({ subscriptionStatus: 'canceled' });
    expect(await accountOf(gone)).toBeUndefined();

    const before = await everything();
    expect(await reconcile()).toMatchObject({ changes: 0 });
    expect(await everything()).toEqual(before);
  });

  it('a dry run finds the same and changes nothing', async () => {
    const { reconcile, customerOf, standIn, missed } = await setUp();
    const owner = freshUser();
    customerOf(owner);
    const other = freshUser();
    await store.billingAccounts.link(
      factsOf(other, { customerId: customerOf(other), subscriptionStatus: 'active' }),
    );
    customerOf(other);
    missed('customer.created', standIn.create.customer());
    const before = await everything();
    const dry = await reconcile({ dryRun: true });
    expect(await everything()).toEqual(before);
    const { counts } = await reconcile();
    expect(dry.counts).toEqual({ ...counts, linked: 1, updated: 1, conflict: 1, newEvents: 1 });
  });

  it('30 events that were missed are caught up in one run, and the second changes nothing', async () => {
    const { reconcile, customerOf, subscribe, standIn, missed, accountOf } = await setUp();
    const owners = Array.from({ length: 10 }, freshUser);
    for (const owner of owners) {
      const id = customerOf(owner);
      const subscription = standIn.data.subscriptions.get(subscribe(id)) ?? {};
      missed('customer.created', standIn.data.customers.get(id) ?? {});
      missed('customer.subscription.created', subscription);
      missed('customer.subscription.updated', subscription);
    }
    missed('charge.succeeded', { id: 'ch_1', object: 'charge' });
    standIn.create.event({
      type: 'customer.created',
      object: standIn.create.customer(),
      pending_webhooks: 0,
    });
    const report = await reconcile();
    expect(report.counts).toMatchObject({ events: 30, newEvents: 30 });
    for (const owner of owners)
      expect(await accountOf(owner)).toMatchObject({ subscriptionStatus: 'active' });
    expect(await store.stripeEvents.backlog()).toMatchObject({ waiting: 0, dead: 0 });
    const before = await everything();
    expect(await reconcile()).toMatchObject({ changes: 0, counts: { events: 30, newEvents: 0 } });
    expect(await everything()).toEqual(before);
  });

  it("finds owners whom only a Checkout session names, on a customer's last page", async () => {
    const { reconcile, standIn, accountOf } = await setUp();
    const owner = freshUser();
    const customer = standIn.create.customer().id;
    standIn.create.checkoutSession({
      customer,
      mode: 'payment',
      status: 'complete',
      client_reference_id: owner.id,
    });
    const old = freshUser();
    for (let n = 0; n < 210; n++) standIn.create.customer();
    await reconcile();
    expect(await accountOf(owner)).toMatchObject({ customerId: customer });
    expect(await accountOf(old)).toBeUndefined();
  });

  it('looks at one owner alone where told', async () => {
    const { reconcile, customerOf, accountOf } = await setUp();
    const [owner, other] = [freshUser(), freshUser()];
    const id = customerOf(owner);
    customerOf(other);
    expect(await reconcile({ owner })).toMatchObject({ changes: 1, counts: { linked: 1 } });
    expect(await accountOf(owner)).toMatchObject({ customerId: id });
    expect(await accountOf(other)).toBeUndefined();
  });

  it('looks only at what was made since a time', async () => {
    const { reconcile, standIn, accountOf } = await setUp();
    const [old, recent] = [freshUser(), freshUser()];
    const created = Math.floor(Date.now() / 1000);
    for (const [owner, at] of [
      [old, created - 1000],
      [recent, created],
    ] as const) {
      standIn.create.customer({
        metadata: { billing_owner_type: 'user', billing_owner_id: owner.id },
        created: at,
      });
    }
    await reconcile({ since: new Date((created - 500) * 1000).toISOString() });
    expect(await accountOf(old)).toBeUndefined();
    expect(await accountOf(recent)).toBeDefined();
  });

  describe('a match', () => {
    it('links customers that an older system made, and those stay followed', async () => {
      const { reconcile, standIn, accountOf, subscribe, deliver, event, worker } = await setUp();
      const owner = freshUser();
      const customer = standIn.create.customer({ metadata: { userId: owner.id }, email: 'ada@example.com' });
      await reconcile();
      expect(await accountOf(owner)).toBeUndefined();
      expect(await reconcile({ match: 'metadata.userId' })).toMatchObject({
        changes: 1,
        counts: { linked: 1 },
      });
      expect(await accountOf(owner)).toMatchObject({ customerId: customer.id });
      expect(await reconcile({ match: 'metadata.userId' })).toMatchObject({ changes: 0 });
      subscribe(customer.id);
      await deliver(event('customer.updated', customer));
      await worker.drain();
      expect(await accountOf(owner)).toMatchObject({ subscriptionStatus: 'active' });
    });

    it('gives way to an owner who is named, and never moves a customer', async () => {
      const { reconcile, standIn, accountOf } = await setUp();
      const [named, matched] = [freshUser(), freshUser()];
      standIn.create.customer({
        metadata: { billing_owner_type: 'user', billing_owner_id: named.id, userId: matched.id },
      });
      await reconcile({ match: 'metadata.userId' });
      expect(await accountOf(named)).toBeDefined();
      expect(await accountOf(matched)).toBeUndefined();
    });

    it('of two customers of an owner sets one aside', async () => {
      const { reconcile, standIn, accountOf } = await setUp();
      const owner = freshUser();
      for (let n = 0; n < 2; n++) standIn.create.customer({ metadata: { userId: owner.id } });
      expect(await reconcile({ match: 'metadata.userId' })).toMatchObject({
        counts: { linked: 1, conflict: 1 },
      });
      expect(await accountOf(owner)).toBeDefined();
      expect(await store.linkConflicts.list()).toHaveLength(1);
      expect(await reconcile({ match: 'metadata.userId' })).toMatchObject({ changes: 0 });
    });

    it.each([
      'email',
      'metadata.email',
      'metadata.userEmail',
      'metadata.e-mail',
      'userId',
      'metadata.',
      'metadata.a.b',
    ])('by %j is refused', async (match) => {
      const { reconcile } = await setUp();
      await expect(reconcile({ match })).rejects.toThrow(RangeError);
    });
  });

  it('goes on where it was stopped', async () => {
    const { reconcile, customerOf, standIn, accountOf } = await setUp();
    const owners = Array.from({ length: 250 }, freshUser);
    for (const owner of owners) customerOf(owner);
    const controller = new AbortController();
    const stopped = reconcile({
      signal: controller.signal,
      onProgress: ({ phase, counts }) => {
        if (phase === 'customers' && counts.linked === 130) controller.abort(new Error('stopped'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped');
    const listed = () => standIn.requests.filter(({ path }) => path === '/v1/customers').length;
    const before = listed();
    expect(await reconcile()).toMatchObject({ resumed: true });
    expect(listed() - before).toBe(2);
    for (const owner of owners) expect(await accountOf(owner)).toBeDefined();
    expect(await reconcile()).toMatchObject({ resumed: false, changes: 0 });
  });

  it('waits while Stripe is out of order', async () => {
    const { reconcile, customerOf, standIn, accountOf } = await setUp();
    const owner = freshUser();
    customerOf(owner);
    standIn.faults.next({
      kind: 'status',
      status: 503,
      shouldRetry: false,
      method: 'GET',
      path: '/v1/subscriptions',
    });
    await reconcile();
    expect(await accountOf(owner)).toBeDefined();
  });

  it('says what failed, and does the rest', async () => {
    const { reconcile, customerOf, standIn, accountOf } = await setUp();
    const [bad, good] = [freshUser(), freshUser()];
    const badId = customerOf(bad);
    customerOf(good);
    standIn.faults.next({ kind: 'empty', method: 'GET', path: `/v1/customers/${badId}`, times: Infinity });
    expect(await reconcile()).toMatchObject({ counts: { failed: 1, linked: 1 } });
    expect(await accountOf(good)).toBeDefined();
  });
});
