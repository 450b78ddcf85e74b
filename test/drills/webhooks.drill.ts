import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { BillingAccount } from '../../src/billing/billingAccount.ts';
import { hasPurchasedOrSubscribes } from '../../src/billing/eligibility.ts';
import { createFindPortalAccount, createNoBillingAccount } from '../../src/billing/findPortalAccount.ts';
import type { Owner } from '../../src/billing/owner.ts';
import { startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import { promisedLimits } from '../../src/stripe/resilience.ts';
import { createDatabase, forEachDatabase } from '../store/databases.ts';
import { freshUser } from '../store/facts.ts';
import { follow, quickWorker } from '../sync/following.ts';
import { forgedDeliveries } from '../sync/forgedDeliveries.ts';
import { createLife, happenings } from '../sync/life.ts';
import { createRandom } from '../sync/random.ts';
import { slowDown } from '../sync/slowStripe.ts';
import { startFollower } from './follower.ts';

/** The same figures come out for the same seed; DRILL_SEED=2 tries another one. */
const seed = Number(process.env.DRILL_SEED ?? 1);
const manyReads = { ...promisedLimits, places: 60, placeMs: 8_000, callMs: 20_000, readsPerSecond: 2_000 };
const settled = (store: Store) =>
  vi.waitFor(async () => expect((await store.stripeEvents.backlog()).waiting).toBe(0), {
    timeout: 600_000,
    interval: 100,
  });
const say = (kind: string, figures: string) => console.log(`${kind}: ${figures} (seed ${seed})`);

await forEachDatabase((kind, open) => {
  /** A database of its own, so that nothing else is counted. */
  async function ownStore(): Promise<{ url: string; store: Store }> {
    const { url, drop } = await createDatabase(kind);
    const store = open(url);
    onTestFinished(async () => {
      await store.close();
      await drop();
    });
    return { url, store };
  }

  async function ownStandIn() {
    const standIn = await startStandIn();
    onTestFinished(() => standIn.close());
    return standIn;
  }

  it('1,000 events shuffled, each three times, 5 × kill -9: as applied once, in order; 0 lost', async () => {
    const random = createRandom(seed);
    const standIn = await ownStandIn();
    const owners = Array.from({ length: 100 }, freshUser);
    const life = createLife(standIn, owners, random);
    const events: object[] = [];
    while (events.length < 1_000) events.push(...life.happen(random.pick(happenings), random.pick(owners)));
    events.length = 1_000;

    const { url, store } = await ownStore();
    const follower = await startFollower({ databaseUrl: url, stripeUrl: standIn.url });
    onTestFinished(() => follower.kill());
    const deliveries = random.shuffled([...events, ...events, ...events]);
    const kills = new Set(Array.from({ length: 5 }, (_, n) => 250 + n * 550 + random.below(200)));
    let restarted = Promise.resolve();
    let killed = 0;
    const queue = deliveries.entries();
    const sender = async () => {
      for (const [n, event] of queue) {
        if (kills.has(n)) {
          killed += 1;
          restarted = restarted.then(() => follower.killAndRestart());
        }
        await follower.deliver(event);
      }
    };
    await Promise.all(Array.from({ length: 8 }, sender));
    await restarted;
    await settled(store);

    const inOrder = await ownStore();
    const { deliver, worker } = await follow(inOrder.store, { standIn, limits: manyReads });
    for (const event of events) {
      await deliver(event);
      await worker.drain();
    }
    const kept = await store.stripeEvents.list({ limit: 2_000 });
    const retried = kept.filter(({ tries }) => tries > 1).length;
    say(
      kind,
      `${deliveries.length} deliveries of ${events.length} events, ${killed} × kill -9, ${retried} taken over`,
    );
    expect(killed).toBe(5);
    expect(kept.filter(({ state }) => state === 'applied')).toHaveLength(1_000);
    expect(await life.stored(store)).toEqual(life.expected());
    expect(await life.rows(store)).toEqual(await life.rows(inOrder.store));
  });

  it('500 customers × 10 updates in the same second, 0–2 s latency: no row differs from Stripe', async () => {
    const random = createRandom(seed);
    const standIn = await ownStandIn();
    const slow = await slowDown(standIn.url, 2_000, random);
    onTestFinished(() => slow.close());
    const { store } = await ownStore();
    const options = {
      standIn: { ...standIn, url: slow.url },
      limits: manyReads,
      worker: { ...quickWorker, lanes: kind === 'postgres' ? 9 : 18 },
    };
    const replicas = [
      await follow(store, options),
      ...(kind === 'postgres' ? [await follow(store, options)] : []),
    ];
    for (const { worker } of replicas) worker.start();
    const owners = Array.from({ length: 500 }, freshUser);
    const life = createLife(standIn, owners, random);
    const started = performance.now();
    let sent = 0;
    // Some at a time, so that there are updates before, while and after Stripe is asked.
    for (let first = 0; first < owners.length; first += 50) {
      const some = owners.slice(first, first + 50);
      for (let update = 0; update < 10; update++) {
        const events = some.flatMap((owner) =>
          life.happen(random.pick(['subscribe', 'lapse', 'resume']), owner),
        );
        sent += events.length;
        await Promise.all(random.shuffled(events).map((event) => random.pick(replicas).deliver(event)));
        await sleep(50);
      }
    }
    await settled(store);
    const seconds = (performance.now() - started) / 1000;
    const [stored, expected] = [await life.stored(store), life.expected()];
    const different = stored.filter((row, n) => JSON.stringify(row) !== JSON.stringify(expected[n])).length;
    say(
      kind,
      `${sent} events of 500 customers applied in ${seconds.toFixed(0)} s by ${standIn.requests.length} requests, ${different} rows differ`,
    );
    expect(stored).toEqual(expected);
  });

  it('1,000 forged or mutated deliveries: 0 accepted', async () => {
    const { store } = await ownStore();
    const { handleWebhook, standIn, event } = await follow(store);
    const real = event('customer.created', standIn.create.customer());
    const kinds = new Set<string>();
    let accepted = 0;
    for (const { kind: forgery, delivery } of forgedDeliveries(real, 1_000)) {
      kinds.add(forgery);
      await handleWebhook(delivery.body, delivery.header).then(
        () => {
          accepted += 1;
        },
        () => {},
      );
    }
    say(kind, `1000 forged or mutated deliveries of ${kinds.size} kinds, ${accepted} accepted`);
    expect(accepted).toBe(0);
    expect(await store.stripeEvents.list()).toEqual([]);
  });

  it('200 missed events: all applied in one run, and the second run changes nothing', async () => {
    const random = createRandom(seed);
    const { store } = await ownStore();
    const { standIn, reconcile } = await follow(store, { limits: manyReads });
    const owners = Array.from({ length: 40 }, freshUser);
    const life = createLife(standIn, owners, random);
    let missed = 0;
    while (missed < 200) missed += life.happen(random.pick(happenings), random.pick(owners)).length;
    for (const [id, one] of standIn.data.events) standIn.data.events.set(id, { ...one, pending_webhooks: 1 });
    const first = await reconcile();
    expect(await life.stored(store)).toEqual(life.expected());
    expect((await store.stripeEvents.backlog()).waiting).toBe(0);
    const second = await reconcile();
    say(
      kind,
      `${missed} missed events, ${first.counts.newEvents} applied in one run; ${second.changes} changes in the second`,
    );
    expect(first.counts.newEvents).toBe(missed);
    expect(second.changes).toBe(0);
  });

  it('checkout, portal at once, webhook 5 s late: a portal', async () => {
    const { store } = await ownStore();
    const { standIn, customerOf, subscribe, liveLookup, gateway, event, deliver, worker } =
      await follow(store);
    worker.start();
    const rules = { eligible: hasPurchasedOrSubscribes, noBillingAccount: 'NO_STRIPE_CUSTOMER' } as const;
    const noBillingAccount = createNoBillingAccount(undefined);
    const find = (owner: Owner): Promise<BillingAccount | undefined> =>
      store.billingAccounts.find(owner, false);
    const findPortalAccount = createFindPortalAccount({
      billingAccounts: { find },
      lookUp: liveLookup,
      noBillingAccount,
      now: () => new Date(),
    });
    const openPortal = async (owner: Owner) => {
      const { customerId } = await findPortalAccount(owner, rules);
      const { signal } = new AbortController();
      return gateway.createPortalSession({ customerId, returnUrl: 'https://yourapp.com/', signal });
    };
    const times: number[] = [];
    const late: object[] = [];
    const owners = Array.from({ length: 50 }, freshUser);
    for (const owner of owners) {
      const subscription = standIn.data.subscriptions.get(subscribe(customerOf(owner))) ?? {};
      late.push(event('customer.subscription.created', subscription));
      const started = performance.now();
      expect(await openPortal(owner)).toContain('/p/session/');
      times.push(performance.now() - started);
    }
    const before = await Promise.all(owners.map(find));
    await sleep(5_000);
    for (const one of late) await deliver(one);
    await settled(store);
    expect(await Promise.all(owners.map(find))).toEqual(before);
    expect(await store.linkConflicts.list()).toEqual([]);
    const slowest = Math.max(...times).toFixed(0);
    say(
      kind,
      `50 of 50 portals right after the checkout, before any webhook, the slowest after ${slowest} ms`,
    );
  });
});
