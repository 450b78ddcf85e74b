import type { APIRoute } from 'astro';
import { inEachLanguage, type Language } from '../../../../languages.ts';
import { errorArticlesIn } from '../../../../model/errors.ts';

/** The catalogue for programs, in each language; the service answers with it at the page's own address. */
export const getStaticPaths = inEachLanguage;

export const GET: APIRoute<{ language: Language }> = ({ props }) =>
  new Response(JSON.stringify({ errors: errorArticlesIn(props.language) }));
