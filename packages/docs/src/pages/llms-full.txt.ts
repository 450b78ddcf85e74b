import type { APIRoute } from 'astro';
import { markdownPages } from '../markdown/pages.ts';

/** The whole documentation in English, in one file. */
export const GET: APIRoute = async () => {
  const pages = await markdownPages('en');
  return new Response(pages.map(({ markdown }) => markdown).join('\n---\n\n'));
};
