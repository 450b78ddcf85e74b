import { defineMdastPlugin, markdownToHtml } from 'satteri';
import { type Language, localized } from '../languages.ts';

/** Markdown of the spec or of our texts as HTML, its links to pages in the reader's language. */
export function toHtml(markdown: string, language: Language): string {
  const links = defineMdastPlugin({
    name: 'links',
    link: (node, context) => context.setProperty(node, 'url', localized(node.url, language)),
  });
  return markdownToHtml(markdown, { mdastPlugins: [links] }).html;
}

/** One paragraph without the element around it, to stand in a line. */
export function toInlineHtml(markdown: string, language: Language): string {
  return toHtml(markdown, language)
    .trim()
    .replace(/^<p>(.*)<\/p>$/s, '$1');
}
