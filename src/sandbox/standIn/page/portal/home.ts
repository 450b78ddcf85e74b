import type Stripe from 'stripe';
import { idOf } from '../../state.ts';
import { badge, invoiceBadge, subscriptionBadge } from '../badge.ts';
import { brandName, day, money } from '../format.ts';
import { actionButton } from '../forms.ts';
import { type Html, html } from '../html.ts';
import { informationList } from './billingInformation.ts';
import { canChangePlan } from './changePlan.ts';
import { isDefault, isInUse } from './paymentMethods.ts';
import { isCanceling, isRunning, priceLine } from './plan.ts';
import { ownOf, type Screen, type View } from './view.ts';

/** What the customer has, and what the configuration lets them do with it. */
export const homeScreen: Screen = {
  path: '',
  isOffered: () => true,
  title({ customer, language }) {
    return language.texts.billingOf(customer.name ?? customer.email ?? customer.id);
  },
  show(view) {
    const { features, headline, language, notice } = view;
    const said = notice === null ? undefined : language.texts.notices[notice];
    return html`${said === undefined ? '' : html`<p class="good" role="status">${said}</p>`}
${headline === null ? '' : html`<p>${headline}</p>`}
${subscriptions(view)}
${features.payment_method_update.enabled ? paymentMethods(view) : ''}
${information(view)}
${features.invoice_history.enabled ? invoices(view) : ''}`;
  },
};

/** Those that have ended come last. */
function subscriptions(view: View): Html {
  const { language, state } = view;
  const { texts } = language;
  const runningFirst = ownOf(view, state.subscriptions).toSorted(
    (a, b) => Number(a.ended_at !== null) - Number(b.ended_at !== null),
  );
  const items = runningFirst.map(
    (subscription) => html`<li>${subscription.items.data.map(
      ({ price, quantity }) => html`<p>${priceLine(state, price, language, quantity)}</p>`,
    )}
<p>${subscriptionBadge(subscription.status, texts)} ${nextStep(view, subscription)}</p>
${subscriptionActions(view, subscription)}</li>`,
  );
  return section('plan', texts.plan, items.length > 0 ? html`<ul>${items}</ul>` : texts.noPlan);
}

function subscriptionActions(view: View, subscription: Stripe.Subscription): Html {
  const { base, features, language } = view;
  const { texts } = language;
  const at = `${base}/subscriptions/${subscription.id}`;
  const canCancel = features.subscription_cancel.enabled && isRunning(subscription);
  const unpaid = openInvoiceOf(view, subscription);
  const actions = [
    unpaid ? link(`${base}/invoices/${unpaid.id}`, texts.pay, 'main') : undefined,
    canChangePlan(view, subscription)
      ? link(`${at}/update`, texts.changePlan, unpaid ? 'plain' : 'main')
      : undefined,
    canCancel && !isCanceling(subscription) ? link(`${at}/cancel`, texts.cancelPlan) : undefined,
    canCancel && isCanceling(subscription) ? actionButton(`${at}/resume`, texts.keepPlan, 'main') : undefined,
  ];
  return actionRow(actions);
}

/** What stands between the customer and a subscription that is paid; undefined where the portal shows no invoices. */
function openInvoiceOf(view: View, { id }: Stripe.Subscription): Stripe.Invoice | undefined {
  if (!view.features.invoice_history.enabled) return undefined;
  return ownOf(view, view.state.invoices).find(
    ({ parent, status }) =>
      status === 'open' && idOf(parent?.subscription_details?.subscription ?? null) === id,
  );
}

function nextStep({ language }: View, subscription: Stripe.Subscription): Html {
  const { cancel_at, ended_at, items, status, trial_end } = subscription;
  const { texts } = language;
  if (ended_at !== null) return texts.endedOn(day(ended_at, language));
  if (cancel_at !== null) return texts.endsOn(day(cancel_at, language));
  if (status === 'trialing' && trial_end !== null) return texts.trialEndsOn(day(trial_end, language));
  const end = items.data[0]?.current_period_end;
  return status === 'active' && end !== undefined ? texts.renewsOn(day(end, language)) : html``;
}

function paymentMethods(view: View): Html {
  const { base, language, state } = view;
  const { texts } = language;
  const items = ownOf(view, state.paymentMethods).map((method) => {
    const at = `${base}/payment-methods/${method.id}`;
    const actions = [
      isDefault(view, method) ? undefined : actionButton(`${at}/default`, texts.makeDefault),
      isInUse(view, method) ? undefined : actionButton(`${at}/remove`, texts.remove),
    ];
    const mark = isDefault(view, method) ? html` ${badge(texts.defaultOne)}` : '';
    return html`<li class="row"><span>${methodLine(view, method)}${mark}</span>${actionRow(actions)}</li>`;
  });
  const list = items.length > 0 ? html`<ul>${items}</ul>` : html`<p class="dim">${texts.noPaymentMethod}</p>`;
  const add = link(`${base}/payment-methods/add`, texts.addPaymentMethod);
  return section('payment-methods', texts.paymentMethods, html`${list}${actionRow([add])}`);
}

function methodLine({ language }: View, { card, type }: Stripe.PaymentMethod): Html {
  if (!card) return html`<span class="name">${type}</span>`;
  const { texts } = language;
  const expiry = `${String(card.exp_month).padStart(2, '0')}/${card.exp_year}`;
  const hasExpired = Date.UTC(card.exp_year, card.exp_month) <= Date.now();
  return html`<span class="name">${brandName(card.brand)}</span> ${texts.endingIn(card.last4)}, ${texts.expires(expiry)}${
    hasExpired ? html` ${badge(texts.expired, 'warning')}` : ''
  }`;
}

function information(view: View): Html {
  const { base, features, language } = view;
  const { texts } = language;
  const update = features.customer_update.enabled
    ? link(`${base}/billing-information`, texts.updateInformation)
    : undefined;
  return section('information', texts.information, html`${informationList(view)}${actionRow([update])}`);
}

function invoices(view: View): Html {
  const { base, language, state } = view;
  const { texts } = language;
  const items = ownOf(view, state.invoices).map((invoice) => {
    const { created, currency, id, number, status, total } = invoice;
    return html`<li class="row"><span><a href="${base}/invoices/${id}">${number ?? id}</a> <span class="dim">${day(created, language)}</span></span>
<span>${money(total, currency, language)} ${invoiceBadge(status, texts)}</span></li>
`;
  });
  return section('invoices', texts.invoices, items.length > 0 ? html`<ul>${items}</ul>` : texts.noInvoice);
}

/** @param content a text where there is nothing to show. */
function section(id: string, title: string, content: Html | string): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${typeof content === 'string' ? html`<p class="dim">${content}</p>` : content}
</section>`;
}

function link(href: string, label: string, kind: 'main' | 'plain' = 'plain'): Html {
  return html`<a class="button${kind === 'main' ? ' main' : ''}" href="${href}">${label}</a>`;
}

function actionRow(actions: readonly (Html | undefined)[]): Html {
  const shown = actions.flatMap((action) => action ?? []);
  return shown.length > 0 ? html`<div class="actions">${shown}</div>` : html``;
}
