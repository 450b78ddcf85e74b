import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { type Language, languageCodes, localized } from './languages.ts';
import { markdownPathOf } from './markdown/path.ts';

/** What every page adds to Starlight's own head: its Markdown, and the documents for machines (RFC 8631). */
export const onRequest = defineRouteMiddleware(({ locals, url }) => {
  const route = locals.starlightRoute;
  const language: Language = languageCodes.find((code) => code === route.locale) ?? 'en';
  route.siteTitleHref = localized('/docs/', language);
  const isNotFound = route.id.endsWith('/404');
  const links = [
    ...(isNotFound ? [] : [{ rel: 'alternate', type: 'text/markdown', href: markdownPathOf(url.pathname) }]),
    { rel: 'alternate', type: 'text/plain', href: '/llms.txt', title: 'llms.txt' },
    { rel: 'service-desc', type: 'application/json', href: '/openapi.json' },
    { rel: 'service-doc', type: 'text/html', href: localized('/docs/', language) },
  ];
  for (const attrs of links) route.head.push({ tag: 'link', attrs, content: '' });
});
