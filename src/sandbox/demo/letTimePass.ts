import type Stripe from 'stripe';
import { keep, type StandInState } from '../standIn/state.ts';

/**
 * Brings the subscriptions up to date, which nobody has looked after since the last start: what was to end by now has
 * ended, and whatever else runs is in its current period, without the invoices in between. A trial begins anew, so that
 * there always is one to be seen.
 *
 * @param now in seconds since 1970.
 */
export function letTimePass({ subscriptions }: StandInState, now: number): void {
  for (const subscription of subscriptions.values()) {
    const { cancel_at, ended_at, items, trial_end, trial_start } = subscription;
    if (ended_at !== null) continue;
    if (cancel_at !== null && cancel_at <= now) {
      keep(subscriptions, { ...subscription, status: 'canceled', ended_at: cancel_at });
      continue;
    }
    const [first] = items.data;
    const shift = first ? shiftOf(first, now) : 0;
    if (shift === 0) continue;
    keep(subscriptions, {
      ...subscription,
      items: { ...items, data: items.data.map((item) => inCurrentPeriod(item, now)) },
      ...(subscription.status === 'trialing' && {
        trial_start: trial_start && trial_start + shift,
        trial_end: trial_end && trial_end + shift,
      }),
    });
  }
}

function inCurrentPeriod(item: Stripe.SubscriptionItem, now: number): Stripe.SubscriptionItem {
  const shift = shiftOf(item, now);
  return {
    ...item,
    current_period_start: item.current_period_start + shift,
    current_period_end: item.current_period_end + shift,
  };
}

/** How many seconds lie between an item's period and the one that holds now: whole periods. */
function shiftOf(
  { current_period_start: start, current_period_end: end }: Stripe.SubscriptionItem,
  now: number,
): number {
  return end > now ? 0 : Math.ceil((now - end + 1) / (end - start)) * (end - start);
}
