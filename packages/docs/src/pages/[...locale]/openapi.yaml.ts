import type { APIRoute } from 'astro';
import { stringify } from 'yaml';
import { documents } from '../../../../../generated/documents.ts';
import { inEachLanguage, type Language } from '../../languages.ts';

/** The published spec in each language. */
export const getStaticPaths = inEachLanguage;

export const GET: APIRoute<{ language: Language }> = ({ props }) =>
  new Response(stringify(documents[props.language].openapi, { aliasDuplicateObjects: false }));
