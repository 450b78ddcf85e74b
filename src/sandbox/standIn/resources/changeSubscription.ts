import type Stripe from 'stripe';
import { now } from '../ids.ts';
import { expandParam } from '../list.ts';
import { metadataParam, withMetadata } from '../metadata.ts';
import {
  either,
  flag,
  integer,
  listOf,
  object,
  oneOf,
  type Params,
  type ShapeOf,
  text,
  unsettable,
} from '../params.ts';
import { given, idOf, keep, type StandInState } from '../state.ts';
import { invalidParam, resourceMissing } from '../stripeError.ts';
import { findCustomer } from './findCustomer.ts';
import { createSubscriptionItem } from './subscriptionItems.ts';

/** A time, or `now`. */
export const trialEndParam = either((value) => value === 'now', oneOf('now'), integer);

export const updateParams = {
  cancel_at: unsettable(integer),
  cancel_at_period_end: flag,
  default_payment_method: text,
  description: unsettable(text),
  items: listOf(object({ id: text, price: text, quantity: integer, deleted: flag })),
  metadata: metadataParam,
  payment_behavior: oneOf(
    'allow_incomplete',
    'default_incomplete',
    'error_if_incomplete',
    'pending_if_incomplete',
  ),
  proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
  trial_end: trialEndParam,
  ...expandParam,
} satisfies ShapeOf<Stripe.SubscriptionUpdateParams>;

export const noCancellation: Stripe.Subscription.CancellationDetails = {
  comment: null,
  feedback: null,
  feedback_option: null,
  reason: null,
};

/** The subscription after an update: what it leaves out stays as it was. */
export function changedSubscription(
  state: StandInState,
  before: Stripe.Subscription,
  change: Params<typeof updateParams>,
): Stripe.Subscription {
  const trialEnd = change.trial_end === 'now' ? now() : change.trial_end;
  const after: Stripe.Subscription = {
    ...before,
    cancel_at: given(change.cancel_at, before.cancel_at),
    default_payment_method: given(change.default_payment_method, before.default_payment_method),
    description: given(change.description, before.description),
    items: { ...before.items, data: changedItems(state, before, change.items ?? []) },
    metadata: withMetadata(before.metadata, change.metadata),
    trial_end: given(trialEnd, before.trial_end),
    status: trialEnd === undefined ? before.status : statusAfterTrial(state, before, trialEnd),
  };
  return change.cancel_at_period_end === undefined
    ? after
    : withCancelAtPeriodEnd(after, change.cancel_at_period_end);
}

/** A trial that ends with no card to charge pauses the subscription where it says so. */
function statusAfterTrial(
  state: StandInState,
  { customer, default_payment_method: method, trial_settings: settings }: Stripe.Subscription,
  trialEnd: number,
): Stripe.Subscription.Status {
  if (trialEnd > now()) return 'trialing';
  const payer = findCustomer(state, idOf(customer) ?? '');
  if (method !== null || payer.invoice_settings.default_payment_method !== null) return 'active';
  return settings?.end_behavior.missing_payment_method === 'pause' ? 'paused' : 'active';
}

function changedItems(
  state: StandInState,
  { id, items, start_date: start }: Stripe.Subscription,
  changes: NonNullable<Params<typeof updateParams>['items']>,
): Stripe.SubscriptionItem[] {
  const data = new Map(items.data.map((item) => [item.id, item]));
  changes.forEach((change, index) => {
    const at = `items[${index}]`;
    const before = change.id === undefined ? undefined : data.get(change.id);
    if (change.id !== undefined && !before)
      throw resourceMissing('subscription item', change.id, `${at}[id]`);
    if (before && change.deleted) {
      data.delete(before.id);
      return;
    }
    const price = change.price ?? before?.price.id;
    if (price === undefined) {
      throw invalidParam(`${at}[price]`, `Missing required param: ${at}[price].`, 'parameter_missing');
    }
    const input = { price, quantity: change.quantity ?? before?.quantity };
    const item = createSubscriptionItem(state, id, input, `${at}[price]`, start, undefined);
    const itemId = before?.id ?? item.id;
    data.set(itemId, { ...item, id: itemId });
  });
  return [...data.values()];
}

/** Sets or takes back the end at the end of the period. */
export function withCancelAtPeriodEnd(
  subscription: Stripe.Subscription,
  cancel: boolean,
): Stripe.Subscription {
  const end = Math.max(...subscription.items.data.map((item) => item.current_period_end));
  return {
    ...subscription,
    cancel_at_period_end: cancel,
    cancel_at: cancel ? end : null,
    canceled_at: cancel ? now() : null,
    cancellation_details: cancel ? { ...noCancellation, reason: 'cancellation_requested' } : noCancellation,
  };
}

/** Ends a subscription at once. */
export function cancelSubscription(
  state: StandInState,
  subscription: Stripe.Subscription,
  details: { readonly comment?: string | undefined; readonly feedback?: string | undefined } = {},
): Stripe.Subscription {
  return keep(state.subscriptions, {
    ...subscription,
    status: 'canceled',
    canceled_at: now(),
    ended_at: now(),
    cancellation_details: {
      comment: details.comment ?? null,
      feedback: details.feedback ?? null,
      feedback_option: null,
      reason: 'cancellation_requested',
    },
  });
}
