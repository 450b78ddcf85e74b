import type Stripe from 'stripe';
import type { Answer } from '../../answer.ts';
import type { Publish } from '../../events/publisher.ts';
import { now } from '../../ids.ts';
import { completeCheckout } from '../../resources/completeCheckout.ts';
import { isLive } from '../../resources/findCustomer.ts';
import { idOf, type StandInState } from '../../state.ts';
import { cardFromForm, inWordsOf } from '../cardForm.ts';
import { money } from '../format.ts';
import { FormError } from '../formError.ts';
import { cardFields, errorBox, field } from '../forms.ts';
import { type Html, html } from '../html.ts';
import { type Language, languageOf } from '../language.ts';
import { page, seeOther } from '../layout.ts';
import type { PageRequest } from '../pageRequest.ts';
import { priceLine } from '../portal/plan.ts';

const prefix = '/c/pay/';

export function isCheckoutPath(path: string): boolean {
  return path.startsWith(prefix);
}

/** Checkout's own page: takes a test card, and goes on to the session's success URL. */
export function checkoutPage(state: StandInState, publish: Publish, request: PageRequest): Answer {
  const session = state.checkoutSessions.get(request.path.slice(prefix.length));
  const customer = state.customers.get(idOf(session?.customer ?? null) ?? '');
  const preferred = customer && isLive(customer) ? customer.preferred_locales : null;
  const language = languageOf(session?.locale ?? null, preferred, request.acceptLanguage);
  if (session?.status !== 'open' || session.expires_at <= now()) return overPage(language);
  if (request.method === 'GET') return formPage(state, session, language);
  try {
    const { success_url: next } = publish(request.cause, () => pay(state, session, request.form, language));
    return seeOther((next ?? request.path).replaceAll('{CHECKOUT_SESSION_ID}', session.id));
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return formPage(state, session, language, error, request.form);
  }
}

function pay(
  state: StandInState,
  session: Stripe.Checkout.Session,
  form: URLSearchParams,
  { texts }: Language,
): Stripe.Checkout.Session {
  const email = knownEmail(state, session) ?? form.get('email')?.trim() ?? '';
  const name = form.get('name')?.trim() || null;
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new FormError(texts.wrongEmail);
  const card = cardFromForm(state, form, texts, { email, name });
  return inWordsOf(texts, () => completeCheckout(state, session, card, { email, name, address: null }));
}

/** What the payer need not say: the session, or its customer, has it. */
function knownEmail(
  state: StandInState,
  { customer, customer_email }: Stripe.Checkout.Session,
): string | null {
  const known = state.customers.get(idOf(customer) ?? '');
  return (known && isLive(known) ? known.email : null) ?? customer_email;
}

function formPage(
  state: StandInState,
  session: Stripe.Checkout.Session,
  language: Language,
  error?: FormError,
  form = new URLSearchParams(),
): Answer {
  const { texts } = language;
  const email = knownEmail(state, session);
  const { cancel_url: cancelUrl, success_url: successUrl } = session;
  const back =
    cancelUrl === null
      ? html``
      : html`<a class="back" href="${cancelUrl}">← ${texts.returnTo(new URL(cancelUrl).host)}</a>`;
  return page({
    language,
    title: texts.checkout,
    leadsTo: successUrl,
    status: error?.status ?? 200,
    main: html`${back}
<h1>${texts.checkout}</h1>
${orderSection(state, session, language)}
<section>
${errorBox(error?.message)}
<form method="post">
${
  email === null
    ? field('email', texts.email, { type: 'email', required: true, value: form.get('email') })
    : html`<dl><dt>${texts.email}</dt><dd>${email}</dd></dl>`
}
${field('name', texts.nameOnCard, { value: form.get('name') })}
${cardFields(texts)}
<div class="actions"><button class="button main">${buttonText(session, language)}</button></div>
</form>
</section>`,
  });
}

function orderSection(state: StandInState, session: Stripe.Checkout.Session, language: Language): Html {
  const { texts } = language;
  const { lines = [], subscription } = state.checkoutOrders.get(session.id) ?? {};
  const days = subscription?.trial_period_days ?? 0;
  const rows = lines.flatMap(({ price: id, quantity }) => {
    const price = state.prices.get(id);
    return price ? html`<p>${priceLine(state, price, language, quantity)}</p>` : [];
  });
  const total =
    session.amount_total === null ? '' : money(session.amount_total, session.currency ?? 'usd', language);
  return html`<section>${rows}
<p class="row"><span>${texts.total}</span> <span class="name">${total}</span></p>
${days > 0 ? html`<p class="dim">${texts.afterTrial(days)}</p>` : ''}</section>`;
}

function buttonText(
  { amount_total: amount, currency, mode }: Stripe.Checkout.Session,
  language: Language,
): string {
  const { texts } = language;
  if (mode === 'setup') return texts.saveCard;
  return mode === 'subscription'
    ? texts.subscribe
    : texts.payAmount(money(amount ?? 0, currency ?? 'usd', language));
}

/** For one that was paid, has expired, or never was. */
function overPage(language: Language): Answer {
  const { texts } = language;
  return page({
    language,
    status: 404,
    title: texts.checkoutGone,
    main: html`<h1>${texts.checkoutGone}</h1>
<section><p>${texts.checkoutGoneWhy}</p></section>`,
  });
}
