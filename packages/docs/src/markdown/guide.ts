/**
 * A guide's own source as Markdown that any reader understands: without explicit anchors, the frames of cards, and the
 * drawing of diagrams, of which the text alternative stays.
 */
export function guideMarkdown(source: string): string {
  return source
    .replace(/^(#{2,6} .*?) \{#[\w-]+\}$/gm, '$1')
    .replace(/^<\/?div[^>]*>\n/gm, '')
    .replace(/!\[([^\]]*)\]\(diagram:[\w-]+\)/g, '*$1*')
    .replace(/^:::(\w+)(?:\[(.*)\])?\n([\s\S]*?)\n:::$/gm, (_, _kind: string, title: string, text: string) =>
      [...(title ? [`**${title}**`, ''] : []), text]
        .map((line) => `> ${line.replaceAll('\n', '\n> ')}`)
        .join('\n'),
    );
}
