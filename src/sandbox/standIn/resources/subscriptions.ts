import type Stripe from 'stripe';
import { expandParam, inRange, listParams, pageOf, timeRange } from '../list.ts';
import { flag, object, oneOf, type Params, type ShapeOf, text } from '../params.ts';
import type { Call } from '../route.ts';
import { given, idOf, keep, type StandInState } from '../state.ts';
import { resourceMissing, StripeError } from '../stripeError.ts';
import { cancelSubscription, changedSubscription, updateParams } from './changeSubscription.ts';
import { createParams, subscriptionStatuses } from './createSubscription.ts';
import { checkCustomerFilter } from './findCustomer.ts';
import { startSubscription } from './startSubscription.ts';

const cancelParams = {
  cancellation_details: object({ comment: text, feedback: text }),
  invoice_now: flag,
  prorate: flag,
  ...expandParam,
} satisfies ShapeOf<Stripe.SubscriptionCancelParams>;

const resumeParams = {
  billing_cycle_anchor: oneOf('now', 'unchanged'),
  proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
  ...expandParam,
} satisfies ShapeOf<Stripe.SubscriptionResumeParams>;

const listSubscriptionsParams = {
  ...listParams,
  created: timeRange,
  customer: text,
  price: text,
  status: oneOf(...subscriptionStatuses, 'all', 'ended'),
} satisfies ShapeOf<Stripe.SubscriptionListParams>;

export const subscriptions = {
  createParams,
  create: ({ state, params }: Call<Params<typeof createParams>>) => startSubscription(state, params),

  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => findSubscription(state, id),

  updateParams,
  update: ({ state, id, params }: Call<Params<typeof updateParams>>) => {
    const before = findSubscription(state, id);
    if (before.status === 'canceled') {
      throw new StripeError(400, {
        type: 'invalid_request_error',
        code: 'invalid_canceled_subscription_fields',
        message: 'A canceled subscription can only update its cancellation_details and metadata.',
      });
    }
    return keep(state.subscriptions, changedSubscription(state, before, params));
  },

  cancelParams,
  cancel: ({ state, id, params }: Call<Params<typeof cancelParams>>) => {
    const subscription = findSubscription(state, id);
    // To Stripe, a subscription that has ended cannot be found to be canceled again.
    if (subscription.ended_at !== null) throw resourceMissing('subscription', id, 'id', 404);
    return cancelSubscription(state, subscription, params.cancellation_details);
  },

  resumeParams,
  resume: ({ state, id }: Call<unknown>) => {
    const subscription = findSubscription(state, id);
    if (subscription.status === 'paused') {
      return keep(state.subscriptions, { ...subscription, status: 'active' });
    }
    throw new StripeError(400, {
      type: 'invalid_request_error',
      message: `This subscription cannot be resumed because its status is ${subscription.status}.`,
    });
  },

  listParams: listSubscriptionsParams,
  list: ({ state, path, params }: Call<Params<typeof listSubscriptionsParams>>) => {
    checkCustomerFilter(state, params.customer);
    const matching = [...state.subscriptions.values()].filter(
      ({ customer, items, status, created }) =>
        idOf(customer) === given(params.customer, idOf(customer)) &&
        (params.price === undefined || items.data.some(({ price }) => price.id === params.price)) &&
        hasStatus(status, params.status) &&
        inRange(created, params.created),
    );
    return pageOf('subscription', path, matching, params);
  },
};

/** Without a filter, all that are not canceled (https://docs.stripe.com/api/subscriptions/list). */
function hasStatus(status: string, wanted: Params<typeof listSubscriptionsParams>['status']): boolean {
  if (wanted === undefined) return status !== 'canceled';
  if (wanted === 'ended') return status === 'canceled' || status === 'incomplete_expired';
  return wanted === 'all' || wanted === status;
}

function findSubscription(state: StandInState, id: string): Stripe.Subscription {
  const subscription = state.subscriptions.get(id);
  if (!subscription) throw resourceMissing('subscription', id, 'id', 404);
  return subscription;
}
