import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCodes } from '../../generated/catalogue.ts';
import { startService, type TestService } from '../harness/service.ts';
import { builtPages, siteFolder } from './builtSite.ts';

const asBrowser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const pages = builtPages();
let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const get = (path: string, headers: Record<string, string> = asBrowser) =>
  fetch(service.url + path, { headers, redirect: 'manual' });

const json = async (answer: Response) => JSON.parse(await answer.text());

describe('/docs leads to the reader’s language', () => {
  it.each([
    ['en-GB,en', '/docs/'],
    ['ja,en;q=0.5', '/ja/docs/'],
    ['ko-KR', '/ko/docs/'],
    ['fr', '/docs/'],
    ['fr, ko;q=0.1', '/ko/docs/'],
  ])('%s → %s', async (language, location) => {
    const answer = await get('/docs', { 'Accept-Language': language });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(location);
    expect(answer.headers.get('vary')).toContain('Accept-Language');
  });

  it('and a whole path stays what it is', async () => {
    const answer = await get('/docs/', { ...asBrowser, 'Accept-Language': 'ja' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<html lang="en"');
  });

  it.each(['/ja/docs', '/docs/quick-start', '/ko/api/errors'])('%s gets its slash', async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `${path}/`]);
  });
});

describe('the error catalogue', () => {
  it.each([
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['*/*', 'text/html; charset=utf-8'],
    ['image/png', 'text/html; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/json, text/html;q=0.5', 'application/json; charset=utf-8'],
  ])('answers Accept: %s with %s, in each language', async (accept, type) => {
    for (const prefix of ['', '/ja', '/ko']) {
      const answer = await get(`${prefix}/api/errors/`, { Accept: accept });
      expect(answer.headers.get('content-type')).toBe(type);
      expect(answer.headers.get('vary')).toContain('Accept');
      expect(answer.status).toBe(200);
    }
  });

  it('as JSON it has every code, with docUrls of this service, in each language', async () => {
    for (const prefix of ['', '/ja', '/ko']) {
      const { errors } = await json(await get(`${prefix}/api/errors/`, { Accept: 'application/json' }));
      expect(errors.map(({ code }: { code: string }) => code)).toEqual([...errorCodes]);
      for (const { docUrl } of errors) expect(docUrl).toMatch(new RegExp(`^${service.url}/api/errors/#`));
    }
  });

  it('shows each code in the envelopes that it is raised in, as the operation’s example has it', async () => {
    const { errors } = await json(await get('/api/errors/', { Accept: 'application/json' }));
    const article = errors.find(({ code }: { code: string }) => code === 'NO_STRIPE_CUSTOMER');
    const docUrl = `${service.url}/api/errors/#no-stripe-customer`;
    expect(article.examples).toEqual({
      nested: {
        error: {
          code: 'NO_STRIPE_CUSTOMER',
          message: 'No billing account found. User must make a purchase first.',
          docUrl,
        },
      },
      flat: {
        success: false,
        error_code: 'NO_STRIPE_CUSTOMER',
        message: expect.stringContaining('organization'),
        docUrl,
      },
    });
    for (const { code, examples } of errors) expect(JSON.stringify(examples), code).not.toMatch(/\{\w+\}/);
  });
});

