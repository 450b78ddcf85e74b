import type Stripe from 'stripe';
import { newId, now } from '../ids.ts';
import { expandParam } from '../list.ts';
import { metadataParam, withMetadata } from '../metadata.ts';
import {
  flag,
  integer,
  listOf,
  object,
  oneOf,
  type Params,
  required,
  type ShapeOf,
  text,
} from '../params.ts';
import { keep, type StandInState } from '../state.ts';
import { invalidParam } from '../stripeError.ts';
import { noCancellation, trialEndParam, withCancelAtPeriodEnd } from './changeSubscription.ts';
import { findCustomer } from './findCustomer.ts';
import { createSubscriptionItem } from './subscriptionItems.ts';

export const subscriptionStatuses = [
  'active',
  'trialing',
  'past_due',
  'unpaid',
  'paused',
  'incomplete',
  'incomplete_expired',
  'canceled',
] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

const day = 24 * 60 * 60;

export const createParams = {
  customer: required(text),
  items: required(listOf(object({ price: required(text), quantity: integer }))),
  cancel_at: integer,
  cancel_at_period_end: flag,
  default_payment_method: text,
  description: text,
  metadata: metadataParam,
  payment_behavior: oneOf(
    'allow_incomplete',
    'default_incomplete',
    'error_if_incomplete',
    'pending_if_incomplete',
  ),
  trial_end: trialEndParam,
  trial_period_days: integer,
  trial_settings: object({
    end_behavior: required(object({ missing_payment_method: required(oneOf('create_invoice', 'pause')) })),
  }),
  ...expandParam,
} satisfies ShapeOf<Stripe.SubscriptionCreateParams>;

export type SubscriptionInput = Params<typeof createParams> & {
  readonly id?: string;
  readonly created?: number;
  /** Any status, whatever would lead to it. */
  readonly status?: SubscriptionStatus;
};

/** Makes a subscription and keeps it, without an invoice (https://docs.stripe.com/api/subscriptions/object). */
export function createSubscription(state: StandInState, input: SubscriptionInput): Stripe.Subscription {
  const customer = findCustomer(state, input.customer);
  const id = input.id ?? newId('sub');
  const created = input.created ?? now();
  const trialEnd = trialEndOf(input, created);
  const status = input.status ?? firstStatus(input, trialEnd);
  const ended = status === 'canceled' || status === 'incomplete_expired';
  const items = input.items.map((given, index) =>
    createSubscriptionItem(state, id, given, `items[${index}][price]`, created, trialEnd ?? undefined),
  );
  const [first] = items;
  if (!first) throw invalidParam('items', 'Missing required param: items.', 'parameter_missing');
  const subscription: Stripe.Subscription = {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: created,
    billing_cycle_anchor_config: null,
    billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: input.cancel_at ?? null,
    cancel_at_period_end: false,
    canceled_at: status === 'canceled' ? now() : null,
    cancellation_details: noCancellation,
    collection_method: 'charge_automatically',
    created,
    currency: first.price.currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: null,
    default_payment_method: input.default_payment_method ?? null,
    default_source: null,
    default_tax_rates: [],
    description: input.description ?? null,
    discounts: [],
    ended_at: ended ? now() : null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: { object: 'list', data: items, has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: withMetadata({}, input.metadata),
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: created,
    status,
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: input.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice',
      },
    },
    trial_start: trialEnd === null ? null : created,
  };
  return keep(
    state.subscriptions,
    input.cancel_at_period_end ? withCancelAtPeriodEnd(subscription, true) : subscription,
  );
}

function trialEndOf(input: SubscriptionInput, created: number): number | null {
  if (typeof input.trial_end === 'number') return input.trial_end;
  const days = input.trial_period_days ?? (input.status === 'trialing' ? 14 : 0);
  return days > 0 ? created + days * day : null;
}

function firstStatus(input: SubscriptionInput, trialEnd: number | null): SubscriptionStatus {
  if (trialEnd !== null && trialEnd > now()) return 'trialing';
  return input.payment_behavior === 'default_incomplete' ? 'incomplete' : 'active';
}
