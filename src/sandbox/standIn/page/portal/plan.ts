import type Stripe from 'stripe';
import { idOf, type StandInState } from '../../state.ts';
import { money } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Language } from '../language.ts';

/** A price as people know it: the product, the amount, how often. */
export function priceLine(state: StandInState, price: Stripe.Price, language: Language, quantity = 1): Html {
  const name = state.products.get(idOf(price.product) ?? '')?.name ?? price.id;
  const { interval, interval_count: count = 1 } = price.recurring ?? {};
  const every = interval === undefined ? '' : ` ${language.texts.every(interval, count)}`;
  const amount = money((price.unit_amount ?? 0) * quantity, price.currency, language);
  return html`<span class="name">${name}</span>${quantity === 1 ? '' : ` × ${quantity}`}, ${amount}${every}`;
}

/** The end of the period that is paid, in seconds since 1970. */
export function periodEnd({ items }: Stripe.Subscription): number {
  return Math.max(...items.data.map((item) => item.current_period_end));
}

/** Whether it runs on, unless somebody cancels it. */
export function isRunning({ ended_at, status }: Stripe.Subscription): boolean {
  return ended_at === null && status !== 'incomplete';
}

export function isCanceling({ cancel_at, cancel_at_period_end }: Stripe.Subscription): boolean {
  return cancel_at !== null || cancel_at_period_end;
}
