import type Stripe from 'stripe';
import { newId } from '../ids.ts';
import { type CheckoutOrder, idOf, keep, type StandInState } from '../state.ts';
import { StripeError } from '../stripeError.ts';
import { attachCard } from './createCard.ts';
import { createInvoice } from './createInvoice.ts';
import { createCustomer } from './customers.ts';
import { findCustomer } from './findCustomer.ts';
import { startSubscription } from './startSubscription.ts';
import { chargeDeclined, declinesCharges } from './testCards.ts';

/** What a payer tells of themselves. */
export type Payer = {
  readonly email: string | null;
  readonly name: string | null;
  readonly address: Stripe.Address | null;
};

/**
 * Does what Stripe does when somebody pays: makes the customer where there is none, the subscription or the invoice,
 * and completes the session (https://docs.stripe.com/payments/checkout/how-checkout-works). The session's metadata stays
 * on the session; the subscription gets that of `subscription_data`, and a new customer none.
 *
 * @throws StripeError 402 where the card is declined: nothing is made then. 400 where the session is not open.
 */
export function completeCheckout(
  state: StandInState,
  session: Stripe.Checkout.Session,
  method: Stripe.PaymentMethod,
  payer: Payer,
): Stripe.Checkout.Session {
  if (session.status !== 'open') {
    throw new StripeError(400, {
      type: 'invalid_request_error',
      message: 'This Checkout Session is not open any more.',
    });
  }
  const order = state.checkoutOrders.get(session.id) ?? nothing;
  const isTrial = (order.subscription.trial_period_days ?? 0) > 0;
  if (session.mode !== 'setup' && !isTrial && declinesCharges(method.card?.last4)) throw chargeDeclined();

  const customer = customerOf(state, session, payer);
  if (customer && session.mode !== 'payment') attachCard(state, method, customer.id);
  const made = fulfil(state, session, order, customer, method);
  const { email, name, address } = customer ?? payer;
  return keep(state.checkoutSessions, {
    ...session,
    ...made,
    customer: customer?.id ?? null,
    customer_details: {
      address: address ?? null,
      business_name: null,
      email,
      individual_name: null,
      name: name ?? null,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    payment_status: session.mode === 'setup' || isTrial ? 'no_payment_required' : 'paid',
    status: 'complete',
    url: null,
  });
}

const nothing: CheckoutOrder = { lines: [], subscription: {}, withInvoice: false };

/** A single payment leaves no customer, unless the session wants one. */
function customerOf(
  state: StandInState,
  { customer, customer_creation, customer_email, mode }: Stripe.Checkout.Session,
  payer: Payer,
): Stripe.Customer | undefined {
  const id = idOf(customer);
  if (id !== null) return findCustomer(state, id);
  if (mode === 'payment' && customer_creation !== 'always') return undefined;
  return createCustomer(state, { ...payer, email: payer.email ?? customer_email });
}

function fulfil(
  state: StandInState,
  { amount_total: amount, currency, mode }: Stripe.Checkout.Session,
  order: CheckoutOrder,
  customer: Stripe.Customer | undefined,
  method: Stripe.PaymentMethod,
): Pick<Stripe.Checkout.Session, 'invoice' | 'payment_intent' | 'subscription'> {
  const made = { invoice: null, payment_intent: null, subscription: null };
  if (mode === 'setup') return made;
  if (mode === 'subscription' && customer) {
    const { id, latest_invoice: invoice } = startSubscription(state, {
      customer: customer.id,
      items: order.lines,
      default_payment_method: method.id,
      ...order.subscription,
    });
    return { ...made, invoice, subscription: id };
  }
  const payment_intent = newId('pi');
  if (!customer || !order.withInvoice) return { ...made, payment_intent };
  const invoice = createInvoice(state, {
    customer: customer.id,
    amount: amount ?? 0,
    ...(currency !== null && { currency }),
  });
  return { ...made, payment_intent, invoice: invoice.id };
}
