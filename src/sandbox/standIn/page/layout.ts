import type { Answer } from '../answer.ts';
import { type Html, html } from './html.ts';
import type { Language } from './language.ts';
import { style, styleSource } from './style.ts';

export type Page = {
  readonly language: Language;
  readonly title: string;
  readonly main: Html;
  readonly status?: number;
  /** Where a form of the page may lead in the end, beside the stand-in itself: browsers refuse other redirects. */
  readonly leadsTo?: string | null;
};

/** A whole page: no script, no request to anywhere. */
export function page({ language, title, main, status = 200, leadsTo = null }: Page): Answer {
  const { code, texts } = language;
  const { html: body } = html`<!doctype html>
<html lang="${code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} (${texts.testMode})</title>
<style>${{ html: style }}</style>
</head>
<body>
<header class="note"><strong>${texts.testMode}</strong> ${texts.standIn}</header>
<main>
${main}
</main>
</body>
</html>
`;
  return { status, headers: headers(leadsTo), body };
}

/** The URL of a page is a credential, so neither a cache nor another site may get it. */
function headers(leadsTo: string | null): Readonly<Record<string, string>> {
  const formAction = leadsTo === null ? "'self'" : `'self' ${new URL(leadsTo).origin}`;
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': `default-src 'none'; style-src ${styleSource}; base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** After a form was taken: the browser goes there with GET, so that going back never sends the form again. */
export function seeOther(location: string): Answer {
  return { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' }, body: '' };
}
