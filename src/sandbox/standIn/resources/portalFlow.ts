import type Stripe from 'stripe';
import { object, oneOf, type Params, required, text, url } from '../params.ts';
import { idOf, type StandInState } from '../state.ts';
import { invalidParam, resourceMissing, StripeError } from '../stripeError.ts';

type Flow = Stripe.BillingPortal.Session.Flow;

const subscriptionParam = object({ subscription: required(text) });

const shape = {
  type: required(
    oneOf('customer_update', 'payment_method_update', 'subscription_cancel', 'subscription_update'),
  ),
  after_completion: object({
    type: required(oneOf('hosted_confirmation', 'portal_homepage', 'redirect')),
    hosted_confirmation: object({ custom_message: text }),
    redirect: object({ return_url: required(url) }),
  }),
  subscription_cancel: subscriptionParam,
  subscription_update: subscriptionParam,
};

export const flowParam = object(shape);
type FlowData = Params<typeof shape>;

/**
 * The deep link that `flow_data` asks for (https://docs.stripe.com/customer-management/portal-deep-links).
 *
 * @throws StripeError 400 where the configuration does not offer it, or the subscription is not the customer's, has ended
 *   or is canceled already.
 */
export function flowOf(
  state: StandInState,
  customer: string,
  { features }: Stripe.BillingPortal.Configuration,
  data: FlowData,
): Flow {
  checkOwnParams(data);
  const flow: Flow = {
    after_completion: afterCompletion(data),
    customer_update: null,
    subscription_cancel: null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type: data.type,
  };
  switch (data.type) {
    case 'customer_update':
      if (!features.customer_update.enabled) throw disabled('customer', 'updated', 'customer update');
      return flow;
    case 'payment_method_update':
      if (features.payment_method_update.enabled) return flow;
      throw disabled('customer', 'updated', 'payment method update');
    case 'subscription_cancel': {
      const subscription = subscriptionOf(state, customer, data.type, data.subscription_cancel?.subscription);
      if (!features.subscription_cancel.enabled) {
        throw disabled('subscription', 'canceled', 'subscription cancel');
      }
      if (subscription.cancel_at !== null || subscription.cancel_at_period_end) {
        throw invalidParam(
          'flow_data[subscription_cancel][subscription]',
          `The subscription ${subscription.id} is already set to be canceled at period end.`,
        );
      }
      return { ...flow, subscription_cancel: { retention: null, subscription: subscription.id } };
    }
    case 'subscription_update': {
      const subscription = subscriptionOf(state, customer, data.type, data.subscription_update?.subscription);
      if (!features.subscription_update.enabled) {
        throw disabled('subscription', 'updated', 'subscription update');
      }
      return { ...flow, subscription_update: { subscription: subscription.id } };
    }
  }
}

/** What a type needs must be there, and nothing of another type. */
function checkOwnParams(data: FlowData): void {
  for (const type of ['subscription_cancel', 'subscription_update'] as const) {
    const param = `flow_data[${type}]`;
    if (data.type === type && data[type] === undefined) {
      throw invalidParam(param, `Missing required param: ${param}.`, 'parameter_missing');
    }
    if (data.type !== type && data[type] !== undefined) {
      throw invalidParam(
        param,
        `You cannot specify \`${param}\` when \`flow_data[type]\` is \`${data.type}\`.`,
      );
    }
  }
}

function afterCompletion({ after_completion: after }: FlowData): Flow['after_completion'] {
  const { type = 'portal_homepage', hosted_confirmation: hosted, redirect } = after ?? {};
  if (type === 'redirect' && !redirect) {
    const param = 'flow_data[after_completion][redirect]';
    throw invalidParam(param, `Missing required param: ${param}.`, 'parameter_missing');
  }
  return {
    type,
    hosted_confirmation:
      type === 'hosted_confirmation' ? { custom_message: hosted?.custom_message ?? null } : null,
    redirect: type === 'redirect' && redirect ? redirect : null,
  };
}

/** Somebody else's is not told from one that is not there. */
function subscriptionOf(
  state: StandInState,
  customer: string,
  type: FlowData['type'],
  id = '',
): Stripe.Subscription {
  const param = `flow_data[${type}][subscription]`;
  const subscription = state.subscriptions.get(id);
  if (!subscription || idOf(subscription.customer) !== customer) {
    throw resourceMissing('subscription', id, param);
  }
  if (subscription.ended_at === null) return subscription;
  throw invalidParam(param, `The subscription ${id} is ${subscription.status} and can no longer be changed.`);
}

/** Stripe names no parameter here. */
function disabled(what: string, done: string, feature: string): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    message: `This ${what} cannot be ${done} because the ${feature} feature in the portal configuration is disabled.`,
  });
}
