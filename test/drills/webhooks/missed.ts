import { expect } from 'vitest';
import { cli } from '../../cli/cli.ts';
import { tokenOf } from '../../harness/service.ts';
import { createLife, happenings } from '../../sync/life.ts';
import { createRandom } from '../../sync/random.ts';
import { startFollower } from '../follower.ts';
import { ownDatabase, ownStandIn, portalPath, type Row, users } from './row.ts';

/** What happened while the service was away: one run of `reconcile` applies all of it, and the next changes nothing. */
export async function missed(
  { database, seed }: Row,
  size: { readonly events: number; readonly owners: number },
): Promise<string> {
  const random = createRandom(seed);
  const standIn = await ownStandIn();
  const { url, store } = await ownDatabase(database);
  const owners = users(size.owners);
  const life = createLife(standIn, owners, random);
  let events = 0;
  while (events < size.events) events += life.happen(random.pick(happenings), random.pick(owners)).length;
  for (const [id, one] of standIn.data.events) standIn.data.events.set(id, { ...one, pending_webhooks: 1 });

  const env = { DATABASE_URL: url, STRIPE_SECRET_KEY: 'sk_test_1234567890', STRIPE_API_BASE: standIn.url };
  const reconcile = async (): Promise<{ changes: number; counts: { newEvents: number } }> => {
    const { status, stdout, stderr } = await cli(['reconcile', '--json'], { env });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    return JSON.parse(stdout);
  };
  const first = await reconcile();
  const applied = (await store.stripeEvents.list({ limit: events + 1 })).filter(
    ({ state }) => state === 'applied',
  );
  const stored = await life.stored(store);
  const second = await reconcile();
  expect(stored).toEqual(life.expected());
  expect({ found: first.counts.newEvents, applied: applied.length }).toEqual({
    found: events,
    applied: events,
  });
  expect(second.changes).toBe(0);

  // The service, back again, knows every payer without asking Stripe.
  const { program } = await startFollower({ databaseUrl: url, stripeUrl: standIn.url });
  const before = standIn.requests.length;
  const payers = owners.filter((_, n) => life.expected()[n]?.hasBought);
  for (const { id } of payers) {
    expect(await program().post(portalPath, { token: await tokenOf(id) })).toMatchObject({ status: 200 });
  }
  const asked = standIn.requests.slice(before).filter(({ method }) => method === 'GET').length;
  expect(asked).toBe(0);
  return `${events} missed events: ${applied.length} applied in one run, ${second.changes} changes in the second; then ${payers.length} portals without a look at Stripe`;
}