describe('headers', () => {
  it('a page: its policy, asked for again by its ETag', async () => {
    const answer = await get('/docs/');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'|'unsafe-eval'|https?:/);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    // Without its own, fetch would ask for a fresh copy.
    const conditions = { 'If-None-Match': answer.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' };
    const again = await get('/docs/', { ...asBrowser, ...conditions });
    expect(again.status).toBe(304);
  });

  it('the policy has the hash of each script that is sent within a page', async () => {
    const html = await (await get('/docs/api/open-subscriptions-portal/')).text();
    const policy = (await get('/docs/')).headers.get('content-security-policy') ?? '';
    const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(3);
    for (const [, script = ''] of scripts)
      expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  });

  it('only the interactive reference may set styles from a script', async () => {
    const of = async (path: string) => (await get(path)).headers.get('content-security-policy') ?? '';
    expect(await of('/docs/reference/')).toContain("style-src 'self' 'unsafe-inline'");
    expect(await of('/ja/docs/reference/')).toContain("style-src 'self' 'unsafe-inline'");
    expect(await of('/docs/quick-start/')).not.toMatch(/style-src(-elem)? [^;]*'unsafe-inline'/);
  });

  it('assets are kept for a year', async () => {
    const [asset = ''] = /\/_astro\/[\w.-]+\.css/.exec(pages.get('/docs/') ?? '') ?? [];
    const answer = await get(asset, { 'Accept-Encoding': 'gzip' });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(await answer.text()).toBe(readFileSync(join(siteFolder, asset), 'utf8'));
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('Accept-Encoding: %s is answered with %s', async (accepted, encoding) => {
    const answer = await get('/docs/', { ...asBrowser, 'Accept-Encoding': accepted });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(await answer.text()).toContain('<!DOCTYPE html>');
  });

  it('every answer says where the API is described', async () => {
    for (const path of ['/docs/', '/livez', '/api/billing-portal']) {
      const links = (await get(path)).headers.get('link');
      expect(links).toContain('</openapi.json>; rel="service-desc"');
      expect(links).toContain('</docs/>; rel="service-doc"');
    }
  });
});

describe('what is not there', () => {
  it.each([
    ['/docs/nothing/', 'en'],
    ['/ja/docs/nothing', 'ja'],
    ['/ko/api/errors/nothing', 'ko'],
  ])('%s is a page in %s for a person', async (path, language) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(await answer.text()).toContain(`<html lang="${language}"`);
  });

  it.each(['*/*', 'application/json'])(
    'is an error in JSON for a program that accepts %s',
    async (accept) => {
      const answer = await get('/docs/nothing/', { Accept: accept });
      expect([answer.status, (await json(answer)).error.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it.each(['/', '/nothing', '/site.json', '/docs/../site.json', '/_astro/nothing.js'])(
    '%s is an error in JSON for everybody',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, (await json(answer)).error.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it('nor does a page take POST', async () => {
    const answer = await fetch(`${service.url}/docs/`, { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await json(answer)).error.code).toBe('METHOD_NOT_ALLOWED');
  });

  it('HEAD is answered like GET, without the page', async () => {
    const answer = await fetch(`${service.url}/docs/`, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});

describe('the service’s own address', () => {
  it('stands wherever the built pages have the one that stands for it', async () => {
    for (const path of [
      '/docs/',
      '/docs/api/open-subscriptions-portal/',
      '/api/errors/',
      '/llms.txt',
      '/docs.md',
    ]) {
      const text = await (await get(path)).text();
      expect(text, path).not.toContain('billing.yourapp.com');
      expect(text, path).toContain(service.url);
    }
  });
});

it('a service whose address has a path: its pages link through that path', async () => {
  const behind = await startService({ env: { PUBLIC_URL: 'https://example.com/billing' } });
  try {
    const answer = await fetch(`${behind.url}/docs/`, { headers: { ...asBrowser, 'Accept-Encoding': 'br' } });
    const html = await answer.text();
    const links = [...html.matchAll(/\s(?:href|src)="(\/[^"]*)"/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((link) => !link?.startsWith('/billing/'))).toEqual([]);
    expect(html).toContain('<link rel="canonical" href="https://example.com/billing/docs/"');
    const redirect = await fetch(`${behind.url}/docs`, { redirect: 'manual' });
    expect(redirect.headers.get('location')).toBe('/billing/docs/');
  } finally {
    await behind.close();
  }
});

it('brotli of an asset is the asset', () => {
  const [asset = ''] = /\/_astro\/[\w.-]+\.css/.exec(pages.get('/docs/') ?? '') ?? [];
  const plain = readFileSync(join(siteFolder, asset));
  expect(brotliDecompressSync(readFileSync(join(siteFolder, `${asset}.br`))).equals(plain)).toBe(true);
});
