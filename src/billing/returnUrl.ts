import { ApiError, type Detail } from '../errors.ts';

export type ReturnUrlRules = {
  /** Exact origins that a return URL may have. */
  readonly origins: readonly string[];
  /** Where the portal leads back to when the caller does not say: the app's dashboard. */
  readonly default: string;
  /** Whether `http://localhost` may be among them: only while Stripe is not live. */
  readonly allowLocalhost: boolean;
};

/** @returns the URL in its canonical form, as it goes to Stripe. */
export type ResolveReturnUrl = (
  returnUrl: string | undefined,
  narrowedTo?: readonly string[] | null,
) => string;

/**
 * The way back leads only to the app (OWASP: unvalidated redirects). A URL is parsed once, here, and what is not exactly
 * an absolute URL of an allowed origin is refused: it is never replaced by the default in silence.
 *
 * @returns a function that takes the caller's return URL and, for an API key, the origins that it is narrowed to.
 *   It throws ApiError VALIDATION_FAILED, with a detail that names the field and the rule.
 * @example
 * const resolve = createReturnUrls({ origins: ['https://yourapp.com'], default: 'https://yourapp.com/', allowLocalhost: false });
 * resolve('https://yourapp.com/settings/billing'); // 'https://yourapp.com/settings/billing'
 */
export function createReturnUrls(rules: ReturnUrlRules): ResolveReturnUrl {
  return (returnUrl, narrowedTo = null) => {
    const isAllowed = (origin: string) =>
      rules.origins.includes(origin) && (narrowedTo === null || narrowedTo.includes(origin));
    if (returnUrl === undefined) {
      if (isAllowed(new URL(rules.default).origin)) return rules.default;
      throw refused('returnUrlRequired', 'invalid_type');
    }
    const url = parseStrictly(returnUrl);
    const isLocal = url.protocol === 'http:' && url.hostname === 'localhost' && rules.allowLocalhost;
    if (url.protocol !== 'https:' && !isLocal) throw refused('returnUrlScheme');
    if (!isAllowed(url.origin)) throw refused('returnUrlOrigin');
    return url.href;
  };
}

/** The origin of a return URL, allowed or not; null where there is none. */
export function originOf(returnUrl: string | undefined): string | null {
  const origin = returnUrl === undefined ? undefined : URL.parse(returnUrl)?.origin;
  // "null" is how the standard writes that a URL has no origin.
  return origin === undefined || origin === 'null' ? null : origin;
}

/**
 * Parses by the WHATWG URL standard, after everything that the standard repairs has been refused: tabs and line breaks
 * inside, backslashes for slashes, missing or spare slashes, hosts written with escapes or full-width letters. Another
 * parser may read such a text as another host.
 */
function parseStrictly(text: string): URL {
  if (hasForbiddenCharacter(text)) throw refused('returnUrlCharacters');
  const url = URL.parse(text);
  if (url === null) throw refused('returnUrlNotUrl', 'invalid_format');
  if (url.username !== '' || url.password !== '') throw refused('returnUrlUserInfo');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('returnUrlScheme');
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1];
  if (authority === undefined) throw refused('returnUrlNotUrl', 'invalid_format');
  if (authority.includes('@')) throw refused('returnUrlUserInfo');
  const defaultPort = url.protocol === 'https:' ? ':443' : ':80';
  if (![url.host, url.host + defaultPort].includes(authority.toLowerCase())) throw refused('returnUrlOrigin');
  return url;
}

function hasForbiddenCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0x20 || (code >= 0x7f && code <= 0xa0) || character === '\\') return true;
  }
  return false;
}

function refused(reason: string, code: Detail['code'] = 'custom'): ApiError {
  return new ApiError('VALIDATION_FAILED', { details: [{ code, path: ['returnUrl'], reason }] });
}
