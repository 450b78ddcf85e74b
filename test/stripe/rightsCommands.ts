import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type StripeRight, type StripeUser, stripeResources } from '../../src/stripe/rights.ts';
import { cli, jsonLines, type Outcome } from '../cli/cli.ts';
import { appUrl, newUser, type TestService } from '../harness/service.ts';
import { jwtSecret } from '../harness/tokens.ts';
import { fileWith } from '../portalConfig/profiles.ts';
import { givenCustomer, priceOf, restrictedKey } from './rightsActs.ts';

export type Command = {
  readonly user: Exclude<StripeUser, 'serve'>;
  /** Finds something to do, however often it is run. */
  readonly given: (service: TestService) => {
    readonly args: readonly string[];
    readonly input?: string;
    /** What `portal-config.yaml` in the current folder says. */
    readonly file?: string;
  };
};

/** The commands that ask Stripe, each in the ways in which it asks different things. */
export const commands: readonly Command[] = [
  {
    user: 'setup',
    given(service) {
      // At an address where a run was stopped before.
      const url = `https://${newUser()}.example/webhooks/stripe`;
      const metadata = { billing_portal_webhook: 'new' };
      service.standIn.create.webhookEndpoint({ url, enabled_events: ['*'], metadata });
      givenCustomer(service, { type: 'user', id: newUser() });
      return { args: ['setup', '--url', url], file: portalConfig(service, newUser()) };
    },
  },
  { user: 'doctor', given: () => ({ args: ['doctor', '--json'], file: fileWith('') }) },
  {
    user: 'explain',
    given(service) {
      const id = newUser();
      givenCustomer(service, { type: 'user', id });
      return { args: ['explain', `user:${id}`, '--json'] };
    },
  },
  {
    user: 'portal-config',
    given: (service) => ({ args: ['portal-config', 'plan'], file: portalConfig(service, newUser()) }),
  },
  {
    user: 'portal-config',
    given: (service) => ({ args: ['portal-config', 'apply'], file: portalConfig(service, newUser()) }),
  },
  {
    user: 'portal-config',
    given: (service) => ({
      args: ['portal-config', 'drift'],
      file: portalConfig(service, headlineOf(service)),
    }),
  },
  { user: 'portal-config', given: () => ({ args: ['portal-config', 'show'] }) },
  {
    user: 'reconcile',
    given(service) {
      givenCustomer(service, { type: 'user', id: newUser() });
      return { args: ['reconcile'] };
    },
  },
  {
    user: 'reconcile',
    given(service) {
      const id = newUser();
      givenCustomer(service, { type: 'user', id });
      return { args: ['reconcile', `user:${id}`] };
    },
  },
  {
    user: 'directory import',
    given: ({ standIn }) => {
      const owner = { type: 'user', id: newUser() };
      const line = { type: 'billing_account', owner, customer: standIn.create.customer().id };
      return { args: ['directory', 'import', '-'], input: jsonLines(line) };
    },
  },
  {
    user: 'customers link',
    given: ({ standIn }) => ({
      args: ['customers', 'link', `user:${newUser()}`, standIn.create.customer().id],
    }),
  },
];

/** Runs a command on the service's database, with the restricted key. */
export async function run(service: TestService, { given }: Command): Promise<Outcome> {
  const { args, input, file } = given(service);
  const folder = mkdtempSync(join(tmpdir(), 'billing-portal-rights-'));
  if (file !== undefined) writeFileSync(join(folder, 'portal-config.yaml'), file);
  try {
    return await cli(args, {
      env: {
        PUBLIC_URL: service.url,
        DATABASE_URL: service.databaseUrl,
        STRIPE_SECRET_KEY: restrictedKey,
        STRIPE_API_BASE: service.standIn.url,
        JWT_SECRET: jwtSecret,
        RETURN_URL_ORIGINS: appUrl,
        DEFAULT_RETURN_URL: `${appUrl}/dashboard`,
      },
      cwd: folder,
      ...(input !== undefined && { input }),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The command did what it is for. */
export function expectDone({ user }: Command, { status, stdout, stderr }: Outcome): void {
  const of = (checks: object) => ({ user, status, stderr, ...checks });
  if (user === 'doctor') {
    // Much is wrong in a test's service, but not the key.
    const ofKey = findings(stdout).filter(({ check }) => check === 'key');
    expect(of({ ofKey })).toMatchObject({ ofKey: [{ severity: 'ok' }] });
    expect(stdout).not.toContain('key_refused');
  } else {
    expect(of({})).toMatchObject({ status: 0 });
    if (user === 'explain')
      expect(JSON.parse(stdout)).toMatchObject({ stripe: { asked: true, answered: true } });
  }
}

/** The command says, in our words, that the key lacks a right. */
export function expectRefused(
  { user }: Command,
  { status, stdout, stderr }: Outcome,
  right: StripeRight,
): void {
  switch (user) {
    case 'setup':
      expect({ user, status, stderr }).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(`STRIPE_SECRET_KEY lacks rights:\n  ${titleOf(right)}: (read|write)`),
      });
      break;
    case 'doctor':
      expect(findings(stdout)).toContainEqual(
        expect.objectContaining({ check: 'key', message: expect.stringContaining(titleOf(right)) }),
      );
      break;
    case 'explain':
      expect(JSON.parse(stdout)).toMatchObject({ stripe: { asked: true, answered: false } });
      break;
    default:
      expect({ user, status, stdout, stderr }).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringContaining('Stripe refuses the key. Check STRIPE_SECRET_KEY'),
      });
  }
}

const titleOf = ({ resource }: StripeRight) => stripeResources[resource];

function findings(stdout: string): readonly { readonly check: string; readonly severity: string }[] {
  return JSON.parse(stdout).findings;
}

/** A file that offers all that may be intended. */
function portalConfig(service: TestService, headline: string): string {
  const { id, product } = priceOf(service);
  const products = `[{ product: ${product}, prices: [${id}] }]`;
  const features = `payment_method_update: { enabled: true }, subscription_cancel: { enabled: true }, subscription_update: { enabled: true, default_allowed_updates: [price], products: ${products} }`;
  return fileWith(features, `    business_profile: { headline: ${headline} }\n`);
}

/** What the portal configuration that is applied has there. */
function headlineOf({ standIn }: TestService): string {
  const all = [...standIn.data.portalConfigurations.values()];
  return all.find(({ metadata }) => metadata?.billing_portal_profile)?.business_profile.headline ?? 'none';
}
