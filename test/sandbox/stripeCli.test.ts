import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
const binary = join(import.meta.dirname, '../../node_modules/@stripe/cli-linux-x64/bin/stripe');
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'stripe-cli-'));
});
afterAll(() => rm(home, { recursive: true }));

/** What the official Stripe CLI prints; its exit status is 0 even for an error. */
async function stripe(...args: string[]): Promise<string> {
  const target = ['--api-base', here.standIn.url, '--api-key', 'sk_test_1234567890'];
  const env = { PATH: dirname(process.execPath), HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: '1' };
  const { stdout, stderr } = await promisify(execFile)(binary, [...args, ...target], { env });
  return stdout + stderr;
}

describe('the official Stripe CLI', { timeout: 30_000 }, () => {
  it('makes a customer and a portal session that opens', async () => {
    const customer = JSON.parse(await stripe('customers', 'create', '--email', 'ada@example.com'));
    expect(customer).toMatchObject({ object: 'customer', email: 'ada@example.com' });
    const session = JSON.parse(
      await stripe(
        'billing_portal',
        'sessions',
        'create',
        `--customer=${customer.id}`,
        '--return-url=https://yourapp.com/dashboard',
      ),
    );
    expect(session).toMatchObject({ object: 'billing_portal.session', customer: customer.id });
    const page = await fetch(session.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('ada@example.com');
  });

  it('reads the stand-in’s errors', async () => {
    const output = await stripe('billing_portal', 'sessions', 'create', '--customer=cus_none');
    expect(output).toContain("No such customer: 'cus_none'");
    expect(output).toContain('resource_missing');
  });
});
