import { satteri } from '@astrojs/markdown-satteri';
import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { languageCodes, languages } from './src/languages.ts';
import { diagramImages, localizedLinks } from './src/markdown/plugins.ts';
import { placeholderUrl } from './src/model/spec.ts';
import { sidebar } from './src/sidebar.ts';
import { texts } from './src/texts/index.ts';

const inEveryLanguage = (textIn: (language: (typeof languageCodes)[number]) => string) =>
  Object.fromEntries(languageCodes.map((language) => [language, textIn(language)]));

const component = (name: string) => `./src/components/${name}.astro`;

export default defineConfig({
  site: placeholderUrl,
  base: '/',
  trailingSlash: 'always',
  cacheDir: '../../node_modules/.cache/astro',
  // The Content-Security-Policy allows neither inline styles nor data: scripts.
  build: { inlineStylesheets: 'never' },
  vite: {
    build: { assetsInlineLimit: 0 },
    // Astro's own, not the older one that the service's libraries bring to the root.
    environments: { prerender: { resolve: { noExternal: ['cookie'] } } },
  },
  markdown: {
    processor: satteri({
      features: { headingAttributes: true, smartPunctuation: false },
      mdastPlugins: [localizedLinks, diagramImages],
    }),
  },
  prefetch: false,
  integrations: [
    starlight({
      title: inEveryLanguage((language) => texts[language].site.siteTitle),
      defaultLocale: 'root',
      locales: Object.fromEntries(
        languageCodes.map((language) => [
          language === 'en' ? 'root' : language,
          { label: languages[language], lang: language },
        ]),
      ),
      sidebar,
      disable404Route: true,
      credits: false,
      favicon: '/docs/favicon.svg',
      customCss: ['theme', 'pages', 'fields', 'tabs', 'operations', 'errors', 'diagrams'].map(
        (name) => `./src/styles/${name}.css`,
      ),
      routeMiddleware: './src/routeData.ts',
      components: Object.fromEntries(
        ['Footer', 'LanguageSelect', 'PageTitle', 'ThemeProvider', 'ThemeSelect'].map((name) => [
          name,
          component(name),
        ]),
      ),
      expressiveCode: {
        themes: ['github-dark-high-contrast', 'github-light-high-contrast'],
        defaultProps: { frame: 'none' },
        styleOverrides: {
          borderRadius: '0.5rem',
          borderColor: 'var(--sl-color-gray-5)',
          frames: { shadowColor: 'transparent' },
        },
      },
    }),
    sitemap({
      filter: (page) => !page.endsWith('/404/'),
      i18n: { defaultLocale: 'en', locales: inEveryLanguage((language) => language) },
    }),
  ],
});
