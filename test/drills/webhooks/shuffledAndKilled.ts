import { expect } from 'vitest';
import { promisedLimits } from '../../../src/stripe/resilience.ts';
import { follow } from '../../sync/following.ts';
import { createLife, happenings } from '../../sync/life.ts';
import { createRandom } from '../../sync/random.ts';
import { startFollower } from '../follower.ts';
import { ownDatabase, ownStandIn, type Row, settled, users } from './row.ts';

/**
 * Events in any order, each three times, while the service is killed: in the end the store is as if each had been applied
 * once, in order, and none is lost.
 *
 * @param onRestart may hurry what the dead processes left: it is taken over when its lease ends, after a minute.
 */
export async function shuffledAndKilled(
  { database, seed }: Row,
  size: { readonly events: number; readonly owners: number; readonly kills: number },
  onRestart: (databaseUrl: string) => Promise<void> = async () => {},
): Promise<string> {
  const random = createRandom(seed);
  const standIn = await ownStandIn();
  const owners = users(size.owners);
  const life = createLife(standIn, owners, random);
  const events: object[] = [];
  while (events.length < size.events) {
    events.push(...life.happen(random.pick(happenings), random.pick(owners)));
  }
  events.length = size.events;

  const { url, store } = await ownDatabase(database);
  const follower = await startFollower({ databaseUrl: url, stripeUrl: standIn.url });
  const deliveries = random.shuffled([...events, ...events, ...events]);
  // The last kill comes when all is delivered, so that nothing that comes later covers what it left behind.
  const during = size.kills - 1;
  const part = Math.floor(deliveries.length / (during + 1));
  const kills = new Set(Array.from({ length: during }, (_, n) => (n + 1) * part - random.below(part / 2)));
  let killed = 0;
  const kill = async () => {
    killed += 1;
    await follower.killAndRestart();
  };
  let restarted = Promise.resolve();
  const queue = deliveries.entries();
  const sender = async () => {
    for (const [n, event] of queue) {
      if (kills.has(n)) restarted = restarted.then(kill);
      await follower.deliver(event);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 8 }, sender));
  await restarted;
  const { waiting: left } = await store.stripeEvents.backlog();
  await kill();
  await onRestart(url);
  await settled(store);
  const seconds = (performance.now() - started) / 1000;

  const inOrder = await ownDatabase(database);
  const limits = { ...promisedLimits, readsPerSecond: 2_000 };
  const reference = await follow(inOrder.store, { standIn, limits });
  for (const event of events) {
    await reference.deliver(event);
    await reference.worker.drain();
  }
  const kept = await store.stripeEvents.list({ limit: size.events + 1 });
  const applied = kept.filter(({ state }) => state === 'applied').length;
  const takenOver = kept.filter(({ tries }) => tries > 1).length;
  expect(killed).toBe(size.kills);
  expect(left).toBeGreaterThan(0);
  expect({ kept: kept.length, applied }).toEqual({ kept: size.events, applied: size.events });
  expect(await life.stored(store)).toEqual(life.expected());
  expect(await life.rows(store)).toEqual(await life.rows(inOrder.store));
  return `${deliveries.length} deliveries of ${size.events} events, ${killed} × kill -9, the last with ${left} events to apply: ${size.events - applied} lost, ${takenOver} taken over, all applied after ${seconds.toFixed(0)} s, and the store is as after each once, in order`;
}
