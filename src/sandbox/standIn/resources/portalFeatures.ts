import type Stripe from 'stripe';
import { flag, listOf, object, oneOf, type Params, required, text, unsettable } from '../params.ts';
import { given } from '../state.ts';

type Features = Stripe.BillingPortal.Configuration.Features;
type Product = Stripe.BillingPortal.Configuration.Features.SubscriptionUpdate.Product;

/** An empty list is sent as an empty text. */
const words = <const T extends string>(...known: readonly T[]) => unsettable(listOf(oneOf(...known)));
const proration = oneOf('always_invoice', 'create_prorations', 'none');

const shape = {
  customer_update: object({
    enabled: flag,
    allowed_updates: words('address', 'email', 'name', 'phone', 'shipping', 'tax_id'),
  }),
  invoice_history: object({ enabled: required(flag) }),
  payment_method_update: object({
    enabled: required(flag),
    payment_method_configuration: unsettable(text),
  }),
  subscription_cancel: object({
    enabled: flag,
    mode: oneOf('at_period_end', 'immediately'),
    proration_behavior: proration,
    cancellation_reason: object({
      enabled: required(flag),
      options: words(
        'customer_service',
        'low_quality',
        'missing_features',
        'other',
        'switched_service',
        'too_complex',
        'too_expensive',
        'unused',
      ),
    }),
  }),
  subscription_update: object({
    enabled: flag,
    billing_cycle_anchor: oneOf('now', 'unchanged'),
    default_allowed_updates: words('price', 'promotion_code', 'quantity'),
    products: unsettable(listOf(object({ product: required(text), prices: required(listOf(text)) }))),
    proration_behavior: proration,
    schedule_at_period_end: object({
      conditions: unsettable(
        listOf(object({ type: required(oneOf('decreasing_item_amount', 'shortening_interval')) })),
      ),
    }),
    trial_update_behavior: oneOf('continue_trial', 'end_trial'),
  }),
};

export const featuresParam = object(shape);

/** What a portal offers where nothing is said: nothing. */
export const noFeatures: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    products: null,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
};

/** The features after a `features` parameter: what it leaves out stays as it was. */
export function withFeatures(before: Features, change: Params<typeof shape>): Features {
  const { customer_update: customer, subscription_cancel: cancel, subscription_update: update } = change;
  const products = update?.products === null ? null : update?.products?.map(productOf);
  return {
    ...before,
    customer_update: {
      allowed_updates: orEmpty(customer?.allowed_updates, before.customer_update.allowed_updates),
      enabled: given(customer?.enabled, before.customer_update.enabled),
    },
    invoice_history: change.invoice_history ?? before.invoice_history,
    payment_method_update: {
      enabled: given(change.payment_method_update?.enabled, before.payment_method_update.enabled),
      payment_method_configuration: given(
        change.payment_method_update?.payment_method_configuration,
        before.payment_method_update.payment_method_configuration,
      ),
    },
    subscription_cancel: {
      cancellation_reason: {
        ...before.subscription_cancel.cancellation_reason,
        enabled: given(
          cancel?.cancellation_reason?.enabled,
          before.subscription_cancel.cancellation_reason.enabled,
        ),
        options: orEmpty(
          cancel?.cancellation_reason?.options,
          before.subscription_cancel.cancellation_reason.options,
        ),
      },
      enabled: given(cancel?.enabled, before.subscription_cancel.enabled),
      mode: given(cancel?.mode, before.subscription_cancel.mode),
      proration_behavior: given(cancel?.proration_behavior, before.subscription_cancel.proration_behavior),
    },
    subscription_update: {
      billing_cycle_anchor: given(
        update?.billing_cycle_anchor,
        before.subscription_update.billing_cycle_anchor,
      ),
      default_allowed_updates: orEmpty(
        update?.default_allowed_updates,
        before.subscription_update.default_allowed_updates,
      ),
      enabled: given(update?.enabled, before.subscription_update.enabled),
      products: given(products, before.subscription_update.products ?? null),
      proration_behavior: given(update?.proration_behavior, before.subscription_update.proration_behavior),
      schedule_at_period_end: {
        conditions: orEmpty(
          update?.schedule_at_period_end?.conditions,
          before.subscription_update.schedule_at_period_end.conditions,
        ),
      },
      trial_update_behavior: given(
        update?.trial_update_behavior,
        before.subscription_update.trial_update_behavior,
      ),
    },
  };
}

function productOf(product: { readonly product: string; readonly prices: string[] }): Product {
  return { ...product, adjustable_quantity: { enabled: false, maximum: null, minimum: 1 } };
}

function orEmpty<T>(change: T[] | null | undefined, before: T[]): T[] {
  return change === null ? [] : given(change, before);
}
