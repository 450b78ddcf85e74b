import type Stripe from 'stripe';
import { payInvoice } from '../../resources/payInvoice.ts';
import { idOf } from '../../state.ts';
import { badge, invoiceBadge } from '../badge.ts';
import { inWordsOf } from '../cardForm.ts';
import { day, money } from '../format.ts';
import { FormError } from '../formError.ts';
import { actionButton, errorBox } from '../forms.ts';
import { type Html, html } from '../html.ts';
import { addressLine } from './billingInformation.ts';
import { priceLine } from './plan.ts';
import { ownById, type Screen, type View } from './view.ts';

/** One invoice, to be read, printed, kept and, where it is open, paid. */
export const invoiceScreen: Screen = {
  path: 'invoices/:id',
  isOffered: (view, id) => isShown(view, id),
  title({ language, state }, id) {
    return language.texts.invoice(state.invoices.get(id)?.number ?? id);
  },
  show(view, id) {
    const { base, error, language } = view;
    const { texts } = language;
    const invoice = ownById(view, view.state.invoices, id);
    if (!invoice) return html``;
    return html`${errorBox(error)}${invoiceSheet(view, invoice)}
<div class="actions">${
      invoice.status === 'open' ? actionButton(`${base}/invoices/${id}/pay`, texts.pay, 'main') : ''
    }<a class="button" href="${base}/invoices/${id}/download">${texts.download}</a></div>
<p class="dim actions">${texts.downloadNote}</p>`;
  },
};

export const payInvoiceScreen: Screen = {
  ...invoiceScreen,
  path: 'invoices/:id/pay',
  submit(view, id) {
    const invoice = ownById(view, view.state.invoices, id);
    if (invoice?.status !== 'open') throw new FormError(view.language.texts.linkGone);
    inWordsOf(view.language.texts, () => payInvoice(view.state, invoice));
    return 'pay';
  },
};

/** Whether the portal shows an invoice. */
export function isShown(view: View, id: string): boolean {
  return view.features.invoice_history.enabled && ownById(view, view.state.invoices, id) !== undefined;
}

export function invoiceSheet(view: View, invoice: Stripe.Invoice): Html {
  const { language } = view;
  const { texts } = language;
  const total = money(invoice.total, invoice.currency, language);
  const { paid_at: paidAt } = invoice.status_transitions;
  const payer = [invoice.customer_name, invoice.customer_email, addressLine(invoice.customer_address)];
  return html`<section>
<dl>
<dt>${texts.date}</dt><dd>${day(invoice.created, language)}</dd>
<dt>${texts.billedTo}</dt><dd>${payer.filter(Boolean).join(', ')}</dd>
<dt>${texts.description}</dt><dd>${descriptionOf(view, invoice)}</dd>
<dt>${texts.total}</dt><dd>${total} ${
    paidAt === null ? invoiceBadge(invoice.status, texts) : badge(texts.paidOn(day(paidAt, language)), 'good')
  }</dd>
</dl>
</section>`;
}

/** The stand-in's invoices have no lines: what they are for is what their subscription is for. */
function descriptionOf({ language, state }: View, { description, parent }: Stripe.Invoice): string | Html[] {
  const id = idOf(parent?.subscription_details?.subscription ?? null) ?? '';
  const items = state.subscriptions.get(id)?.items.data ?? [];
  const lines = items.map(({ price, quantity }) => html`${priceLine(state, price, language, quantity)}<br>`);
  return description ?? (lines.length > 0 ? lines : '–');
}
