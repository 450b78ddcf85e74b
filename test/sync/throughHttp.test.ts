import { it } from 'vitest';
import { forged } from '../drills/webhooks/forged.ts';
import { lateWebhook } from '../drills/webhooks/lateWebhook.ts';
import { shuffledAndKilled } from '../drills/webhooks/shuffledAndKilled.ts';
import { forEachDatabase, openRaw } from '../store/databases.ts';

// The drill `webhooks` in small: through the real service as a process of its own. What was missed (reconcile.test.ts) and
// what happens in the same second (orders.test.ts) have their small versions inside the test's process.

/** Ends the leases of processes that were killed, instead of waiting for a minute. */
async function endLeases(databaseUrl: string): Promise<void> {
  const raw = openRaw(databaseUrl);
  await raw('stripe_events').where({ state: 'waiting' }).update({ due_at: new Date().toISOString() });
  await raw.destroy();
}

await forEachDatabase((database) => {
  const row = { database, seed: 7 };

  it('events shuffled, each three times, and kill -9: as applied once, in order; none lost', async () => {
    await shuffledAndKilled(row, { events: 40, owners: 5, kills: 2 }, endLeases);
  });

  it('forged and mutated deliveries: none accepted', async () => {
    await forged(row, 44);
  });

  it('checkout, portal at once, webhook late: a portal', async () => {
    await lateWebhook(row, { owners: 3, lateMs: 1_500 });
  });
});
