import { type Html, html } from './html.ts';
import type { Language } from './language.ts';

/**
 * An amount in a currency's smallest unit, as people write it.
 *
 * @example money(1200, 'usd', english) // '$12.00'
 */
export function money(amount: number, currency: string, { code }: Language): string {
  const format = new Intl.NumberFormat(code, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A day; `time` in seconds since 1970. */
export function day(time: number, { code }: Language): Html {
  const date = new Date(time * 1000);
  const format = new Intl.DateTimeFormat(code, {
    dateStyle: code === 'en' ? 'medium' : 'long',
    timeZone: 'UTC',
  });
  return html`<time datetime="${date.toISOString()}">${format.format(date)}</time>`;
}

const brands: Readonly<Record<string, string>> = {
  amex: 'American Express',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  visa: 'Visa',
};

export function brandName(brand: string): string {
  return brands[brand] ?? brand;
}
