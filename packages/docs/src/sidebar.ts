import type { StarlightUserConfig } from '@astrojs/starlight/types';
import { type Language, languageCodes } from './languages.ts';
import { operationsIn, pathOf } from './model/operation.ts';
import { specIn } from './model/spec.ts';
import { texts } from './texts/index.ts';

type Sidebar = NonNullable<StarlightUserConfig['sidebar']>;

/** A label in every language, as Starlight wants it. */
function labelled(labelIn: (language: Language) => string) {
  const translations = Object.fromEntries(languageCodes.map((language) => [language, labelIn(language)]));
  return { label: labelIn('en'), translations };
}

const group = (name: 'start' | 'integrate' | 'operate') =>
  labelled((language) => texts[language].site.sidebar[name]);
const pages = (...slugs: string[]) => slugs.map((slug) => ({ slug: `docs/${slug}` }));

/** The operations of each tag, in the spec's order. */
function operationGroups(): Sidebar {
  return specIn('en').tags.map(({ name }, index) => ({
    ...labelled((language) => specIn(language).tags[index]?.['x-displayName'] ?? name),
    items: operationsIn('en')
      .map((operation, position) => ({ operation, position }))
      .filter(({ operation }) => operation.tag === name)
      .map(({ operation, position }) => ({
        ...labelled((language) => operationsIn(language)[position]?.title ?? operation.title),
        link: pathOf(operation),
        badge: { text: operation.method, variant: 'note' as const, class: 'method' },
      })),
  }));
}

export const sidebar: Sidebar = [
  { ...group('start'), items: [{ slug: 'docs' }, ...pages('quick-start', 'authentication', 'sandbox')] },
  {
    ...group('integrate'),
    items: pages('organization-roles', 'idempotency', 'rate-limits', 'webhooks'),
  },
  {
    ...group('operate'),
    items: pages('existing-customers', 'going-live', 'portal-configuration', 'configuration', 'operating'),
  },
  {
    ...labelled((language) => texts[language].site.sidebar.reference),
    items: [
      ...operationGroups(),
      { ...labelled((language) => texts[language].site.sidebar.errors), link: '/api/errors/' },
      { ...labelled((language) => texts[language].site.sidebar.interactive), link: '/docs/reference/' },
      { ...labelled((language) => texts[language].site.sidebar.changelog), link: '/docs/changelog/' },
    ],
  },
];
