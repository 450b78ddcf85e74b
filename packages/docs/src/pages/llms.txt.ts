import type { APIRoute } from 'astro';
import { languageCodes, languages } from '../languages.ts';
import { type MarkdownPage, markdownPages } from '../markdown/pages.ts';
import { markdownPathOf } from '../markdown/path.ts';
import { placeholderUrl, specIn } from '../model/spec.ts';

/** The index of all pages, in the form of llmstxt.org. */
export const GET: APIRoute = async () => {
  const { info } = specIn('en');
  const english = await markdownPages('en');
  const others = languageCodes.filter((code) => code !== 'en');
  const ofKind = (...kinds: MarkdownPage['kind'][]) => english.filter(({ kind }) => kinds.includes(kind));
  const translated = await Promise.all(
    others.map(async (code) => section(languages[code], await markdownPages(code))),
  );
  const text = [
    `# ${info.title}`,
    `> ${info.summary}`,
    `The whole documentation in one file: ${placeholderUrl}/llms-full.txt`,
    section('Guides', ofKind('guide')),
    section('API reference', ofKind('operation', 'errors')),
    [
      '## Machine-readable',
      '',
      `- [OpenAPI 3.1 as JSON](${placeholderUrl}/openapi.json)`,
      `- [OpenAPI 3.1 as YAML](${placeholderUrl}/openapi.yaml)`,
      `- [Error catalogue as JSON](${placeholderUrl}/api/errors/): with \`Accept: application/json\``,
    ].join('\n'),
    section('Optional', ofKind('changelog')),
    ...translated,
  ].join('\n\n');
  return new Response(`${text}\n`);
};

function section(title: string, pages: readonly MarkdownPage[]): string {
  const links = pages.map(({ path, title, description }) => {
    const link = `- [${title}](${placeholderUrl}${markdownPathOf(path)})`;
    return description === '' ? link : `${link}: ${description}`;
  });
  return [`## ${title}`, '', ...links].join('\n');
}
