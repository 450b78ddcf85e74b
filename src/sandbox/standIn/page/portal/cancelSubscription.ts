import type Stripe from 'stripe';
import { now } from '../../ids.ts';
import { cancelSubscription, noCancellation } from '../../resources/changeSubscription.ts';
import { keep } from '../../state.ts';
import { day } from '../format.ts';
import { FormError } from '../formError.ts';
import { choices, errorBox } from '../forms.ts';
import { html } from '../html.ts';
import { isCanceling, isRunning, periodEnd, priceLine } from './plan.ts';
import { ownById, type Screen, type View } from './view.ts';

const subscriptionOf = (view: View, id: string) => ownById(view, view.state.subscriptions, id);

/** Cancels a subscription, at once or at the end of its period, as the configuration says. */
export const cancelScreen: Screen = {
  path: 'subscriptions/:id/cancel',
  isOffered(view, id) {
    const subscription = subscriptionOf(view, id);
    return view.features.subscription_cancel.enabled && subscription !== undefined && isRunning(subscription);
  },
  title: ({ language }) => language.texts.cancelTitle,
  show(view, id) {
    const { features, language, state } = view;
    const { texts } = language;
    const subscription = subscriptionOf(view, id);
    if (!subscription) return html``;
    const end = day(subscription.cancel_at ?? periodEnd(subscription), language);
    if (isCanceling(subscription)) return html`<section><p>${texts.alreadyCanceling(end)}</p></section>`;
    const { cancellation_reason: reason, mode } = features.subscription_cancel;
    const options = reason.options.map((value) => ({ value, label: texts.reasons[value] ?? value }));
    return html`<section>
${subscription.items.data.map(({ price, quantity }) => html`<p>${priceLine(state, price, language, quantity)}</p>`)}
<p>${mode === 'immediately' ? texts.cancelsNow : texts.cancelsAtEnd(end)}</p>
${errorBox(view.error)}
<form method="post">
${
  reason.enabled
    ? html`${choices('feedback', texts.cancelWhy, options)}
<label for="comment">${texts.comment}</label><textarea id="comment" name="comment" rows="3" maxlength="500"></textarea>`
    : ''
}
<div class="actions"><button class="button main">${texts.cancelPlan}</button></div>
</form>
</section>`;
  },
  submit(view, id, form) {
    const subscription = subscriptionOf(view, id);
    if (!subscription || isCanceling(subscription)) throw new FormError(view.language.texts.linkGone);
    const { cancellation_reason: reason, mode } = view.features.subscription_cancel;
    const feedback = reason.options.find((option) => option === form.get('feedback'));
    const details = { feedback, comment: form.get('comment') || undefined };
    if (mode === 'immediately') cancelSubscription(view.state, subscription, details);
    else keep(view.state.subscriptions, cancelingAtEnd(subscription, details));
    return 'subscription_cancel';
  },
};

/** Takes a cancellation back that has not come into force. */
export const resumeScreen: Screen = {
  path: 'subscriptions/:id/resume',
  isOffered(view, id) {
    const subscription = subscriptionOf(view, id);
    return (
      view.features.subscription_cancel.enabled &&
      subscription !== undefined &&
      isRunning(subscription) &&
      isCanceling(subscription)
    );
  },
  title: ({ language }) => language.texts.keepPlan,
  show: ({ language }) =>
    html`<section><form method="post"><button class="button main">${language.texts.keepPlan}</button></form></section>`,
  submit(view, id) {
    const subscription = subscriptionOf(view, id);
    if (!subscription) throw new FormError(view.language.texts.linkGone);
    keep(view.state.subscriptions, {
      ...subscription,
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      cancellation_details: noCancellation,
    });
    return 'resume';
  },
};

/** The portal writes a date, and leaves `cancel_at_period_end` false: whoever looks at that alone misses it. */
function cancelingAtEnd(
  subscription: Stripe.Subscription,
  {
    feedback,
    comment,
  }: {
    readonly feedback: Stripe.Subscription.CancellationDetails.Feedback | undefined;
    readonly comment: string | undefined;
  },
): Stripe.Subscription {
  return {
    ...subscription,
    cancel_at: periodEnd(subscription),
    canceled_at: now(),
    cancellation_details: {
      ...noCancellation,
      comment: comment ?? null,
      feedback: feedback ?? null,
      reason: 'cancellation_requested',
    },
  };
}
