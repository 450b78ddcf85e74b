import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { documents } from '../../generated/documents.ts';
import catalogue from '../../generated/errors.json' with { type: 'json' };
import { languageCodes, prefixOf } from '../../packages/docs/src/languages.ts';
import { operationsIn, pathOf } from '../../packages/docs/src/model/operation.ts';
import { builtPages, linksOf, siteFolder, textOf } from './builtSite.ts';

const pages = builtPages();
const page = (path: string) => pages.get(path) ?? '';

describe.each(languageCodes)('pages in %s', (language) => {
  it.each(operationsIn(language).map((operation) => [operation.id, operation] as const))(
    '%s: what the spec says of it',
    (_, operation) => {
      const html = page(prefixOf(language) + pathOf(operation));
      const text = textOf(html);
      expect(text).toContain(operation.title);
      expect(html).toContain(`data-copy="${operation.method} ${operation.path}"`);
      for (const { name } of [
        ...operation.parameters,
        ...(operation.body?.fields ?? []),
        ...operation.success.fields,
      ])
        expect(html).toContain(`<code>${name}</code>`);
      for (const { status } of operation.failures) expect(text).toContain(status);
      for (const { code } of operation.errors) expect(text).toContain(code);
      for (const id of ['authentication', 'response', 'errors']) expect(html).toContain(`id="${id}"`);
      for (const sample of operation.isForCallers
        ? ['curl', 'http', 'javascript', 'typescript', 'swift', 'python']
        : [])
        expect(html).toContain(`value="${sample}"`);
    },
  );

  it('what the portal offers is on the page of each operation that opens one', () => {
    const opening = operationsIn(language).filter(({ opensPortal }) => opensPortal);
    expect(opening.length).toBeGreaterThanOrEqual(4);
    for (const operation of opening) {
      const html = page(prefixOf(language) + pathOf(operation));
      expect(html).toContain('id="portal"');
      expect(html).toContain('id="best-practices"');
    }
  });

  it('the error catalogue says all of each code', () => {
    const text = textOf(page(`${prefixOf(language)}/api/errors/`));
    for (const article of Object.values(documents[language].errors) as typeof catalogue) {
      for (const part of [article.code, article.title]) expect(text).toContain(part);
      for (const { path } of article.raisedBy) expect(text).toContain(path);
    }
  });
});

describe('every page', () => {
  it('weighs less than 150 kB, gzipped, with its styles and scripts', () => {
    const bytes = (path: string) => gzipSync(readFileSync(join(siteFolder, path))).length;
    for (const [path, html] of pages) {
      if (path.endsWith('/docs/reference/')) continue;
      const assets = linksOf(html).filter((link) => /^\/_astro\/.*\.(js|css)$/.test(link));
      expect(assets.length, path).toBeGreaterThan(3);
      const weight = [...new Set(assets)].reduce((sum, asset) => sum + bytes(asset), gzipSync(html).length);
      expect(weight, path).toBeLessThan(150_000);
    }
  });

  it('shows no mark that Markdown did not take for emphasis', () => {
    for (const [path, html] of pages) {
      // What a field has to match is no Markdown.
      if (path.includes('/docs/api/')) continue;
      const prose = html.replace(/<(pre|code|svg)\b[\s\S]*?<\/\1>/g, '');
      expect(textOf(prose).match(/.{0,20}\*.{0,20}/g), path).toBeNull();
    }
  });

  it('asks nothing of anybody else', () => {
    for (const [path, html] of pages) {
      const loaded = [
        ...html.matchAll(
          /<(?:script|img|iframe|source)[^>]*\ssrc="([^"]+)"|<link[^>]*rel="(?:stylesheet|preload|icon|shortcut icon)"[^>]*href="([^"]+)"/g,
        ),
      ];
      for (const [, source, sheet] of loaded) expect(source ?? sheet, path).toMatch(/^\//);
    }
  });
});
