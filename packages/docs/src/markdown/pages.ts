import { getCollection } from 'astro:content';
import changelog from '../changelog.ts';
import { type Language, prefixOf } from '../languages.ts';
import { operationsIn, pathOf } from '../model/operation.ts';
import { texts } from '../texts/index.ts';
import { markdownDocument } from './document.ts';
import { errorsMarkdown } from './errors.ts';
import { guideMarkdown } from './guide.ts';
import { operationMarkdown } from './operation.ts';

export type MarkdownPage = {
  /** Of the page for people: `/ja/docs/quick-start/`. */
  readonly path: string;
  readonly kind: 'guide' | 'operation' | 'errors' | 'changelog';
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** The whole document. */
  readonly markdown: string;
};

/** Every page of the site in a language, as Markdown, in the order in which a newcomer reads them. */
export async function markdownPages(language: Language): Promise<readonly MarkdownPage[]> {
  const { site, errors } = texts[language];
  const prefix = prefixOf(language);
  const page = (
    kind: MarkdownPage['kind'],
    path: string,
    title: string,
    description: string,
    body: string,
  ) => ({
    kind,
    path: prefix + path,
    title,
    description: description.replace(/\s+/g, ' ').trim(),
    markdown: markdownDocument(title, body, language),
  });
  return [
    ...(await guidesIn(language)).map(({ path, data, body = '' }) =>
      page('guide', path, data.title, data.description ?? '', guideMarkdown(body)),
    ),
    ...operationsIn(language).map((operation) =>
      page(
        'operation',
        pathOf(operation),
        `${operation.title} (${operation.method} ${operation.path})`,
        operation.lead,
        operationMarkdown(operation, language),
      ),
    ),
    page('errors', '/api/errors/', errors.title, errors.description, errorsMarkdown(language)),
    page('changelog', '/docs/changelog/', site.sidebar.changelog, '', changelog),
  ];
}

/** The guides in a language; one that is not translated is there in English. */
async function guidesIn(language: Language) {
  const entries = await getCollection('docs');
  return entries
    .filter(({ id }) => /^docs(\/|$)/.test(id))
    .map((source) => {
      const translated = entries.find(({ id }) => id === `${language}/${source.id}`);
      return { ...source, ...translated, path: `/${source.id}/` };
    })
    .toSorted((a, b) => orderOf(a.path) - orderOf(b.path));
}

const order = [
  '',
  'quick-start',
  'authentication',
  'sandbox',
  'organization-roles',
  'idempotency',
  'rate-limits',
];

function orderOf(path: string): number {
  const position = order.indexOf(path.replace(/^\/docs\/|\/$/g, ''));
  return position < 0 ? order.length : position;
}
