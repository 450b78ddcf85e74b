import type { BillingAccount } from '../../billing/billingAccount.ts';
import { isSubscribed } from '../../billing/eligibility.ts';
import { formatOwner } from '../../billing/owner.ts';
import { planIds, priceOf } from '../demo/plans.ts';
import { badge } from '../standIn/page/badge.ts';
import { type Html, html } from '../standIn/page/html.ts';
import type { Language } from '../standIn/page/language.ts';
import { priceLine } from '../standIn/page/portal/plan.ts';
import type { StandIn } from '../standIn/standIn.ts';
import type { Person } from './people.ts';

/** An event as the service's inbox has it. */
export type SeenEvent = {
  readonly id: string;
  readonly type: string;
  readonly customerId: string | null;
  readonly receivedAt: string;
  readonly state: string;
};

/** What the page shows anew whenever it changes. */
export type LiveFacts = {
  readonly person: Person;
  readonly account: BillingAccount | undefined;
  /** Of all customers, the last received first. */
  readonly events: readonly SeenEvent[];
};

/** The parts of the page that follow what the service knows: the plans to buy, and that knowledge itself. */
export function livePart(standIn: StandIn, language: Language, facts: LiveFacts): Html {
  return html`${plans(standIn, language, facts)}
${knowledge(facts)}`;
}

function plans(standIn: StandIn, language: Language, { account, person }: LiveFacts): Html {
  const items = planIds.map((plan) => {
    const price = priceOf(standIn, plan, 'monthly');
    const { name } = standIn.data.products.get(String(price.product)) ?? { name: plan };
    return html`<li class="row"><span>${priceLine(standIn.data, price, language)}</span>
<form method="post" action="/checkout?as=${person.name}"><button class="button" name="plan" value="${plan}">Choose ${name}</button></form></li>
`;
  });
  const isCustomer = isSubscribed(account?.subscriptionStatus ?? null);
  return html`<section aria-labelledby="plans">
<h2 id="plans">Plans</h2>
${
  isCustomer
    ? html`<p>There is a subscription: the portal is the place to change or cancel it.</p>
<p class="dim">Canceled there, it stays active until its period ends. “Cancel plan” then tells what the service knows of it.</p>`
    : html`<ul>${items}</ul>`
}
</section>`;
}

function knowledge({ account, events, person }: LiveFacts): Html {
  const rows: readonly [string, string | null | undefined][] = [
    ['Owner', formatOwner(person.owner)],
    ['Customer', account?.customerId ?? 'none'],
    ['Subscription', account?.subscriptionStatus],
    ['Bought first', account?.purchasedAt],
    ['Set by', account?.setBy],
    ['Set at', account?.setAt],
  ];
  const own = events.filter(({ customerId }) => account && customerId === account.customerId).slice(0, 8);
  return html`<section aria-labelledby="known">
<h2 id="known">What the service knows</h2>
<dl>${rows.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : html``))}</dl>
<h3>Webhooks it got, the last one first</h3>
${own.length > 0 ? html`<ul>${own.map(eventLine)}</ul>` : html`<p class="dim">None.</p>`}
<p class="hint">In a terminal: <code>source data/sandbox.env; npm run -s cli -- customers show ${formatOwner(person.owner)}</code></p>
</section>`;
}

function eventLine({ receivedAt, state, type }: SeenEvent): Html {
  const time = html`<time class="dim" datetime="${receivedAt}">${receivedAt.slice(11, 19)}</time>`;
  return html`<li class="row"><span>${time} ${type}</span> ${badge(state, state === 'applied' ? 'good' : 'plain')}</li>
`;
}
