import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useReceiver } from './useReceiver.ts';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
const receiver = useReceiver();
const binary = join(import.meta.dirname, '../../node_modules/@stripe/cli-linux-x64/bin/stripe');
const isMissing = !existsSync(binary) && process.env.REQUIRE_SERVICES !== '1';
if (isMissing) console.warn('SKIPPED: stripe trigger, because the Stripe CLI is not installed here.');
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'stripe-cli-'));
});
afterAll(() => rm(home, { recursive: true }));

async function trigger(event: string): Promise<string> {
  const args = ['trigger', event, '--api-base', here.standIn.url, '--api-key', 'sk_test_1234567890'];
  const env = { PATH: dirname(process.execPath), HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: '1' };
  const { stdout, stderr } = await promisify(execFile)(binary, args, { env });
  return stdout + stderr;
}

describe.skipIf(isMissing)('stripe trigger of the official Stripe CLI', { timeout: 30_000 }, () => {
  // All that the service listens to, but customer.subscription.resumed, which the CLI does not know.
  it.each([
    ['checkout.session.completed'],
    ['customer.created'],
    ['customer.updated'],
    ['customer.deleted'],
    ['customer.subscription.created'],
    ['customer.subscription.updated'],
    ['customer.subscription.deleted'],
    ['customer.subscription.paused'],
    ['invoice.paid'],
    ['invoice.payment_succeeded'],
    ['invoice.payment_failed'],
    ['billing_portal.configuration.updated'],
    ['payment_method.attached'],
  ])('%s arrives as a signed webhook', async (event) => {
    const { secret } = here.standIn.create.webhookEndpoint({ url: receiver.url, enabled_events: ['*'] });
    const output = await trigger(event);
    expect(output).toContain('Trigger succeeded!');
    await here.standIn.webhooks.settled();
    expect(receiver.events(here.stripe, secret).map(({ type }) => type)).toContain(event);
  });
});
