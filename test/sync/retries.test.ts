import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import { retryAfter } from '../../src/sync/retries.ts';
import { usualWorkerSettings } from '../../src/sync/worker.ts';
import { forEachDatabase } from '../store/databases.ts';
import { fresh, freshUser } from '../store/facts.ts';
import { follow, quickWorker } from './following.ts';

const eventWith = (tries: number, outages = 0) => ({
  id: 'evt_1',
  type: 'customer.updated',
  created: '2026-01-01T00:00:00.000Z',
  objectId: 'cus_1',
  customerId: 'cus_1',
  attempt: 'a',
  tries,
  outages,
});

describe('the pause after a failure', () => {
  const failure = new ApiError('STRIPE_BAD_RESPONSE');
  const outage = new ApiError('STRIPE_UNAVAILABLE', { headers: { 'Retry-After': '7' } });

  it('doubles with each try, to an hour, and in the end the event is dead', () => {
    const pauses = Array.from({ length: 12 }, (_, n) =>
      retryAfter(failure, eventWith(n + 1), usualWorkerSettings, 0.5),
    );
    expect(pauses.map((retry) => (retry.do === 'retry' ? retry.afterMs / 1000 : retry.do))).toEqual([
      5,
      10,
      20,
      40,
      80,
      160,
      320,
      640,
      1280,
      2560,
      3600,
      'bury',
    ]);
  });

  it('is half as long or half as long again, by chance', () => {
    const pauseOf = (random: number) => retryAfter(failure, eventWith(1), usualWorkerSettings, random);
    expect([0, 1].map(pauseOf)).toMatchObject([{ afterMs: 2500 }, { afterMs: 7500 }]);
  });

  it("is as long as Stripe asks at least, and costs no try, where it is Stripe's outage", () => {
    const pauses = [0, 1, 10, 1000].map((outages) =>
      retryAfter(outage, eventWith(12, outages), usualWorkerSettings, 0.5),
    );
    expect(pauses).toMatchObject([
      { do: 'retry', afterMs: 7_000, counted: false },
      { do: 'retry', afterMs: 10_000, counted: false },
      { do: 'retry', afterMs: 60_000, counted: false },
      { do: 'retry', afterMs: 60_000, counted: false },
    ]);
  });

  it('has a reason without what a library said', () => {
    const secret = new Error('connect ECONNREFUSED postgres://billing:secret@db');
    expect(retryAfter(secret, eventWith(1), usualWorkerSettings, 0)).toMatchObject({ reason: 'Error' });
    const refused = new ApiError('INTERNAL_ERROR', { log: { stripe: { outcome: 'key_refused' } } });
    expect(retryAfter(refused, eventWith(1), usualWorkerSettings, 0)).toMatchObject({
      reason: 'INTERNAL_ERROR: key_refused',
    });
  });
});

