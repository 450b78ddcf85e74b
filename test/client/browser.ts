import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Whether to leave out what needs a real browser: where there is none, unless REQUIRE_SERVICES=1 makes that a failure. */
export const withoutBrowser = !existsSync(executablePath) && process.env.REQUIRE_SERVICES !== '1';
if (withoutBrowser) console.warn(`Skipping what needs a browser: ${executablePath} is not there`);

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
