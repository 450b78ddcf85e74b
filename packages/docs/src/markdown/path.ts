/**
 * Where a page is as Markdown: its path with `.md` in the place of the last slash.
 *
 * @example markdownPathOf('/docs/quick-start/') // '/docs/quick-start.md'
 */
export const markdownPathOf = (path: string) => `${path.replace(/\/$/, '')}.md`;
