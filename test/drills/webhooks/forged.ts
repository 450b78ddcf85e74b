import { expect } from 'vitest';
import { deliver } from '../../contracts/shared/webhooks.ts';
import { forgedDeliveries } from '../../sync/forgedDeliveries.ts';
import { startFollower } from '../follower.ts';
import { ownDatabase, ownStandIn, type Row } from './row.ts';

/** Deliveries that are not Stripe's, or not as Stripe sent them: none is accepted, and none stored. */
export async function forged({ database }: Row, count: number): Promise<string> {
  const standIn = await ownStandIn();
  const { url, store } = await ownDatabase(database);
  const follower = await startFollower({ databaseUrl: url, stripeUrl: standIn.url });
  const real = standIn.create.event({ type: 'customer.created', object: standIn.create.customer() });
  const kinds = new Set<string>();
  let accepted = 0;
  for (const { kind, delivery } of forgedDeliveries(real, count)) {
    kinds.add(kind);
    const { status } = await deliver(follower.program(), delivery);
    if (status !== 400) accepted += 1;
  }
  expect(accepted).toBe(0);
  expect(await store.stripeEvents.list()).toEqual([]);
  // The real one is good: it was no mistake of the drill's that the others were not.
  await follower.deliver(real);
  expect(await store.stripeEvents.list()).toHaveLength(1);
  return `${count} forged or mutated deliveries of ${kinds.size} kinds: ${accepted} accepted`;
}
