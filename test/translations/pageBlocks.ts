import { parse } from 'yaml';

/** A part of a page: what it is, which is the same in each language, and its text without the targets of links. */
export type Block = { readonly kind: string; readonly text: string; readonly links: readonly string[] };
export type Page = { readonly blocks: readonly Block[]; readonly code: readonly string[] };

/** Takes a page's Markdown apart: front matter, headings, paragraphs, items, cells, and code without comments. */
export function pageOf(markdown: string): Page {
  const [, matter = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown) ?? [];
  const fences = /^```(.*)\n([\s\S]*?)^```$/gm;
  const code = [...body.matchAll(fences)].map(
    ([, info = '', text = '']) => `${info}\n${withoutComments(text)}`,
  );
  return { blocks: [...matterBlocks(parse(matter)), ...bodyBlocks(body.replace(fences, '\n'))], code };
}

/** A comment in a sample may be translated: `// …`, or `# …` in a shell. */
const withoutComments = (code: string) => code.replace(/(^|\s)(?:\/\/|#) .*$/gm, '$1');

function matterBlocks(node: object, prefix = ''): Block[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    if (typeof value === 'object' && value !== null) return matterBlocks(value, `${name}.`);
    return [typeof value === 'string' ? block(name, value) : block(`${name}: ${value}`, '')];
  });
}

function bodyBlocks(body: string): Block[] {
  return body
    .split(/\n(?=\n|\||#|:::|<|\s*(?:-|\d+\.) )/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      if (part.startsWith('|')) return cellsOf(part).map((cell, column) => block(`cell ${column}`, cell));
      const marks =
        /^(?:(?<level>#+) (?=.*\{(?<id>#[\w-]+)\}$)|:::(?<note>\w*)|(?<item>-(?: \[ \])?|\d+\.) |<)/;
      const { level, id, note, item } = marks.exec(part)?.groups ?? {};
      if (level !== undefined) return [block(`${level} ${id}`, part.replace(/^#+ | \{#.*$/g, ''))];
      if (note !== undefined) return noteBlocks(note, part);
      if (item !== undefined) return [block(item, part.slice(item.length))];
      return [part.startsWith('<') ? block(part, '') : block('paragraph', part)];
    });
}

/** An admonition's title and the paragraph right behind it. */
function noteBlocks(note: string, part: string): Block[] {
  const [, title = '', text = ''] = /^:::\w*(?:\[(.*)\])?\n?([\s\S]*)$/.exec(part) ?? [];
  return [block(`:::${note}`, title), ...(text === '' ? [] : [block('paragraph', text)])];
}

const cellsOf = (row: string) => row.replace(/^\||\|$/g, '').split(/(?<!\\)\|/);

function block(kind: string, markdown: string): Block {
  const target = /\]\(([^)\s]+)\)/g;
  const links = [...markdown.matchAll(target)].map(([, link = '']) => link).sort();
  return { kind, text: markdown.replace(target, ']').replace(/\s+/g, ' ').trim(), links };
}
