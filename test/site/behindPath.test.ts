import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startService } from '../harness/service.ts';
import { hasBrowser, openBrowser } from './browser.ts';

const path = '/billing';

/** A proxy that serves what listens at a port under `path` of its own address. */
async function proxyTo(port: () => number): Promise<Server> {
  const proxy = createServer((req, res) => {
    const { url = '', method, headers } = req;
    if (!url.startsWith(`${path}/`)) return void res.writeHead(404).end();
    const onward = request({ port: port(), path: url.slice(path.length), method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    req.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return proxy;
}

describe.skipIf(!hasBrowser)('a service at a path of its host, in a browser', () => {
  it('the search finds a page, and leads to it', async () => {
    let port = 0;
    const proxy = await proxyTo(() => port);
    const host = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const service = await startService({ env: { PUBLIC_URL: host + path } });
    port = Number(new URL(service.url).port);
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`${host}${path}/docs/`, { waitUntil: 'load' });
      await page.locator('button[data-open-modal]:enabled').click();
      await page.locator('site-search input').fill('Idempotency');
      await page.locator(`.pagefind-ui__result-link[href^="${path}/docs/idempotency/"]`).first().click();
      await page.waitForURL((url) => url.pathname === `${path}/docs/idempotency/`);
      expect(await page.locator('h1').textContent()).toMatch(/idempotency/i);
    } finally {
      await browser.close();
      await service.close();
      proxy.closeAllConnections();
      proxy.close();
    }
  });
});
