import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Tests in a browser are skipped aloud where there is none, unless REQUIRE_SERVICES=1: then they fail. */
export const hasBrowser = process.env.REQUIRE_SERVICES === '1' || existsSync(executablePath);

/** Chromium that speaks to the service under test and to nobody else. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
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
}