await forEachDatabase((_kind, open) => {
  async function setUp(worker = quickWorker) {
    const following = await follow(open(), { worker });
    const owner = freshUser();
    const customerId = following.customerOf(owner);
    const customer = following.standIn.data.customers.get(customerId) ?? {};
    const id = fresh('evt');
    const tell = () => following.deliver(following.event('customer.updated', customer, { id }));
    const stored = () => following.store.stripeEvents.find(id);
    return { ...following, owner, customerId, id, tell, stored };
  }
  const reading = (path: string) => ({ method: 'GET', path, times: Infinity }) as const;

  it('what failed is tried again', async () => {
    const { worker, standIn, tell, settled, stored, heard, customerId } = await setUp();
    standIn.faults.next({ ...reading(`/v1/customers/${customerId}`), kind: 'empty', times: 2 });
    await tell();
    worker.start();
    await settled();
    expect(await stored()).toMatchObject({ state: 'applied', outcome: 'linked', tries: 3, reason: null });
    expect(heard).toEqual(['webhook stored', 'applied retried', 'applied retried', 'applied linked']);
  });

  it('what fails to the end is a dead event with its reason, and can be tried again', async () => {
    const { worker, standIn, tell, settled, stored, id, owner, store } = await setUp({
      ...quickWorker,
      tries: 3,
    });
    standIn.faults.next({ ...reading('/v1/customers/*'), kind: 'empty' });
    await tell();
    worker.start();
    await settled();
    expect(await stored()).toMatchObject({
      state: 'dead',
      tries: 3,
      reason: 'STRIPE_BAD_RESPONSE: bad_response',
      endedAt: expect.any(String),
    });
    expect((await store.stripeEvents.list({ state: 'dead' })).map((event) => event.id)).toContain(id);
    expect((await store.stripeEvents.backlog()).dead).toBeGreaterThan(0);
    standIn.faults.clear();
    expect(await store.stripeEvents.retry(new Date().toISOString(), [id])).toEqual([id]);
    worker.wake();
    await settled();
    expect(await stored()).toMatchObject({ state: 'applied', outcome: 'linked' });
    expect(await store.billingAccounts.find(owner, false)).toBeDefined();
    expect(await store.stripeEvents.retry(new Date().toISOString(), [id])).toEqual([]);
  });

  it("an outage of Stripe's costs no tries: the events wait", async () => {
    const { worker, standIn, tell, settled, stored, customerId } = await setUp({ ...quickWorker, tries: 2 });
    standIn.faults.next({
      ...reading(`/v1/customers/${customerId}`),
      kind: 'status',
      status: 503,
      shouldRetry: false,
      times: 4,
    });
    await tell();
    worker.start();
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ state: 'waiting', outages: 1 }));
    expect(await stored()).toMatchObject({ tries: 0, reason: 'STRIPE_UNAVAILABLE: server_error' });
    standIn.faults.clear();
    await settled();
    expect(await stored()).toMatchObject({ state: 'applied', tries: 1 });
  });

  it('an event of a process that died is taken over when its lease ends', async () => {
    const { worker, tell, settled, stored, store } = await setUp();
    await tell();
    const now = Date.now();
    const claim = (at: number) =>
      store.stripeEvents.claim({
        now: new Date(at).toISOString(),
        leaseUntil: new Date(at + 300).toISOString(),
        except: [],
      });
    expect(await claim(now)).toMatchObject({ tries: 1 });
    expect(await claim(now + 200)).toBeUndefined();
    worker.start();
    await settled();
    expect(await stored()).toMatchObject({ state: 'applied', tries: 2 });
  });

  it('an attempt that was overtaken changes nothing', async () => {
    const { tell, stored, store, worker, settled } = await setUp();
    await tell();
    const at = new Date().toISOString();
    const late = await store.stripeEvents.claim({ now: at, leaseUntil: at, except: [] });
    if (late === undefined) throw new Error('nothing to claim');
    worker.start();
    await settled();
    const applied = await stored();
    await store.stripeEvents.bury(late, 'late', at);
    await store.stripeEvents.retryLater(late, { dueAt: at, reason: 'late', counted: true });
    expect(await stored()).toEqual(applied);
  });

  it('each of many who claim at once gets another event', async () => {
    const { event, deliver, store, standIn, customerOf, worker, settled } = await setUp();
    await Promise.all(
      Array.from({ length: 10 }, () =>
        deliver(event('customer.updated', standIn.data.customers.get(customerOf(freshUser())) ?? {})),
      ),
    );
    const request = {
      now: new Date().toISOString(),
      leaseUntil: new Date(Date.now() + 500).toISOString(),
      except: [],
    };
    const other = open();
    const claimed = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? other : store).stripeEvents.claim(request)),
    );
    const ids = claimed.flatMap((one) => (one ? [one.id] : []));
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
    worker.start();
    await settled();
  });

  it('closing puts back at once what is under way', async () => {
    const { worker, standIn, tell, stored } = await setUp();
    standIn.faults.next({ ...reading('/v1/customers/*'), kind: 'hang' });
    await tell();
    worker.start();
    await vi.waitFor(() => expect(standIn.requests).toHaveLength(1));
    await worker.close();
    expect(await stored()).toMatchObject({ state: 'waiting', tries: 0 });
    expect(Date.parse((await stored())?.dueAt ?? '')).toBeLessThanOrEqual(Date.now());
    standIn.faults.clear();
    const successor = await follow(open(), { standIn });
    await successor.worker.drain();
    expect(await stored()).toMatchObject({ state: 'applied' });
  });

  it('what was applied long ago is forgotten', async () => {
    const { worker, tell, settled, stored, store } = await setUp();
    await tell();
    worker.start();
    await settled();
    await store.stripeEvents.removeAppliedBefore('2026-01-01T00:00:00Z');
    expect(await stored()).toBeDefined();
    await store.stripeEvents.removeAppliedBefore(new Date(Date.now() + 1000).toISOString());
    expect(await stored()).toBeUndefined();
  });
});
