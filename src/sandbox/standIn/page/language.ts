import Negotiator from 'negotiator';
import { en, type Texts } from './texts/en.ts';
import { ja } from './texts/ja.ts';
import { ko } from './texts/ko.ts';

const texts = { en, ja, ko };

export type Language = { readonly code: keyof typeof texts; readonly texts: Texts };

/**
 * The language of a page: that of the session, else the customer's, else the browser's
 * (https://docs.stripe.com/api/customer_portal/sessions/create#create_portal_session-locale). Those that the stand-in
 * does not have are English.
 *
 * @param locale one of Stripe's; null and `auto` leave it to the others.
 */
export function languageOf(
  locale: string | null,
  preferred: readonly string[] | null | undefined,
  acceptLanguage: string | undefined,
): Language {
  if (locale !== null && locale !== 'auto') return named(locale);
  const [own] = preferred ?? [];
  if (own !== undefined) return named(own);
  const headers = { 'accept-language': acceptLanguage };
  return named(new Negotiator({ headers }).language(Object.keys(texts)) ?? 'en');
}

function named(locale: string): Language {
  switch (locale.split('-')[0]) {
    case 'ja':
      return { code: 'ja', texts: ja };
    case 'ko':
      return { code: 'ko', texts: ko };
    default:
      return { code: 'en', texts: en };
  }
}
