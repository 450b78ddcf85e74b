import fc from 'fast-check';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import { promisedLimits } from '../../src/stripe/resilience.ts';
import { forEachDatabase } from '../store/databases.ts';
import { freshUser } from '../store/facts.ts';
import { follow } from './following.ts';
import { createLife, happenings } from './life.ts';
import { createRandom } from './random.ts';
import { slowDown } from './slowStripe.ts';

/** More is for a drill of its own: ORDER_RUNS=500. */
const numRuns = Number(process.env.ORDER_RUNS ?? 25);
const limits = { ...promisedLimits, readsPerSecond: 1000 };

await forEachDatabase((kind, open) => {
  let store: Store;
  beforeAll(() => {
    store = open();
  });

  it('in any order, however often and while more happens, events come to the state of Stripe', async () => {
    const { standIn, deliver, settled, worker } = await follow(store);
    worker.start();
    const steps = fc.array(
      fc.record({
        what: fc.constantFrom(...happenings),
        who: fc.nat(2),
        // How many happenings later the event comes, once and again.
        delays: fc.array(fc.nat(12), { minLength: 1, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer(), async (happened, seed) => {
        const owners = [freshUser(), freshUser(), freshUser()];
        const life = createLife(standIn, owners, createRandom(seed));
        const due: { event: object; at: number }[] = [];
        const deliverUntil = async (now: number) => {
          const ready = due.filter(({ at }) => at <= now);
          for (const one of ready) due.splice(due.indexOf(one), 1);
          await Promise.all(ready.map(({ event }) => deliver(event)));
        };
        for (const [now, { what, who, delays }] of happened.entries()) {
          for (const event of life.happen(what, owners[who] ?? freshUser())) {
            due.push(...delays.map((delay) => ({ event, at: now + delay })));
          }
          await deliverUntil(now);
        }
        await deliverUntil(Number.POSITIVE_INFINITY);
        await settled();
        expect(await life.stored(store)).toEqual(life.expected());
      }),
      { numRuns, endOnFailure: true },
    );
  });

  it('20 customers with 10 updates in a second, while answers take up to 150 ms, end as in Stripe', async () => {
    const random = createRandom(20);
    const standIn = await startStandIn();
    const slow = await slowDown(standIn.url, 150, random);
    onTestFinished(async () => {
      await slow.close();
      await standIn.close();
    });
    const { deliver, settled, worker } = await follow(store, {
      standIn: { ...standIn, url: slow.url },
      limits,
    });
    // The other replica, where there can be one.
    const other = await follow(open(), { standIn: { ...standIn, url: slow.url }, limits });
    worker.start();
    if (kind === 'postgres') other.worker.start();
    const owners = Array.from({ length: 20 }, freshUser);
    const life = createLife(standIn, owners, random);
    for (let update = 0; update < 10; update++) {
      const events = owners.flatMap((owner) =>
        life.happen(random.pick(['subscribe', 'lapse', 'resume']), owner),
      );
      await Promise.all(random.shuffled(events).map((event, n) => (n % 2 ? deliver : other.deliver)(event)));
    }
    await settled();
    expect(await life.stored(store)).toEqual(life.expected());
  });
});
