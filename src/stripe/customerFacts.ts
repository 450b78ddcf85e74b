import type Stripe from 'stripe';
import { type SubscriptionStatus, subscriptionStatuses } from '../billing/billingAccount.ts';
import { isSubscribed } from '../billing/eligibility.ts';
import { StripeFailure } from './failures.ts';

/** What Stripe knows of a customer that a billing account needs. */
export type CustomerFacts = {
  readonly deleted: boolean;
  readonly livemode: boolean;
  /** When the customer first bought something, ISO 8601 in UTC; null while they never have. */
  readonly purchasedAt: string | null;
  /** Of the subscription that counts most; null where there never was one. */
  readonly subscriptionStatus: SubscriptionStatus | null;
};

/** Makes one request to Stripe, within the limits. */
export type Ask = <T>(request: (stripe: Stripe) => Promise<T>) => Promise<T>;

/** First what a customer has now, then what may yet become so, then what is over. */
const byWeight: readonly SubscriptionStatus[] = [
  'active',
  'trialing',
  'past_due',
  'unpaid',
  'paused',
  'incomplete',
  'canceled',
  'incomplete_expired',
];

/**
 * Reads a customer, its subscriptions, paid invoices and completed Checkout sessions: four requests, and one more for
 * each further hundred of a list. Of a deleted customer it reads no more than that.
 *
 * @param livemode of the key, which a deleted customer does not tell.
 */
export async function readCustomerFacts(
  ask: Ask,
  customerId: string,
  livemode: boolean,
): Promise<CustomerFacts> {
  const customer = await readCustomer(ask, customerId);
  if (customer.deleted) return { deleted: true, livemode, purchasedAt: null, subscriptionStatus: null };

  const subscriptions = await listAll(ask, (stripe, page) =>
    stripe.subscriptions.list({ customer: customerId, status: 'all', ...page }),
  );
  const invoices = await listAll(ask, (stripe, page) =>
    stripe.invoices.list({ customer: customerId, status: 'paid', ...page }),
  );
  const sessions = await listAll(ask, (stripe, page) =>
    stripe.checkout.sessions.list({ customer: customerId, status: 'complete', ...page }),
  );
  return { deleted: false, livemode: customer.livemode, ...factsFrom(subscriptions, invoices, sessions) };
}

/** A customer, deleted or not. */
export async function readCustomer(
  ask: Ask,
  customerId: string,
): Promise<Stripe.Customer | Stripe.DeletedCustomer> {
  return ask(async (stripe) => {
    const found = await stripe.customers.retrieve(customerId);
    if (found.id !== customerId)
      throw new StripeFailure('bad_response', { log: { reason: 'not a customer' } });
    return found;
  });
}

/** @param sessions completed ones. */
export function factsFrom(
  subscriptions: readonly Stripe.Subscription[],
  invoices: readonly Stripe.Invoice[],
  sessions: readonly Stripe.Checkout.Session[],
): Pick<CustomerFacts, 'purchasedAt' | 'subscriptionStatus'> {
  const purchases = [
    ...subscriptions.filter(wasOnceSubscribed).map(({ start_date }) => start_date),
    ...invoices.filter(({ amount_paid }) => amount_paid > 0).map(paidAt),
    ...sessions.filter(({ payment_status }) => payment_status === 'paid').map(({ created }) => created),
  ];
  const statuses = new Set(subscriptions.map(({ status }) => status));
  return {
    purchasedAt: purchases.length > 0 ? new Date(Math.min(...purchases) * 1000).toISOString() : null,
    subscriptionStatus: byWeight.find((status) => statuses.has(status)) ?? null,
  };
}

/**
 * Whether a subscription was ever one that the customer had. A canceled one was: a subscription whose first payment
 * never came ends as incomplete_expired instead.
 * https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses
 */
function wasOnceSubscribed({ status }: Stripe.Subscription): boolean {
  const known = subscriptionStatuses.find((one) => one === status) ?? null;
  return isSubscribed(known) || known === 'canceled';
}

/** In seconds since the epoch. */
function paidAt({ status_transitions, created }: Stripe.Invoice): number {
  return status_transitions.paid_at ?? created;
}

type Page = { limit: number; starting_after?: string };

/** Reads a list to its end, each page as a call of its own, so that the limits hold for each. */
export async function listAll<T extends { id: string }>(
  ask: Ask,
  list: (stripe: Stripe, page: Page) => Promise<Stripe.ApiList<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let page: Page = { limit: 100 };
  while (true) {
    const { data, has_more } = await ask(async (stripe) => {
      const answer: Partial<Stripe.ApiList<T>> = await list(stripe, page);
      if (!Array.isArray(answer.data))
        throw new StripeFailure('bad_response', { log: { reason: 'not a list' } });
      return { data: answer.data, has_more: answer.has_more };
    });
    all.push(...data);
    const last = data.at(-1);
    if (!has_more || !last) return all;
    page = { limit: 100, starting_after: last.id };
  }
}
