import type Stripe from 'stripe';
import { type BillingAccount, subscriptionStatuses } from '../../billing/billingAccount.ts';
import { isSubscribed } from '../../billing/eligibility.ts';
import { idOf, type StandInState } from '../standIn/state.ts';

/**
 * What a billing account says of a customer, as the stand-in has it: the same that the service would ask of Stripe,
 * without the pace of ten requests a second that it keeps to.
 */
export function customerFacts(
  data: StandInState,
  customerId: string,
): Pick<BillingAccount, 'purchasedAt' | 'subscriptionStatus'> {
  const own = <T extends { readonly customer: string | { readonly id: string } | null }>(
    items: Iterable<T>,
  ) => [...items].filter(({ customer }) => idOf(customer) === customerId);
  const subscriptions = own(data.subscriptions.values());
  const statuses = subscriptions.map(statusOf);
  const purchases = [
    ...subscriptions
      .filter((subscription) => isSubscribed(statusOf(subscription)) || subscription.status === 'canceled')
      .map(({ start_date }) => start_date),
    ...own(data.invoices.values())
      .filter(({ amount_paid }) => amount_paid > 0)
      .map(({ created, status_transitions }) => status_transitions.paid_at ?? created),
    ...own(data.checkoutSessions.values())
      .filter(({ payment_status }) => payment_status === 'paid')
      .map(({ created }) => created),
  ];
  return {
    purchasedAt: purchases.length > 0 ? new Date(Math.min(...purchases) * 1000).toISOString() : null,
    subscriptionStatus: statuses.find(isSubscribed) ?? statuses[0] ?? null,
  };
}

function statusOf({ status }: Stripe.Subscription) {
  return subscriptionStatuses.find((known) => known === status) ?? null;
}
