import type Stripe from 'stripe';
import { attachCard } from '../../resources/createCard.ts';
import { findCustomer } from '../../resources/findCustomer.ts';
import { detachPaymentMethod } from '../../resources/paymentMethods.ts';
import { idOf, keep } from '../../state.ts';
import { cardFromForm } from '../cardForm.ts';
import { FormError } from '../formError.ts';
import { cardFields, errorBox } from '../forms.ts';
import { type Html, html } from '../html.ts';
import { isRunning } from './plan.ts';
import { ownById, ownOf, type Screen, type View } from './view.ts';

const methodOf = (view: View, id: string) => ownById(view, view.state.paymentMethods, id);
const isEnabled = ({ features }: View) => features.payment_method_update.enabled;

/** Adds a card, which becomes the one that is charged. */
export const addPaymentMethodScreen: Screen = {
  path: 'payment-methods/add',
  isOffered: isEnabled,
  title: ({ language }) => language.texts.updateTitle,
  show: ({ error, language }) => html`<section>
<p>${language.texts.updateHow}</p>
${errorBox(error)}
<form method="post">
${cardFields(language.texts)}
<div class="actions"><button class="button main">${language.texts.save}</button></div>
</form>
</section>`,
  submit(view, _, form) {
    const { customer, language, state } = view;
    const { address = null, email, name = null } = customer;
    const card = cardFromForm(state, form, language.texts, { address, email, name });
    makeDefault(view, attachCard(state, card, customer.id));
    return 'payment_method_update';
  },
};

export const makeDefaultScreen: Screen = {
  path: 'payment-methods/:id/default',
  isOffered: (view, id) => isEnabled(view) && methodOf(view, id) !== undefined,
  title: ({ language }) => language.texts.makeDefault,
  show: ({ language }) => confirmation(language.texts.makeDefault),
  submit(view, id) {
    const method = methodOf(view, id);
    if (!method) throw new FormError(view.language.texts.linkGone);
    makeDefault(view, method);
    return 'payment_method_update';
  },
};

export const removePaymentMethodScreen: Screen = {
  path: 'payment-methods/:id/remove',
  isOffered: (view, id) => isEnabled(view) && methodOf(view, id) !== undefined,
  title: ({ language }) => language.texts.remove,
  show: ({ error, language }) => html`${errorBox(error)}${confirmation(language.texts.remove)}`,
  submit(view, id) {
    const method = methodOf(view, id);
    if (!method || isInUse(view, method)) throw new FormError(view.language.texts.cannotRemove);
    detachPaymentMethod(view.state, method);
    return 'remove';
  },
};

/** Whether it is charged for something that runs. */
export function isInUse(view: View, method: Stripe.PaymentMethod): boolean {
  return ownOf(view, view.state.subscriptions)
    .filter(isRunning)
    .some((subscription) => chargedFor(view, subscription) === method.id);
}

/** Whether it is the one that is charged where nothing else is said. */
export function isDefault(view: View, { id }: Stripe.PaymentMethod): boolean {
  const preferred = idOf(view.customer.invoice_settings.default_payment_method);
  return preferred === null
    ? ownOf(view, view.state.subscriptions).some((s) => chargedFor(view, s) === id)
    : preferred === id;
}

function chargedFor({ customer }: View, { default_payment_method: own }: Stripe.Subscription): string | null {
  return idOf(own) ?? idOf(customer.invoice_settings.default_payment_method);
}

/** Of the customer, and of the subscriptions that had one of their own. */
function makeDefault({ state, customer }: View, { id }: Stripe.PaymentMethod): void {
  const { invoice_settings: settings, ...rest } = findCustomer(state, customer.id);
  keep(state.customers, { ...rest, invoice_settings: { ...settings, default_payment_method: id } });
  for (const subscription of state.subscriptions.values()) {
    const isOwn = idOf(subscription.customer) === customer.id && subscription.ended_at === null;
    if (isOwn && subscription.default_payment_method !== null) {
      keep(state.subscriptions, { ...subscription, default_payment_method: id });
    }
  }
}

function confirmation(label: string): Html {
  return html`<section><form method="post"><button class="button main">${label}</button></form></section>`;
}
