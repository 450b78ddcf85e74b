import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, startService, type TestService } from '../harness/service.ts';
import { examples } from './startExample.ts';

const withoutPython =
  spawnSync('python3', ['--version']).status !== 0 && process.env.REQUIRE_SERVICES !== '1';
if (withoutPython) console.warn('Skipping the Python example: python3 is not there');

describe.skipIf(withoutPython)('examples › Python', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.close());

  const openPortal = (apiKey: string) =>
    new Promise<{ readonly stdout: string; readonly stderr: string; readonly failed: boolean }>((resolve) => {
      const env = { ...process.env, BILLING_PORTAL_URL: service.url, API_KEY: apiKey };
      execFile('python3', [join(examples, 'python/open_portal.py')], { env }, (error, stdout, stderr) =>
        resolve({ stdout, stderr, failed: error !== null }),
      );
    });

  it('prints the URL of the portal', async () => {
    const user = newUser();
    const customer = await service.givenAccount({ type: 'user', id: user });
    const { stdout, failed } = await openPortal(await service.givenKey({ userId: user }));
    expect(failed).toBe(false);
    expect(await (await fetch(stdout.trim())).text()).toContain(customer);
  });

  it('tells the code, the message and where to read on, and fails', async () => {
    const { stdout, stderr, failed } = await openPortal(await service.givenKey({ userId: newUser() }));
    expect({ stdout, failed }).toEqual({ stdout: '', failed: true });
    expect(stderr).toMatch(
      /^NO_STRIPE_CUSTOMER: No billing account found\..*\nhttp\S+#no-stripe-customer\n$/,
    );
  });
});
