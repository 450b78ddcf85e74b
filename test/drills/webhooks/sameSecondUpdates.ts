import { setTimeout as sleep } from 'node:timers/promises';
import { Semaphore } from 'async-mutex';
import { expect, onTestFinished, vi } from 'vitest';
import type { Owner } from '../../../src/billing/owner.ts';
import { usualWorkerSettings } from '../../../src/sync/worker.ts';
import { createLife } from '../../sync/life.ts';
import { createRandom, type Random } from '../../sync/random.ts';
import { slowDown } from '../../sync/slowStripe.ts';
import { startFollower } from '../follower.ts';
import { ownDatabase, ownStandIn, type Row, settled, users, waiting } from './row.ts';

/**
 * Customers that change within one second while Stripe takes its time to answer: no row of the store differs from Stripe
 * in the end. On PostgreSQL, several replicas.
 */
export async function sameSecondUpdates(
  { database, seed }: Row,
  size: {
    readonly customers: number;
    readonly updates: number;
    readonly latencyMs: number;
    readonly replicas: number;
  },
): Promise<string> {
  const standIn = await ownStandIn();
  const slow = await slowDown(standIn.url, size.latencyMs, createRandom(seed));
  onTestFinished(() => slow.close());
  const { url, store } = await ownDatabase(database);
  const count = database === 'postgres' ? size.replicas : 1;
  const start = () => startFollower({ databaseUrl: url, stripeUrl: slow.url });
  const replicas = await Promise.all(Array.from({ length: count }, start));

  const started = performance.now();
  let sent = 0;
  /** One customer's second: what happens in it is the same for the same seed. */
  async function live(owner: Owner, random: Random) {
    const life = createLife(standIn, [owner], random);
    const deliveries: Promise<void>[] = [];
    for (let update = 0; update < size.updates; update++) {
      const events = life.happen(random.pick(['subscribe', 'lapse', 'resume']), owner);
      sent += events.length;
      deliveries.push(...random.shuffled(events).map((event) => random.pick(replicas).deliver(event)));
      await sleep(random.below(1_000 / size.updates));
    }
    await Promise.all(deliveries);
    const [{ customerId = '' } = {}] = life.expected();
    await vi.waitFor(async () => expect(await store.stripeEvents.waitingOf(customerId)).toEqual([]), waiting);
    return life;
  }
  const owners = users(size.customers);
  const liveAll = (first: number, end: number, atOnce: number) => {
    const places = new Semaphore(atOnce);
    return Promise.all(
      owners
        .slice(first, end)
        .map((owner, n) =>
          places.runExclusive(() => live(owner, createRandom(seed * 1_000_003 + first + n))),
        ),
    );
  };
  // A process asks about four customers at once. No more at a time: updates come while Stripe is asked, and after. Far
  // more: updates come before, while others are asked about.
  const half = Math.ceil(size.customers / 2);
  const lives = [
    ...(await liveAll(0, half, usualWorkerSettings.lanes)),
    ...(await liveAll(half, size.customers, 3 * count * usualWorkerSettings.lanes)),
  ];
  await settled(store);
  const seconds = (performance.now() - started) / 1000;
  const rows = await Promise.all(
    lives.map(async (life) => ({ stored: await life.stored(store), expected: life.expected() })),
  );
  const different = rows.filter(
    ({ stored, expected }) => JSON.stringify(stored) !== JSON.stringify(expected),
  );
  const looks = standIn.requests.filter(({ path }) => path.startsWith('/v1/customers/')).length;
  expect(different).toEqual([]);
  return `${sent} events of ${size.customers} customers, ${looks} looks at Stripe by ${count} process${count > 1 ? 'es' : ''} with 0–${size.latencyMs} ms latency in ${seconds.toFixed(0)} s: ${different.length} rows differ`;
}
