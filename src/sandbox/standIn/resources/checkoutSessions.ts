import type Stripe from 'stripe';
import { expandParam, inRange, listParams, pageOf, timeRange } from '../list.ts';
import { integer, oneOf, type Params, required, type ShapeOf, text } from '../params.ts';
import type { Call } from '../route.ts';
import { given, idOf, keep, type StandInState } from '../state.ts';
import { invalidParam, resourceMissing, StripeError } from '../stripeError.ts';
import { completeCheckout } from './completeCheckout.ts';
import { checkoutStatuses, createCheckoutSession, createParams } from './createCheckoutSession.ts';
import { checkCustomerFilter, findCustomer } from './findCustomer.ts';
import { findPrice } from './prices.ts';

const listSessionsParams = {
  ...listParams,
  created: timeRange,
  customer: text,
  status: oneOf(...checkoutStatuses),
  subscription: text,
} satisfies ShapeOf<Stripe.Checkout.SessionListParams>;

/** Of a route that Stripe documents nowhere: what the Stripe CLI sends in the place of Checkout's page. */
const confirmParams = { payment_method: required(text), expected_amount: integer };

export const checkoutSessions = {
  createParams,
  create: ({ state, params, url }: Call<Params<typeof createParams>>) => {
    checkInput(state, params);
    return createCheckoutSession(state, url, params);
  },

  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => findSession(state, id),

  expireParams: expandParam,
  expire: ({ state, id }: Call<unknown>) => {
    const session = findSession(state, id);
    if (session.status === 'open') {
      return keep(state.checkoutSessions, { ...session, status: 'expired', url: null });
    }
    throw new StripeError(400, {
      type: 'invalid_request_error',
      message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
    });
  },

  confirmParams,
  confirm: ({ state, id, params }: Call<Params<typeof confirmParams>>) => {
    const session = findSession(state, id);
    if (given(params.expected_amount, session.amount_total) !== session.amount_total) {
      throw invalidParam('expected_amount', 'The amount of the Checkout Session has changed.');
    }
    const method = state.paymentMethods.get(params.payment_method);
    if (!method) throw resourceMissing('PaymentMethod', params.payment_method, 'payment_method');
    const { email, name, address } = method.billing_details;
    return completeCheckout(state, session, method, { email, name, address });
  },

  listParams: listSessionsParams,
  list: ({ state, path, params }: Call<Params<typeof listSessionsParams>>) => {
    checkCustomerFilter(state, params.customer);
    const matching = [...state.checkoutSessions.values()].filter(
      ({ customer, created, status, subscription }) =>
        idOf(customer) === given(params.customer, idOf(customer)) &&
        status === given(params.status, status) &&
        idOf(subscription) === given(params.subscription, idOf(subscription)) &&
        inRange(created, params.created),
    );
    return pageOf('checkout.session', path, matching, params);
  },
};

/** What Stripe asks of a session that it is to show a page for; tests may make others. */
function checkInput(state: StandInState, params: Params<typeof createParams>): void {
  const { mode, line_items: lines = [], customer, customer_email, success_url, subscription_data } = params;
  if (customer !== undefined && customer_email !== undefined) {
    throw invalidParam('customer', 'You may only specify one of these parameters: customer, customer_email.');
  }
  if (customer !== undefined) findCustomer(state, customer);
  const recurring = lines.filter(
    ({ price }, index) => findPrice(state, price, `line_items[${index}][price]`).recurring !== null,
  );
  if (mode !== 'setup' && lines.length === 0) {
    throw invalidParam('line_items', 'Missing required param: line_items.', 'parameter_missing');
  }
  if (mode === 'subscription' && recurring.length === 0) {
    throw invalidParam(
      'mode',
      'You must provide at least one recurring price in `subscription` mode when using prices.',
    );
  }
  if (mode === 'payment' && recurring.length > 0) {
    throw invalidParam(
      'mode',
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
    );
  }
  if (mode !== 'subscription' && subscription_data !== undefined) {
    throw invalidParam(
      'subscription_data',
      'You can not pass `subscription_data` in `payment` or `setup` mode.',
    );
  }
  if (success_url === undefined) {
    throw invalidParam('success_url', 'Missing required param: success_url.', 'parameter_missing');
  }
}

function findSession(state: StandInState, id: string): Stripe.Checkout.Session {
  const session = state.checkoutSessions.get(id);
  if (!session) throw resourceMissing('checkout.session', id, 'session', 404);
  return session;
}
