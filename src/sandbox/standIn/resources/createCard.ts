import type Stripe from 'stripe';
import { newId, now, randomText } from '../ids.ts';
import { keep, type StandInState } from '../state.ts';
import { findCustomer } from './findCustomer.ts';

export type CardInput = {
  /** The customer that has it; a card of nobody's where it is missing. */
  readonly customer?: string;
  readonly brand?: 'visa' | 'mastercard' | 'amex' | 'jcb';
  readonly last4?: string;
  readonly exp_month?: number;
  readonly exp_year?: number;
  readonly billing_details?: Partial<Stripe.PaymentMethod.BillingDetails>;
};

const nobody = { address: null, email: null, name: null, phone: null, tax_id: null };

/** Makes a card, for a customer or for nobody yet (https://docs.stripe.com/api/payment_methods/object). */
export function createCard(state: StandInState, input: CardInput): Stripe.PaymentMethod {
  const brand = input.brand ?? 'visa';
  const card = keep(state.paymentMethods, {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { ...nobody, ...input.billing_details },
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: brand,
      exp_month: input.exp_month ?? 12,
      exp_year: input.exp_year ?? new Date().getUTCFullYear() + 3,
      fingerprint: randomText(16),
      funding: 'credit',
      generated_from: null,
      last4: input.last4 ?? '4242',
      networks: { available: [brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  });
  return input.customer === undefined ? card : attachCard(state, card, input.customer);
}

/** @throws StripeError 400 where the customer is not there. */
export function attachCard(
  state: StandInState,
  method: Stripe.PaymentMethod,
  customer: string,
): Stripe.PaymentMethod {
  return keep(state.paymentMethods, { ...method, customer: findCustomer(state, customer).id });
}
