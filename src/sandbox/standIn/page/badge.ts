import { type Html, html } from './html.ts';
import type { Texts } from './texts/en.ts';

type Tone = 'good' | 'warning' | 'plain';

const toneOfSubscription: Readonly<Record<string, Tone>> = {
  active: 'good',
  trialing: 'good',
  past_due: 'warning',
  unpaid: 'warning',
  incomplete: 'warning',
};
const toneOfInvoice: Readonly<Record<string, Tone>> = { paid: 'good', open: 'warning' };

/** A word or two about the state of something; its colour says no more than the words do. */
export function badge(label: Html | string, tone: Tone = 'plain'): Html {
  return html`<span class="badge ${tone}">${label}</span>`;
}

/** @param status one of Stripe's. */
export function subscriptionBadge(status: string, texts: Texts): Html {
  return badge(texts.status[status] ?? status, toneOfSubscription[status]);
}

/** @param status one of Stripe's; null is a draft. */
export function invoiceBadge(status: string | null, texts: Texts): Html {
  const known = status ?? 'draft';
  return badge(texts.invoiceStatus[known] ?? known, toneOfInvoice[known]);
}
