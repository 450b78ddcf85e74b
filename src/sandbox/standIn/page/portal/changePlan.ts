import type Stripe from 'stripe';
import { changedSubscription } from '../../resources/changeSubscription.ts';
import { createInvoice } from '../../resources/createInvoice.ts';
import { isDeclined } from '../../resources/payInvoice.ts';
import { amountOf } from '../../resources/startSubscription.ts';
import { chargeDeclined } from '../../resources/testCards.ts';
import { keep } from '../../state.ts';
import { badge } from '../badge.ts';
import { inWordsOf } from '../cardForm.ts';
import { FormError } from '../formError.ts';
import { choices, errorBox } from '../forms.ts';
import { html } from '../html.ts';
import { isCanceling, isRunning, priceLine } from './plan.ts';
import { ownById, type Screen, type View } from './view.ts';

/** Changes the plan, among the prices that the configuration offers. */
export const changePlanScreen: Screen = {
  path: 'subscriptions/:id/update',
  isOffered(view, id) {
    const subscription = ownById(view, view.state.subscriptions, id);
    return subscription !== undefined && canChangePlan(view, subscription);
  },
  title: ({ language }) => language.texts.changeTitle,
  show(view, id) {
    const { features, language, state } = view;
    const { texts } = language;
    const current = ownById(view, state.subscriptions, id)?.items.data[0]?.price.id;
    const items = offeredPrices(view).map((price) => {
      const line = priceLine(state, price, language);
      const isCurrent = price.id === current;
      return {
        value: price.id,
        label: isCurrent ? html`${line} ${badge(texts.currentOne)}` : line,
        checked: isCurrent,
      };
    });
    return html`<section>
${errorBox(view.error)}
<form method="post">
${choices('price', texts.choosePlan, items)}
<p class="dim">${texts.changeHow[features.subscription_update.proration_behavior] ?? ''}</p>
<div class="actions"><button class="button main">${texts.confirmChange}</button></div>
</form>
</section>`;
  },
  submit(view, id, form) {
    const { features, language, state } = view;
    const subscription = ownById(view, state.subscriptions, id);
    const price = offeredPrices(view).find((offered) => offered.id === form.get('price'));
    const [item] = subscription?.items.data ?? [];
    if (!subscription || !item || !price || price.id === item.price.id) {
      throw new FormError(language.texts.chooseOther);
    }
    const changed = changedSubscription(state, subscription, { items: [{ id: item.id, price: price.id }] });
    const difference = amountOf(changed.items.data) - amountOf(subscription.items.data);
    const chargesNow = features.subscription_update.proration_behavior === 'always_invoice';
    inWordsOf(language.texts, () => {
      if (chargesNow && difference > 0) chargeDifference(view, subscription, difference);
      keep(state.subscriptions, changed);
    });
    return 'subscription_update';
  },
};

/** Those with one item, as at Stripe; not what is about to end. */
export function canChangePlan(view: View, subscription: Stripe.Subscription): boolean {
  const { default_allowed_updates: updates, enabled } = view.features.subscription_update;
  return (
    enabled &&
    updates.includes('price') &&
    isRunning(subscription) &&
    !isCanceling(subscription) &&
    subscription.items.data.length === 1 &&
    offeredPrices(view).length > 0
  );
}

function offeredPrices({ features, state }: View): Stripe.Price[] {
  return (features.subscription_update.products ?? [])
    .flatMap(({ prices }) => prices)
    .flatMap((id) => state.prices.get(id) ?? [])
    .filter(({ active, recurring }) => active && recurring !== null);
}

/** The whole difference of a period: what part of it has passed is not counted here. */
function chargeDifference(
  { state, customer }: View,
  subscription: Stripe.Subscription,
  amount: number,
): void {
  if (isDeclined(state, customer.id, subscription)) throw chargeDeclined();
  createInvoice(state, {
    customer: customer.id,
    amount,
    currency: subscription.currency,
    subscription: subscription.id,
    billing_reason: 'subscription_update',
  });
}
