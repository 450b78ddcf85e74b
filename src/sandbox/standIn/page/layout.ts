import type { Answer } from '../answer.ts';
import { type Html, html } from './html.ts';
import type { Language } from './language.ts';
import { style, styleSource } from './style.ts';

export type Page = {
  readonly language: Language;
  readonly title: string;
  readonly main: Html;
  readonly status?: number;
  /** Where a form of the page may lead in the end, beside its own origin: browsers refuse other redirects. */
  readonly leadsTo?: string | null;
  /** Said above the page, where it is not one that stands in for Stripe's. */
  readonly note?: Html;
  /** A script of the page's own origin, and whom else it may ask. */
  readonly script?: { readonly src: string; readonly asks: string };
};

/** A whole page. Without a script of its own, it makes no request to anywhere. */
export function page(content: Page): Answer {
  const { language, title, main, status = 200, leadsTo = null, script } = content;
  const { code, texts } = language;
  const { note = html`<strong>${texts.testMode}</strong> ${texts.standIn}` } = content;
  const { html: body } = html`<!doctype html>
<html lang="${code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} (${texts.testMode})</title>
<style>${{ html: style }}</style>${script ? html`<script type="module" src="${script.src}"></script>` : ''}
</head>
<body>
<header class="note">${note}</header>
<main>
${main}
</main>
</body>
</html>
`;
  return { status, headers: headers(leadsTo, script?.asks), body };
}

/** The URL of a page is a credential, so neither a cache nor another site may get it. */
function headers(leadsTo: string | null, asks?: string): Readonly<Record<string, string>> {
  const formAction = leadsTo === null ? "'self'" : `'self' ${new URL(leadsTo).origin}`;
  const scripts = asks === undefined ? '' : ` script-src 'self'; connect-src 'self' ${new URL(asks).origin};`;
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': `default-src 'none';${scripts} style-src ${styleSource}; base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** After a form was taken: the browser goes there with GET, so that going back never sends the form again. */
export function seeOther(location: string): Answer {
  return { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' }, body: '' };
}
