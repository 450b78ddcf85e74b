import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite } from '../../packages/docs/build/buildSite.ts';

export const siteFolder = join(import.meta.dirname, '../../dist/site');

/** Builds the documentation where it is not fresh, and reads its pages: address to HTML. */
export function builtPages(): ReadonlyMap<string, string> {
  buildSite();
  return new Map(
    globSync('**/*.html', { cwd: siteFolder }).map((path) => [
      `/${path.replace(/index\.html$/, '')}`,
      readFileSync(join(siteFolder, path), 'utf8'),
    ]),
  );
}

/** Every address that the built site answers. */
export function builtAddresses(): ReadonlySet<string> {
  buildSite();
  const files = [
    ...globSync('**/*.*', { cwd: siteFolder }),
    ...globSync('.well-known/*', { cwd: siteFolder }),
  ];
  return new Set(files.map((path) => `/${path.replace(/(^|\/)index\.html$/, '$1')}`));
}

/** The ids of a page. */
export function idsOf(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id));
}

/** The targets of a page's links, assets among them. */
export function linksOf(html: string): readonly string[] {
  return [...html.matchAll(/\s(?:href|src)="([^"]+)"/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );
}

/** What a reader sees of a page, without tags. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
