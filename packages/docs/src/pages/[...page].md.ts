import type { APIRoute } from 'astro';
import { languageCodes } from '../languages.ts';
import { markdownPages } from '../markdown/pages.ts';
import { markdownPathOf } from '../markdown/path.ts';

/** Every page as Markdown, at its own path with `.md`. */
export async function getStaticPaths() {
  const pages = await Promise.all(languageCodes.map(markdownPages));
  return pages.flat().map(({ path, markdown }) => ({
    params: { page: markdownPathOf(path).slice(1, -'.md'.length) },
    props: { markdown },
  }));
}

export const GET: APIRoute = ({ props }) => new Response(props.markdown);
