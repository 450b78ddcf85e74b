import type Stripe from 'stripe';
import { newId, now } from '../ids.ts';
import { idOf, type StandInState } from '../state.ts';
import { invalidParam } from '../stripeError.ts';
import { findPrice } from './prices.ts';

const day = 24 * 60 * 60;
const secondsOf = { day, week: 7 * day, month: 30 * day, year: 365 * day };

export type ItemInput = { readonly price: string; readonly quantity?: number | undefined };

/**
 * Makes one item of a subscription. The period is the item's own
 * (https://docs.stripe.com/api/subscription_items/object); here a month is 30 days and a year 365.
 *
 * @param param the parameter that names the price, for errors.
 * @param created when its first period began, in seconds since 1970; the current one is the one that holds now.
 * @param end when the current period ends, where something else than the price decides, such as a trial.
 * @throws StripeError 400 for a price that does not exist or does not recur.
 */
export function createSubscriptionItem(
  state: StandInState,
  subscription: string,
  input: ItemInput,
  param: string,
  created: number,
  end: number | undefined,
): Stripe.SubscriptionItem {
  const price = findPrice(state, input.price, param);
  const { recurring } = price;
  if (!recurring) {
    throw invalidParam(
      param,
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
    );
  }
  const period = periodOf(recurring);
  const elapsed = Math.max(0, Math.floor((now() - created) / period));
  const start = end === undefined ? created + elapsed * period : created;
  return {
    id: newId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created,
    current_period_end: end ?? start + period,
    current_period_start: start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price, recurring),
    price,
    quantity: input.quantity ?? 1,
    subscription,
    tax_rates: [],
  };
}

function periodOf({ interval, interval_count }: Stripe.Price.Recurring): number {
  const known = Object.entries(secondsOf).find(([name]) => name === interval);
  return (known?.[1] ?? secondsOf.month) * interval_count;
}

/** The older object that stands beside a price in every item. */
function planOf(price: Stripe.Price, recurring: Stripe.Price.Recurring): Stripe.Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: idOf(price.product),
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: recurring.usage_type,
  };
}
