import { type Language, languages } from '../../../generated/languages.ts';

export { type Language, languages };
export const languageCodes = Object.keys(languages) as readonly Language[];

/** The language as the first part of a path; English has none. */
export const prefixOf = (language: Language) => (language === 'en' ? '' : `/${language}`);

/** The path in a language: `/docs/` becomes `/ja/docs/`. Other links, such as anchors, stay as they are. */
export function localized(path: string, language: Language): string {
  return isPage(path) ? prefixOf(language) + path : path;
}

/** Whether a path is one of the site's pages, which exist in each language. */
const isPage = (path: string) => /^\/(docs|api\/errors)\//.test(path);

/**
 * One entry for each language, for `getStaticPaths` of a page in `[...locale]/`. A new list each time, since Astro notes
 * in it what is the page's own.
 */
export const inEachLanguage = () =>
  languageCodes.map((language) => ({
    params: { locale: language === 'en' ? undefined : language },
    props: { language },
  }));
