import { type Language, localized } from '../languages.ts';
import { placeholderUrl } from '../model/spec.ts';
import { fill, texts } from '../texts/index.ts';
import { markdownPathOf } from './path.ts';

/** A page of the site as a Markdown document: its title, where the index of all pages is, and its text. */
export function markdownDocument(title: string, body: string, language: Language): string {
  const index = fill(texts[language].site.index, { link: `[llms.txt](${placeholderUrl}/llms.txt)` });
  return `# ${title}\n\n> ${index}\n\n${absoluteLinks(body.trim(), language)}\n`;
}

/** Links to pages of the site become whole addresses of the same pages in Markdown. */
export function absoluteLinks(body: string, language: Language): string {
  return body.replace(/\]\((\/[^)#\s]*)(#[^)\s]*)?\)/g, (_, path: string, anchor = '') => {
    const page = localized(path, language);
    return `](${placeholderUrl}${page.endsWith('/') ? markdownPathOf(page) : page}${anchor})`;
  });
}

/** Code between fences. */
export const fenced = (code: string, highlight: string) => `\`\`\`${highlight}\n${code.trimEnd()}\n\`\`\``;

/** A table; its cells are Markdown of one line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
