import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../harness/service.ts';
import { hasBrowser, openBrowser } from './browser.ts';
import { builtPages } from './builtSite.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Runs in a page: how much moved while it loaded, and how far it reaches beyond the screen. */
const layout = `(async () => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const { scrollWidth, clientWidth } = document.documentElement;
  return { shift, overflow: scrollWidth - clientWidth };
})()`;
/** A page of each kind. */
const kinds = [
  '/docs/',
  '/docs/webhooks/',
  '/docs/configuration/',
  '/docs/api/open-subscriptions-portal/',
  '/docs/api/create-api-key/',
  '/api/errors/',
  '/docs/changelog/',
  '/docs/404/',
];

describe.skipIf(!hasBrowser)('in a browser', () => {
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    builtPages();
    [service, browser] = await Promise.all([startService(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  /** Opens a page, and fails where it breaks the policy, asks somebody else, or says an error in the console. */
  async function visit(
    path: string,
    look: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    try {
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !path.endsWith('/404/')) faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(service.url))
          faults.push(`asked ${request.url()}`);
      });
      await page.goto(service.url + path, { waitUntil: 'load' });
      await look(page);
      expect(faults).toEqual([]);
    } finally {
      await context.close();
    }
  }

  it.each(['/docs/idempotency/', '/ja/docs/idempotency/', '/ko/docs/idempotency/'])(
    'the search finds %s by its title',
    async (path) => {
      const [, title = ''] = /<h1[^>]*>([^<]+)</.exec(builtPages().get(path) ?? '') ?? [];
      await visit(path.replace('idempotency/', ''), async (page) => {
        await page.locator('button[data-open-modal]:enabled').click();
        await page.locator('site-search input').fill(title);
        await page.locator(`.pagefind-ui__result-link[href^="${path}"]`).first().click();
        await page.waitForURL((url) => url.pathname === path);
      });
    },
  );

  it('/ opens the search', async () => {
    await visit('/docs/', async (page) => {
      await page.locator('button[data-open-modal]:enabled').waitFor();
      await page.keyboard.press('/');
      await page.locator('site-search dialog').waitFor();
    });
  });

  it('the switch of languages stays on the page and at the anchor', async () => {
    await visit('/api/errors/#forbidden', async (page) => {
      await page.getByRole('link', { name: '日本語' }).first().click();
      await page.waitForURL(/\/ja\//);
      expect(page.url()).toBe(`${service.url}/ja/api/errors/#forbidden`);
      await page.getByRole('link', { name: '한국어' }).first().click();
      await page.waitForURL(/\/ko\//);
      expect(page.url()).toBe(`${service.url}/ko/api/errors/#forbidden`);
    });
  });

  it('without an anchor it leads to the section that is being read', async () => {
    await visit('/docs/webhooks/', async (page) => {
      await page.locator('#guarantees').evaluate((heading) => heading.scrollIntoView());
      await page.getByRole('link', { name: '日本語' }).first().click();
      await page.waitForURL(/\/ja\//);
      expect(page.url()).toBe(`${service.url}/ja/docs/webhooks/#guarantees`);
    });
  });

  it('a sample is copied with one click, the page as Markdown with another', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    await visit(
      '/docs/api/open-subscriptions-portal/',
      async (page) => {
        const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
        await page.locator('.panel:visible').first().getByRole('button').click();
        await expect
          .poll(copied)
          .toContain(`curl --fail-with-body -X POST ${service.url}/api/v1/subscriptions/portal`);
        await page.getByRole('button', { name: 'Copy as Markdown' }).click();
        await expect.poll(copied).toMatch(/^# Create a portal session/);
        await page.getByRole('button', { name: 'Copy method and path' }).click();
        await expect.poll(copied).toBe('POST /api/v1/subscriptions/portal');
      },
      { permissions },
    );
  });

  it('the chosen language of samples is kept over all pages', async () => {
    await visit('/docs/api/open-subscriptions-portal/', async (page) => {
      await page.getByText('Python', { exact: true }).click();
      await page.goto(`${service.url}/docs/api/create-billing-portal/`);
      expect(await page.locator('.examples .panel:visible').first().innerText()).toContain('urllib.request');
    });
  });

  it('without JavaScript everything can be read, and samples and languages chosen', async () => {
    await visit(
      '/docs/api/open-subscriptions-portal/',
      async (page) => {
        await page.getByText('Swift', { exact: true }).click();
        expect(await page.locator('.examples .panel:visible').first().innerText()).toContain('URLSession');
        await page.locator('#errors').waitFor();
        await page.getByRole('link', { name: '한국어' }).first().click();
        expect(page.url()).toBe(`${service.url}/ko/docs/api/open-subscriptions-portal/`);
      },
      { javaScriptEnabled: false },
    );
  });

  it('the theme is chosen and kept', async () => {
    await visit('/docs/', async (page) => {
      const theme = () => page.evaluate<string>('document.documentElement.dataset.theme');
      await page.locator('.theme-select:visible').selectOption('light');
      expect(await theme()).toBe('light');
      await page.goto(`${service.url}/docs/quick-start/`);
      expect(await theme()).toBe('light');
    });
  });

  it.each(kinds)('%s fits a phone, and nothing moves while it loads', async (path) => {
    await visit(
      path,
      async (page) => {
        const { shift, overflow } = await page.evaluate<{ shift: number; overflow: number }>(layout);
        expect(overflow).toBeLessThanOrEqual(0);
        expect(shift).toBeLessThan(0.05);
      },
      { viewport: { width: 390, height: 844 } },
    );
  });

  describe.each(['light', 'dark'] as const)('axe-core finds nothing serious (%s)', (colorScheme) => {
    // The catalogue is long: once is enough.
    const paths = kinds.filter((path) => colorScheme === 'dark' || path !== '/api/errors/');
    it.each([...paths, '/ja/docs/', '/ko/docs/'])('%s', async (path) => {
      await visit(
        path,
        async (page) => {
          // Not by a script element: the policy of the page forbids it.
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() =>
            (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
          );
          const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          const found = serious.flatMap(({ id, nodes }) =>
            nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
          );
          expect(found).toEqual([]);
        },
        { colorScheme },
      );
    });
  });

  it('the interactive reference tries an operation out', async () => {
    await visit('/docs/reference/#tag/operations/GET/livez', async (page) => {
      await page.getByRole('button', { name: /Test Request.*livez/s }).click();
      const answered = page.waitForResponse(`${service.url}/livez`);
      await page.getByRole('button', { name: /^Send/ }).first().click();
      expect((await answered).status()).toBe(200);
    });
  });
});
