import { type Language, languageCodes } from './languages.ts';
import { type Texts, texts } from './texts/index.ts';

type Locals = { readonly starlightRoute: { readonly locale: string | undefined } };

/** The language of the page that is being built. */
export function languageOfPage({ starlightRoute }: Locals): Language {
  return languageCodes.find((code) => code === starlightRoute.locale) ?? 'en';
}

/** The texts in the language of the page that is being built. */
export const textsOfPage = (locals: Locals): Texts => texts[languageOfPage(locals)];
