import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../generated/catalogue.ts';
import { operations } from '../../generated/operations.ts';
import { languageCodes } from '../../packages/docs/src/languages.ts';
import { texts } from '../../packages/docs/src/texts/index.ts';
import { builtAddresses, builtPages, idsOf, linksOf, textOf } from './builtSite.ts';

const pages = builtPages();
const addresses = builtAddresses();
const ids = new Map([...pages].map(([path, html]) => [path, idsOf(html)]));
/** What operations of the spec answer besides the site's files. */
const answered = new Set(operations.map(({ path }) => path));
const origin = 'https://billing.yourapp.com';

/** What is wrong with a link on a page; nothing where it is good or leads elsewhere. */
function fault(page: string, link: string): string | undefined {
  const url = new URL(link, origin + page);
  if (url.origin !== origin) return undefined;
  if (!addresses.has(url.pathname) && !answered.has(url.pathname)) return `${page} → ${link}: nothing there`;
  const anchor = decodeURIComponent(url.hash.slice(1));
  const target = ids.get(url.pathname);
  if (anchor !== '' && target !== undefined && !target.has(anchor))
    return `${page} → ${link}: no such anchor`;
  return undefined;
}

describe('links of the site', () => {
  it('lead to pages and anchors that exist', () => {
    const checked = [...pages].flatMap(([page, html]) => linksOf(html).map((link) => fault(page, link)));
    expect(checked.length).toBeGreaterThan(5_000);
    expect(checked.filter((found) => found !== undefined)).toEqual([]);
  });

  it.each(['', '/ja', '/ko'])('every docUrl has its section in %s/api/errors/', (prefix) => {
    const anchors = ids.get(`${prefix}/api/errors/`) ?? new Set();
    const wanted = errorCodes.map((code) => code.toLowerCase().replaceAll('_', '-'));
    expect(wanted.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  it('a page has the same anchors in each language', () => {
    for (const [path, anchors] of ids) {
      if (/^\/(ja|ko)\//.test(path)) continue;
      for (const language of ['ja', 'ko'])
        expect([...(ids.get(`/${language}${path}`) ?? [])].sort(), `/${language}${path}`).toEqual(
          [...anchors].sort(),
        );
    }
  });

  it('every page says where it is in each language, and which address is its own', () => {
    for (const [path, html] of pages) {
      const plain = path.replace(/^\/(ja|ko)\//, '/');
      expect(html, path).toContain(`<link rel="canonical" href="${origin}${path}"`);
      for (const prefix of ['', '/ja', '/ko'])
        expect(html, path).toMatch(
          new RegExp(`hreflang="${prefix.slice(1) || 'en'}" href="${origin}${prefix}${plain}"`),
        );
    }
  });

  it('in English the index is for finding every page', () => {
    expect(texts.en.site.index).toContain('to discover all available pages');
  });

  it('every page has a skip link and names the documentation index', () => {
    for (const [path, html] of pages) {
      expect(html, path).toMatch(/<body[^>]*>\s*<a [^>]*href="#/);
      expect(html, path).toContain('href="/llms.txt"');
      const language = languageCodes.find((code) => path.startsWith(`/${code}/`)) ?? 'en';
      const [before = '', after = ''] = texts[language].site.index.split('{link}');
      expect(textOf(html), path).toContain(`${before.trim()} llms.txt ${after.trim()}`.trim());
    }
  });
});
