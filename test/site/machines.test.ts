import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../generated/operations.ts';
import { startService, type TestService } from '../harness/service.ts';
import { builtPages } from './builtSite.ts';

const pages = builtPages();
let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const get = (path: string) => fetch(service.url + path);
const textAt = async (path: string) => (await get(path)).text();

describe('for programs', () => {
  it('every page is there as Markdown, which names the index', async () => {
    for (const path of pages.keys()) {
      if (/\/docs\/(404|reference)\/$/.test(path)) continue;
      const answer = await get(path.replace(/\/$/, '.md'));
      const text = await answer.text();
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/markdown; charset=utf-8',
      ]);
      expect(text, path).toMatch(/^# \S/);
      expect(text, path).toMatch(/^# .+\n\n> .*\[llms\.txt\]\(.+\/llms\.txt\)/);
      expect(text, path).not.toMatch(/\]\(\/|\{#|^:::|diagram:|<div/m);
    }
  });

  it('llms.txt lists every page, and each of its links is answered', async () => {
    const text = await textAt('/llms.txt');
    expect(text).toMatch(/^# .+\n\n> .+\n/);
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    for (const path of pages.keys()) {
      if (/\/docs\/(404|reference)\/$/.test(path)) continue;
      expect(links).toContain(service.url + path.replace(/\/$/, '.md'));
    }
    for (const link of links) expect([link, (await fetch(link)).status]).toEqual([link, 200]);
  });

  it('llms-full.txt has every operation', async () => {
    const text = await textAt('/llms-full.txt');
    for (const { method, path } of operations) expect(text).toContain(`\`${method.toUpperCase()} ${path}\``);
  });

  it.each(['', '/ja', '/ko'])('%s/openapi.json and .yaml name this service', async (prefix) => {
    const document = JSON.parse(await textAt(`${prefix}/openapi.json`));
    expect(document.servers).toMatchObject([{ url: service.url }]);
    expect(Object.keys(document.paths)).toEqual([...new Set(operations.map(({ path }) => path))]);
    expect(JSON.stringify(document)).not.toContain('x-bp-raises');
    const yaml = await get(`${prefix}/openapi.yaml`);
    expect(yaml.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
    expect(await yaml.text()).toContain(`url: ${service.url}`);
  });

  it('the API catalogue leads to descriptions that are answered', async () => {
    const answer = await get('/.well-known/api-catalog');
    expect(answer.headers.get('content-type')).toMatch(/^application\/linkset\+json; profile="/);
    expect(answer.headers.get('link')).toContain('rel="api-catalog"');
    const { linkset } = JSON.parse(await answer.text());
    const [{ anchor, ...relations }] = linkset;
    expect(anchor).toBe(`${service.url}/`);
    expect(Object.keys(relations).sort()).toEqual(['service-desc', 'service-doc', 'service-meta', 'status']);
    for (const { href } of Object.values<{ href: string }[]>(relations).flat())
      expect([href, (await fetch(href)).status]).toEqual([href, 200]);
  });

  it('the sitemap lists every page in each language', async () => {
    expect(await textAt('/robots.txt')).toContain(`Sitemap: ${service.url}/sitemap-index.xml`);
    expect(await textAt('/sitemap-index.xml')).toContain(`${service.url}/sitemap-0.xml`);
    const sitemap = await textAt('/sitemap-0.xml');
    for (const path of pages.keys()) {
      if (path.endsWith('/404/')) expect(sitemap).not.toContain(path);
      else expect(sitemap).toContain(`<loc>${service.url}${path}</loc>`);
    }
    expect(sitemap).toContain('hreflang="ja"');
  });
});
