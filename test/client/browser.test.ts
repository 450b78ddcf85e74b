import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, startService, type TestService, tokenOf } from '../harness/service.ts';
import { openBrowser, withoutBrowser } from './browser.ts';
import { buildClient, clientFolder } from './packed.ts';

/** The client as a page loads it, under a global name that the test reaches. */
async function bundle(): Promise<string> {
  await buildClient();
  const { outputFiles } = await build({
    entryPoints: [join(clientFolder, 'dist/index.js')],
    bundle: true,
    format: 'iife',
    globalName: 'billingPortal',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** An app of two origins: the one that the service names, and another. */
async function startApp(script: string): Promise<{ server: Server; origin: string; otherOrigin: string }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><script>${script}</script>`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return { server, origin: `http://localhost:${port}`, otherOrigin: `http://127.0.0.1:${port}` };
}

/** Calls the client inside the page; an error comes out as what a page can see of it. */
const openPortal = (page: Page, baseUrl: string, token: string) =>
  page.evaluate(
    async ({ baseUrl, token }) => {
      const { createBillingPortalClient } = Reflect.get(globalThis, 'billingPortal');
      const client = createBillingPortalClient({ baseUrl, token: async () => token, retries: { limit: 0 } });
      try {
        return await client.openSubscriptionsPortal();
      } catch (error) {
        const { code, status, requestId, retryAfter } = Object(error);
        return { code, status, requestId, retryAfter };
      }
    },
    { baseUrl, token },
  );

describe.skipIf(withoutBrowser)('the client in a browser, across origins', () => {
  let app: Awaited<ReturnType<typeof startApp>>;
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    app = await startApp(await bundle());
    service = await startService({ env: { CORS_ORIGINS: app.origin } });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
    app?.server.closeAllConnections();
    app?.server.close();
  });

  const pageAt = async (url: string) => {
    const page = await browser.newPage();
    await page.goto(url);
    return page;
  };
  const givenCustomer = async () => {
    const user = newUser();
    return { customer: await service.givenAccount({ type: 'user', id: user }), token: await tokenOf(user) };
  };

  it('opens a portal', async () => {
    const { customer, token } = await givenCustomer();
    const page = await pageAt(app.origin);
    const { url } = await openPortal(page, service.url, token);
    await page.goto(url);
    expect(await page.content()).toContain(customer);
  });

  it('sees the whole error, headers included', async () => {
    const page = await pageAt(app.origin);
    expect(await openPortal(page, service.url, await tokenOf(newUser()))).toMatchObject({
      code: 'NO_STRIPE_CUSTOMER',
      status: 400,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const { token } = await givenCustomer();
    service.standIn.faults.next({ kind: 'status', status: 503, times: Number.POSITIVE_INFINITY });
    const away = await openPortal(page, service.url, token);
    service.standIn.faults.clear();
    expect(away).toMatchObject({ code: 'STRIPE_UNAVAILABLE', retryAfter: expect.any(Number) });
  });

  it('works on a page without a secure context too, which has no crypto.randomUUID', async () => {
    const { customer, token } = await givenCustomer();
    const page = await browser.newPage();
    await page.addInitScript(() => Object.defineProperty(crypto, 'randomUUID', { value: undefined }));
    await page.goto(app.origin);
    const { url } = await openPortal(page, service.url, token);
    expect(await (await fetch(url)).text()).toContain(customer);
  });

  it('is refused on an origin that the service does not name', async () => {
    const { token } = await givenCustomer();
    const page = await pageAt(app.otherOrigin);
    const before = service.portalSessions();
    expect(await openPortal(page, service.url, token)).toMatchObject({
      code: 'CONNECTION_FAILED',
      status: 0,
    });
    expect(service.portalSessions()).toBe(before);
  });
});
