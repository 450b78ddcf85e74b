import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followedEventTypes } from '../../src/sync/eventTypes.ts';
import { useReceiver } from './useReceiver.ts';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
const receiver = useReceiver();
const binary = join(import.meta.dirname, '../../node_modules/@stripe/cli-linux-x64/bin/stripe');
const isMissing = !existsSync(binary) && process.env.REQUIRE_SERVICES !== '1';
if (isMissing) console.warn('SKIPPED: stripe trigger, because the Stripe CLI is not installed here.');
/** test/sandbox/events.test.ts has it come by the API instead. */
const unknownToCli = 'customer.subscription.resumed';
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'stripe-cli-'));
});
afterAll(() => rm(home, { recursive: true }));

async function stripeTrigger(...given: readonly string[]): Promise<string> {
  const args = ['trigger', ...given, '--api-base', here.standIn.url, '--api-key', 'sk_test_1234567890'];
  const env = { PATH: dirname(process.execPath), HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: '1' };
  const { stdout, stderr } = await promisify(execFile)(binary, args, { env });
  return stdout + stderr;
}

describe.skipIf(isMissing)('stripe trigger of the official Stripe CLI', { timeout: 30_000 }, () => {
  it('knows every event that the service follows, but one', async () => {
    const help = await stripeTrigger('--help');
    const known = [...help.matchAll(/^ +([a-z_]+\.[a-z_.]+)$/gm)].map(([, type]) => type);
    expect(followedEventTypes.filter((type) => !known.includes(type))).toEqual([unknownToCli]);
  });

  it.each([
    ...followedEventTypes.filter((type) => type !== unknownToCli),
    'invoice.payment_succeeded',
    'payment_method.attached',
  ])('%s arrives as a signed webhook', async (event) => {
    const { secret } = here.standIn.create.webhookEndpoint({ url: receiver.url, enabled_events: ['*'] });
    const output = await stripeTrigger(event);
    expect(output).toContain('Trigger succeeded!');
    await here.standIn.webhooks.settled();
    expect(receiver.events(here.stripe, secret).map(({ type }) => type)).toContain(event);
  });
});
