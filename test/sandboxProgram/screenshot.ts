import { writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

/** Whether the picture in the README is to be taken anew. */
export const isWanted = process.env.UPDATE_SCREENSHOT === '1';

/** Smaller than life, since a README shows it smaller still. */
export const scale = isWanted ? 0.75 : 1;

const file = new URL('../../packages/docs/screenshots/demo-app.png', import.meta.url);

/**
 * Takes the picture in the README, where UPDATE_SCREENSHOT=1 asks for it; otherwise it does nothing.
 *
 * @example
 * UPDATE_SCREENSHOT=1 npm test -- test/sandboxProgram/browser
 */
export function createScreenshot(page: Page) {
  const taken: Buffer[] = [];
  return {
    /** Takes the whole page as it is now. */
    async take(): Promise<void> {
      if (isWanted) taken.push(await page.screenshot({ fullPage: true }));
    },
    /** Writes what was taken, side by side. */
    async save(browser: Browser): Promise<void> {
      if (!isWanted) return;
      const sheet = await browser.newPage({ viewport: { width: 2 * pageWidth * scale + 72, height: 100 } });
      const images = taken.map((png) => `<img src="data:image/png;base64,${png.toString('base64')}">`);
      await sheet.setContent(`<!doctype html><style>${style}</style>${images.join('')}`);
      await sheet.locator('img').last().evaluate('(image) => image.decode()');
      await writeFile(file, await sheet.screenshot({ fullPage: true }));
      await sheet.close();
    },
  };
}

/** In pixels of CSS, as the walk has it. */
export const pageWidth = 680;

const style = `
body { display: flex; align-items: start; gap: 24px; margin: 0; padding: 24px; background: #d9dde5; }
img { border-radius: 8px; }
`;
