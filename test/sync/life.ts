import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import { formatOwner, type Owner } from '../../src/billing/owner.ts';
import type { StandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import type { Random } from './random.ts';

export const happenings = [
  'subscribe',
  'lapse',
  'resume',
  'pay',
  'checkOut',
  'rename',
  'delete',
  'stranger',
] as const;
export type Happening = (typeof happenings)[number];

/** What happens to some owners in Stripe: each happening changes the stand-in and makes events. */
export function createLife(standIn: StandIn, owners: readonly Owner[], random: Random) {
  const { data, create } = standIn;
  const price = create.price({
    product: create.product({ name: 'Professional' }).id,
    unit_amount: 900,
    currency: 'usd',
    recurring: { interval: 'month' },
  }).id;
  const customersOf = new Map<string, string[]>(owners.map((owner) => [formatOwner(owner), []]));

  let events: object[] = [];
  const tell = (type: string, object: object) => {
    events.push(create.event({ type, object, id: `evt_${randomBytes(9).toString('hex')}` }));
  };
  const allOf = (owner: Owner) => customersOf.get(formatOwner(owner)) ?? [];
  const liveOf = (owner: Owner) => {
    const live = allOf(owner).map((id) => data.customers.get(id));
    return live.find((customer): customer is Stripe.Customer => customer?.deleted !== true);
  };
  const subscriptionOf = (customer: string) =>
    [...data.subscriptions.values()].find((subscription) => subscription.customer === customer);

  function signUp(owner: Owner): Stripe.Customer {
    const isNamed = random.next() < 0.7;
    const metadata = { billing_owner_type: owner.type, billing_owner_id: owner.id };
    const customer = create.customer(isNamed ? { metadata } : {});
    allOf(owner).push(customer.id);
    tell('customer.created', customer);
    // Else only its session names the owner.
    if (!isNamed) tell('checkout.session.completed', sessionOf(owner, customer.id, 'setup'));
    return customer;
  }

  function withStatus(customer: string, status: 'active' | 'canceled' | 'past_due') {
    const before = subscriptionOf(customer) ?? create.subscription({ customer, items: [{ price }] });
    const after: Stripe.Subscription = { ...before, status };
    data.subscriptions.set(after.id, after);
    return after;
  }

  const sessionOf = (owner: Owner, customer: string, mode: 'setup' | 'payment') =>
    create.checkoutSession({
      customer,
      mode,
      status: 'complete',
      payment_status: mode === 'payment' ? 'paid' : 'no_payment_required',
      client_reference_id: formatOwner(owner),
    });

  /** @returns the type of the event, and its object. */
  function happenTo(customer: Stripe.Customer, what: Happening, owner: Owner): readonly [string, object] {
    switch (what) {
      case 'subscribe':
        return ['customer.subscription.created', withStatus(customer.id, 'active')];
      case 'lapse':
        return ['customer.subscription.deleted', withStatus(customer.id, 'canceled')];
      case 'resume':
        return ['customer.subscription.resumed', withStatus(customer.id, 'past_due')];
      case 'pay':
        return ['invoice.paid', create.invoice({ customer: customer.id, amount: 900 })];
      case 'checkOut':
        return ['checkout.session.completed', sessionOf(owner, customer.id, 'payment')];
      case 'rename':
        return ['customer.updated', customer];
      case 'delete':
        data.customers.set(customer.id, { id: customer.id, object: 'customer', deleted: true });
        return ['customer.deleted', customer];
      case 'stranger':
        return ['customer.created', create.customer({ email: 'ada@example.com' })];
    }
  }

  return {
    /** @returns the events of what happened: more than one where the owner had no customer before. */
    happen(what: Happening, owner: Owner): readonly object[] {
      events = [];
      tell(...happenTo(liveOf(owner) ?? signUp(owner), what, owner));
      return events;
    },

    /** What the store must have in the end, by the stand-in alone. */
    expected: () =>
      owners.map((owner) => {
        const customer = liveOf(owner);
        const subscription = customer && subscriptionOf(customer.id);
        const hasBought =
          subscription !== undefined ||
          [...data.invoices.values()].some((invoice) => invoice.customer === customer?.id) ||
          [...data.checkoutSessions.values()].some(
            (session) => session.customer === customer?.id && session.payment_status === 'paid',
          );
        return {
          owner: formatOwner(owner),
          customerId: customer?.id,
          subscriptionStatus: subscription?.status ?? null,
          hasBought: customer !== undefined && hasBought,
        };
      }),

    /** What the store has, in the same words. */
    stored: (store: Store) =>
      Promise.all(
        owners.map(async (owner) => {
          const account = await store.billingAccounts.find(owner, false);
          return {
            owner: formatOwner(owner),
            customerId: account?.customerId,
            subscriptionStatus: account?.subscriptionStatus ?? null,
            hasBought: (account?.purchasedAt ?? null) !== null,
          };
        }),
      ),

    /** Every account of the owners' customers, deleted ones too, but for when and by what it was set. */
    rows: async (store: Store) => {
      const lists = await Promise.all(owners.map((owner) => store.billingAccounts.listOf(owner)));
      return lists
        .flat()
        .map(({ setAt: _, setBy: __, deletedAt, ...row }) => ({ ...row, isDeleted: deletedAt !== null }));
    },
  };
}
