import Negotiator from 'negotiator';
import { type PortalLocale, portalLocales } from '../billing/portalLocales.ts';

/** What browsers send for a language that Stripe has under another name. */
const otherNames: ReadonlyMap<string, PortalLocale> = new Map([
  ['no', 'nb'],
  ['nn', 'nb'],
  ['tl', 'fil'],
  ['in', 'id'],
  ['zh-hant', 'zh-TW'],
  ['zh-hant-hk', 'zh-HK'],
  ['zh-hant-mo', 'zh-HK'],
  ['zh-mo', 'zh-HK'],
]);

/** Of these regions, Spanish is that of Latin America (UN M.49: 419). */
const latinAmerica = new Set(
  'ar bo cl co cr cu do ec gt hn mx ni pa pe pr py sv us uy ve'.split(' ').map((region) => `es-${region}`),
);

const byLowerCase: ReadonlyMap<string, PortalLocale> = new Map(
  portalLocales.filter((locale) => locale !== 'auto').map((locale) => [locale.toLowerCase(), locale]),
);

/**
 * The portal's language that a reader likes best, by lookup (RFC 4647 3.4): of each language in the order of preference,
 * the closest that Stripe has.
 *
 * @param acceptLanguage the header `Accept-Language`.
 * @returns undefined where the header is missing, says that any will do, or names none that Stripe has.
 * @example localeFrom('pt-BR,pt;q=0.9,en;q=0.8') // 'pt-BR'
 * @example localeFrom('de-AT, en;q=0.5') // 'de'
 */
export function localeFrom(acceptLanguage: string | undefined): PortalLocale | undefined {
  if (acceptLanguage === undefined) return undefined;
  const preferred = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages();
  for (const language of preferred) {
    const locale = lookUp(language.toLowerCase());
    if (locale !== undefined) return locale;
  }
  return undefined;
}

function lookUp(language: string): PortalLocale | undefined {
  const locale = byLowerCase.get(language) ?? otherNames.get(language);
  if (locale !== undefined) return locale;
  if (latinAmerica.has(language)) return 'es-419';
  const end = language.lastIndexOf('-');
  return end > 0 ? lookUp(language.slice(0, end)) : undefined;
}
