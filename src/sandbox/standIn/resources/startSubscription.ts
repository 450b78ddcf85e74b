import type Stripe from 'stripe';
import { idOf, keep, type StandInState } from '../state.ts';
import { createInvoice } from './createInvoice.ts';
import { createSubscription, type SubscriptionInput } from './createSubscription.ts';
import { isDeclined } from './payInvoice.ts';
import { chargeDeclined } from './testCards.ts';

/**
 * Makes a subscription with its first invoice, which is paid at once. Where the card is declined, both wait for a
 * payment (https://docs.stripe.com/billing/subscriptions/overview#payment-status).
 *
 * @throws StripeError 402 where the card is declined and `payment_behavior` wants none of it then.
 */
export function startSubscription(state: StandInState, input: SubscriptionInput): Stripe.Subscription {
  const made = createSubscription(state, input);
  const { id, customer, currency, items, status } = made;
  const declined = status === 'active' && isDeclined(state, customer, made);
  if (declined && input.payment_behavior === 'error_if_incomplete') {
    state.subscriptions.delete(id);
    throw chargeDeclined();
  }
  const isPaid = status !== 'incomplete' && !declined;
  const invoice = createInvoice(state, {
    customer: idOf(customer) ?? '',
    amount: status === 'trialing' ? 0 : amountOf(items.data),
    currency,
    status: isPaid ? 'paid' : 'open',
    attempts: status === 'incomplete' ? 0 : 1,
    subscription: id,
    billing_reason: 'subscription_create',
  });
  return keep(state.subscriptions, {
    ...made,
    status: declined ? 'incomplete' : status,
    latest_invoice: invoice.id,
  });
}

/** What the items come to for one period, in the currency's smallest unit. */
export function amountOf(items: readonly Stripe.SubscriptionItem[]): number {
  return items.reduce((sum, { price, quantity = 1 }) => sum + (price.unit_amount ?? 0) * quantity, 0);
}
