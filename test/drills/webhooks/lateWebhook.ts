import { expect } from 'vitest';
import type { Owner } from '../../../src/billing/owner.ts';
import { tokenOf } from '../../harness/service.ts';
import { webhookSecret } from '../../sync/deliveries.ts';
import { startFollower } from '../follower.ts';
import { ownDatabase, ownStandIn, portalPath, type Row, settled, users } from './row.ts';

/** Somebody buys and opens the portal at once, while the webhooks are still on their way: 200. */
export async function lateWebhook(
  { database }: Row,
  size: { readonly owners: number; readonly lateMs: number },
): Promise<string> {
  const standIn = await ownStandIn();
  const { url, store } = await ownDatabase(database);
  const { program } = await startFollower({ databaseUrl: url, stripeUrl: standIn.url });
  standIn.create.webhookEndpoint({
    url: `${program().url}/webhooks/stripe`,
    secret: webhookSecret,
    enabled_events: ['*'],
  });
  standIn.webhooks.faults.next({ kind: 'delay', ms: size.lateMs, times: Number.POSITIVE_INFINITY });
  const product = standIn.create.product({ name: 'Professional' }).id;
  const recurring = { interval: 'month' } as const;
  const price = standIn.create.price({ product, unit_amount: 900, currency: 'usd', recurring }).id;
  const checkOut = ({ type, id }: Owner) =>
    standIn.publish(() => {
      const metadata = { billing_owner_type: type, billing_owner_id: id };
      const customer = standIn.create.customer({ metadata }).id;
      const subscription = standIn.create.subscription({ customer, items: [{ price }] }).id;
      const paid = { status: 'complete', payment_status: 'paid' } as const;
      standIn.create.checkoutSession({ customer, mode: 'subscription', subscription, ...paid });
    });
  const find = (owner: Owner) => store.billingAccounts.find(owner, false);

  const owners = users(size.owners);
  const times: number[] = [];
  const before: unknown[] = [];
  for (const owner of owners) {
    const token = await tokenOf(owner.id);
    checkOut(owner);
    const asked = performance.now();
    const { status } = await program().post(portalPath, { token });
    times.push(performance.now() - asked);
    expect(status).toBe(200);
    const account = await find(owner);
    before.push(account);
    const received = await store.stripeEvents.list({ limit: 1_000 });
    expect(received.filter(({ customerId }) => customerId === account?.customerId)).toEqual([]);
  }
  await standIn.webhooks.settled();
  await settled(store);
  const delivered = standIn.webhooks.list.filter(({ outcome }) => outcome === 'delivered').length;
  expect(delivered).toBe(standIn.webhooks.list.length);
  expect(delivered).toBeGreaterThanOrEqual(2 * owners.length);
  expect(await Promise.all(owners.map(find))).toEqual(before);
  expect(await store.linkConflicts.list()).toEqual([]);
  return `${times.length} of ${owners.length} portals right after the checkout, the slowest after ${Math.max(...times).toFixed(0)} ms; ${delivered} webhooks ${size.lateMs / 1000} s later changed nothing`;
}
