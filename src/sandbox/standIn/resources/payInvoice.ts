import type Stripe from 'stripe';
import { now } from '../ids.ts';
import { idOf, keep, type StandInState } from '../state.ts';
import { invalidParam, StripeError } from '../stripeError.ts';
import { takeNumber } from './createInvoice.ts';
import { findCustomer } from './findCustomer.ts';
import { chargeDeclined, declinesCharges } from './testCards.ts';

/** Makes a draft an invoice that can be paid. */
export function finalizeInvoice(state: StandInState, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'draft') {
    throw invalidParam('invoice', 'This invoice is already finalized, you can’t finalize it again.');
  }
  const customer = findCustomer(state, idOf(invoice.customer) ?? '');
  return keep(state.invoices, {
    ...invoice,
    status: 'open',
    effective_at: now(),
    ending_balance: 0,
    number: takeNumber(state, customer),
    status_transitions: { ...invoice.status_transitions, finalized_at: now() },
  });
}

/**
 * Charges an invoice, and brings its subscription up or down accordingly.
 *
 * @param method the payment method to charge, in the place of the customer's own.
 * @throws StripeError 402 where the card is declined: the attempt is kept then.
 */
export function payInvoice(state: StandInState, invoice: Stripe.Invoice, method?: string): Stripe.Invoice {
  if (invoice.status === 'paid') throw refused('Invoice is already paid');
  if (invoice.status === 'void') throw refused('This invoice is void and cannot be paid.');
  const open = invoice.status === 'draft' ? finalizeInvoice(state, invoice) : invoice;
  const attempted = { ...open, attempt_count: open.attempt_count + 1, attempted: true };
  const subscription = subscriptionOf(state, invoice);
  if (isDeclined(state, invoice.customer, subscription, method)) {
    keep(state.invoices, attempted);
    if (subscription?.status === 'active') {
      keep(state.subscriptions, { ...subscription, status: 'past_due' });
    }
    throw chargeDeclined();
  }
  if (subscription && ['incomplete', 'past_due', 'unpaid'].includes(subscription.status)) {
    keep(state.subscriptions, { ...subscription, status: 'active' });
  }
  return keep(state.invoices, {
    ...attempted,
    status: 'paid',
    amount_paid: open.amount_due,
    amount_remaining: 0,
    status_transitions: { ...open.status_transitions, paid_at: now() },
  });
}

/**
 * Whether a charge would be declined. Who has no payment method pays all the same, unlike at Stripe: most tests care for
 * no card.
 *
 * @param method the one to charge; otherwise the subscription's, or the customer's default.
 */
export function isDeclined(
  state: StandInState,
  customer: Stripe.Invoice['customer'],
  subscription: Stripe.Subscription | undefined,
  method?: string,
): boolean {
  const id =
    method ??
    idOf(subscription?.default_payment_method ?? null) ??
    idOf(findCustomer(state, idOf(customer) ?? '').invoice_settings.default_payment_method);
  return id !== null && declinesCharges(state.paymentMethods.get(id)?.card?.last4);
}

function subscriptionOf(state: StandInState, { parent }: Stripe.Invoice): Stripe.Subscription | undefined {
  return state.subscriptions.get(idOf(parent?.subscription_details?.subscription ?? null) ?? '');
}

function refused(message: string): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', message });
}
