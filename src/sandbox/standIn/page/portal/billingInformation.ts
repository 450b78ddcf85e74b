import type Stripe from 'stripe';
import { addressOf } from '../../resources/address.ts';
import { keep } from '../../state.ts';
import { FormError } from '../formError.ts';
import { errorBox, field } from '../forms.ts';
import { type Html, html } from '../html.ts';
import type { Screen, View } from './view.ts';

const addressFields = ['line1', 'line2', 'postal_code', 'city', 'state', 'country'] as const;

/** Changes what the configuration lets a customer change: name, email, phone, address. */
export const billingInformationScreen: Screen = {
  path: 'billing-information',
  isOffered: ({ features }) => features.customer_update.enabled,
  title: ({ language }) => language.texts.updateInformation,
  show({ customer, error, features, form, language }) {
    const { texts } = language;
    const { allowed_updates: allowed } = features.customer_update;
    const { address } = customer;
    const value = (name: string, known: string | null | undefined) => form.get(name) ?? known;
    const labels = [texts.line1, texts.line2, texts.postalCode, texts.city, texts.state, texts.country];
    return html`<section>
${errorBox(error)}
<form method="post">
${allowed.includes('name') ? field('name', texts.name, { value: value('name', customer.name) }) : ''}
${allowed.includes('email') ? field('email', texts.email, { value: value('email', customer.email), type: 'email', required: true }) : ''}
${allowed.includes('phone') ? field('phone', texts.phone, { value: value('phone', customer.phone), type: 'tel' }) : ''}
${
  allowed.includes('address')
    ? addressFields.map((name, index) =>
        field(name, labels[index] ?? name, { value: value(name, address?.[name]) }),
      )
    : ''
}
<div class="actions"><button class="button main">${texts.save}</button></div>
</form>
</section>`;
  },
  submit({ customer, features, language, state }, _, form) {
    const { texts } = language;
    const { allowed_updates: allowed } = features.customer_update;
    const given = (name: string) => form.get(name)?.trim() || null;
    const email = given('email');
    if (allowed.includes('email') && !/^[^\s@]+@[^\s@]+$/.test(email ?? '')) {
      throw new FormError(texts.wrongEmail);
    }
    const country = given('country')?.toUpperCase() ?? null;
    if (allowed.includes('address') && country !== null && !/^[A-Z]{2}$/.test(country)) {
      throw new FormError(texts.wrongCountry);
    }
    const parts = Object.fromEntries(addressFields.map((name) => [name, given(name)]));
    keep(state.customers, {
      ...customer,
      ...(allowed.includes('name') && { name: given('name') }),
      ...(allowed.includes('email') && { email }),
      ...(allowed.includes('phone') && { phone: given('phone') }),
      ...(allowed.includes('address') && { address: addressOf({ ...parts, country }) }),
    });
    return 'customer_update';
  },
};

/** An address as one writes it. */
export function addressLine(address: Stripe.Address | null | undefined): string {
  return [
    address?.line1,
    address?.line2,
    [address?.postal_code, address?.city].filter(Boolean).join(' '),
    address?.state,
    address?.country,
  ]
    .filter(Boolean)
    .join(', ');
}

export function informationList({ customer, language }: View): Html {
  const { texts } = language;
  const rows: [string, string | null | undefined][] = [
    [texts.name, customer.name],
    [texts.email, customer.email],
    [texts.phone, customer.phone],
    [texts.address, addressLine(customer.address)],
    [texts.customer, customer.id],
  ];
  return html`<dl>${rows.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : html``))}</dl>`;
}
