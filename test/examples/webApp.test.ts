import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, withoutBrowser } from '../client/browser.ts';
import { newUser, startService, type TestService, tokenOf } from '../harness/service.ts';
import { freePort, startExample } from './startExample.ts';

describe.skipIf(withoutBrowser)('examples › the web app', () => {
  let browser: Browser;
  let service: TestService;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    const origin = `http://localhost:${port}`;
    service = await startService({
      env: { CORS_ORIGINS: origin, RETURN_URL_ORIGINS: `${origin},https://yourapp.com` },
    });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  const pageOf = async (user: string): Promise<Page> => {
    const url = await startExample('web-app/server.js', {
      PORT: String(port),
      BILLING_PORTAL_URL: service.url,
      USER_TOKEN: await tokenOf(user),
    });
    const page = await browser.newPage();
    await page.goto(`${url}/`);
    return page;
  };
  const button = (page: Page) => page.getByRole('button', { name: 'Manage billing' });

  it('“Manage billing” leads to the portal, and the portal back to the page', async () => {
    const user = newUser();
    const customer = await service.givenAccount({ type: 'user', id: user });
    const page = await pageOf(user);
    await button(page).click();
    await page.waitForURL(`${service.standIn.url}/**`);
    expect(await page.content()).toContain(customer);
    await page.locator(`a[href="http://localhost:${port}/"]`).first().click();
    await button(page).waitFor();
  });

  it('somebody who never bought is told to choose a plan', async () => {
    const page = await pageOf(newUser());
    await button(page).click();
    await page.getByText('Choose a plan first').waitFor();
    expect(await button(page).isEnabled()).toBe(true);
  });
});
