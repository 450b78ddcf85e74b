import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileWith } from '../portalConfig/profiles.ts';
import type { Outcome } from './cli.ts';
import { type Deployment, type Environment, givenDeployment, printedBy } from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await givenDeployment('sqlite');
});
afterEach(() => deployment.close());
const setup = (args: readonly string[] = [], env: Environment = {}) =>
  deployment.run(['setup', ...args], env);

it('says what remains for a person', async () => {
  const features = 'subscription_update: { enabled: true }';
  writeFileSync(
    join(deployment.folder, 'portal-config.yaml'),
    fileWith(features, '  annual: { features: {} }\n'),
  );
  const stdout = printedBy(await setup(['--skip-reconcile'], { JWT_SECRET: '', NODE_ENV: 'production' }));
  expect(stdout).toMatch(/^reconcile +skipped /m);
  for (const task of [
    'Portal profile default: Plan changes are off: no products are given',
    'Portal profile annual: Nobody gets this profile until an API key',
    'Catch up with what Stripe has: `billing-portal reconcile`.',
    'Before the service can start: JWT_SECRET is required: exactly one of',
    'Serve https before you go live',
    'NODE_ENV is production, and the Stripe key is of test mode',
  ]) {
    expect(stdout).toContain(`\n- ${task}`);
  }
});

describe('setup refuses, before it changes anything,', () => {
  const expectUntouched = (outcome: Outcome, text: RegExp) => {
    expect(outcome).toMatchObject({ status: 1, stderr: expect.stringMatching(text) });
    expect(deployment.writes()).toEqual([]);
    expect(deployment.endpoints()).toEqual([]);
  };

  it('a restricted key, with all that it lacks', async () => {
    deployment.standIn.restrictedKeys.set('rk_test_0123456789abcdef', ['customer_portal_read', 'event_read']);
    expectUntouched(
      await setup(),
      /The step "key" failed\. STRIPE_SECRET_KEY lacks rights:\n {2}Customer portal: write {2}\(for serve, setup, [^)]*\)\n {2}Customers: read {2}.*\n {2}Subscriptions: read {2}.*\n {2}Invoices: read {2}.*\n {2}Checkout Sessions: read {2}.*\n {2}Payment Methods: read {2}.*\n {2}Webhook Endpoints: write {2}\(for setup\)\nGive it these in Stripe's Dashboard, https:\/\/dashboard\.stripe\.com\/apikeys\.\nNothing was changed\./,
    );
  });

  it('a key that Stripe refuses', async () => {
    expectUntouched(
      await setup([], { STRIPE_SECRET_KEY: 'sk_test_invalid_canary' }),
      /The step "key" failed\. Stripe refuses the key\..*status 401/,
    );
  });

  it('a file that cannot take the secret', async () => {
    mkdirSync(join(deployment.folder, 'folder.env'));
    expectUntouched(
      await setup(['--write-secret', 'folder.env']),
      /folder\.env cannot be written \(EISDIR\)/,
    );
    expectUntouched(
      await setup(['--write-secret', 'none/x.env']),
      /none\/x\.env cannot be written \(ENOENT\)/,
    );
  });

  it('a portal configuration file that is not there', async () => {
    expectUntouched(await setup(['--file', 'none.yaml']), /none\.yaml cannot be read/);
  });
});

describe('setup refuses, and asks nobody,', () => {
  const live = { STRIPE_SECRET_KEY: 'sk_live_canary', NODE_ENV: 'production', STRIPE_API_BASE: '' };
  it.each<[string, readonly string[], Environment, RegExp]>([
    [
      'a live key outside production',
      [],
      { STRIPE_SECRET_KEY: 'sk_live_canary', STRIPE_API_BASE: '' },
      /STRIPE_SECRET_KEY +is a live key, which needs NODE_ENV=production/,
    ],
    [
      'http with a live key',
      [],
      { ...live, PUBLIC_URL: 'http://billing.yourapp.com' },
      /PUBLIC_URL +must be https while STRIPE_SECRET_KEY is live/,
    ],
    [
      'this machine with a live key',
      [],
      { ...live, PUBLIC_URL: 'https://localhost:3000' },
      /PUBLIC_URL +leads to this machine, where Stripe cannot deliver/,
    ],
    [
      'this machine with a test key of Stripe itself',
      [],
      { STRIPE_API_BASE: '' },
      /PUBLIC_URL +leads to this machine/,
    ],
    [
      'http by --url with a live key',
      ['--url', 'http://billing.yourapp.com/webhooks/stripe'],
      live,
      /--url must be https while STRIPE_SECRET_KEY is live\. Nothing was changed\./,
    ],
    ['no PUBLIC_URL', [], { PUBLIC_URL: '' }, /PUBLIC_URL +is required/],
    ['no key', [], { STRIPE_SECRET_KEY: '' }, /STRIPE_SECRET_KEY +is required/],
    [
      'a malformed secret',
      [],
      { STRIPE_WEBHOOK_SECRET: 'canary' },
      /STRIPE_WEBHOOK_SECRET +must be a signing secret/,
    ],
  ])('%s', async (_name, args, env, text) => {
    const outcome = await setup(args, env);
    expect(outcome).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(text) });
    expect(outcome.stderr).not.toContain('canary');
    expect(deployment.standIn.requests).toEqual([]);
  });

  it.each([
    ['an argument', ['now']],
    ['an unknown option', ['--force']],
    ['a secret that is new and old', ['--new-secret', '--rolled']],
    ['an address that is none', ['--url', 'yourapp.com']],
  ])('%s as wrong use', async (_name, args) => {
    expect(await setup(args)).toMatchObject({ status: 2, stdout: '' });
  });
});
