import type Stripe from 'stripe';
import { newId, now } from '../ids.ts';
import { expandParam } from '../list.ts';
import { metadataParam, withMetadata } from '../metadata.ts';
import {
  anything,
  flag,
  integer,
  listOf,
  object,
  oneOf,
  type Params,
  required,
  type ShapeOf,
  text,
  url,
} from '../params.ts';
import { keep, type StandInState } from '../state.ts';
import { findCustomer } from './findCustomer.ts';
import { locales } from './locales.ts';
import { findPrice } from './prices.ts';

export const checkoutStatuses = ['open', 'complete', 'expired'] as const;

export const createParams = {
  mode: required(oneOf('payment', 'setup', 'subscription')),
  cancel_url: url,
  client_reference_id: text,
  customer: text,
  customer_creation: oneOf('always', 'if_required'),
  customer_email: text,
  invoice_creation: object({ enabled: required(flag) }),
  line_items: listOf(object({ price: required(text), quantity: integer })),
  locale: oneOf(...locales),
  metadata: metadataParam,
  // There are no payment intents here, so nothing comes of it.
  payment_intent_data: anything,
  subscription_data: object({ metadata: metadataParam, trial_period_days: integer }),
  success_url: url,
  ...expandParam,
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams>;

export type CheckoutSessionInput = Params<typeof createParams> & {
  readonly status?: (typeof checkoutStatuses)[number];
  readonly payment_status?: 'paid' | 'unpaid' | 'no_payment_required';
  readonly subscription?: string;
  readonly invoice?: string;
  readonly created?: number;
};

/**
 * Makes a Checkout session, by default one that nobody has paid yet
 * (https://docs.stripe.com/api/checkout/sessions/object).
 *
 * @param url the stand-in's own address.
 */
export function createCheckoutSession(
  state: StandInState,
  url: string,
  input: CheckoutSessionInput,
): Stripe.Checkout.Session {
  const customer = input.customer === undefined ? null : findCustomer(state, input.customer);
  const lines = (input.line_items ?? []).map((line, index) => ({
    quantity: line.quantity ?? 1,
    price: findPrice(state, line.price, `line_items[${index}][price]`),
  }));
  const amount = lines.reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * quantity, 0);
  const { created = now(), status = 'open', metadata } = input;
  const id = newId('cs_test');
  state.checkoutOrders.set(id, {
    lines: lines.map(({ price, quantity }) => ({ price: price.id, quantity })),
    subscription: input.subscription_data ?? {},
    withInvoice: input.invoice_creation?.enabled ?? false,
  });
  return keep(state.checkoutSessions, {
    id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: input.mode === 'setup' ? null : amount,
    amount_total: input.mode === 'setup' ? null : amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created,
    currency: lines[0]?.price.currency ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: customer?.id ?? null,
    customer_account: null,
    customer_creation: input.mode === 'payment' ? (input.customer_creation ?? 'if_required') : null,
    customer_details: null,
    customer_email: input.customer_email ?? null,
    discounts: [],
    expires_at: created + 24 * 60 * 60,
    integration_identifier: null,
    invoice: input.invoice ?? null,
    invoice_creation: null,
    livemode: false,
    locale: input.locale ?? null,
    managed_payments: null,
    metadata: withMetadata({}, metadata),
    mode: input.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'always',
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_status: input.payment_status ?? 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status,
    submit_type: null,
    subscription: input.subscription ?? null,
    success_url: input.success_url ?? null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: status === 'open' ? `${url}/c/pay/${id}` : null,
    wallet_options: null,
  });
}
