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

/**
 * The service may be at any path of its host, which is known when it runs, not when this is built: the search looks for
 * its index beside its own script.
 */
const searchAtItsOwnAddress = {
  name: 'search-at-its-own-address',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!id.includes('starlight') || !id.includes('/Search.astro?astro&type=script')) return undefined;
    const ownBase = "new URL(import.meta.url.replace(/_astro\\/[^/]*$/, '')).pathname";
    return code.replaceAll('import.meta.env.BASE_URL', ownBase);
  },
};

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
    plugins: [searchAtItsOwnAddress],
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
