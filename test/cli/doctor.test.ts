import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { nameOfRight, rightsNeeded } from '../../src/stripe/rights.ts';
import { createIssuerKey, startIssuer } from '../auth/jwksIssuer.ts';
import { type DatabaseKind, forEachDatabase } from '../store/databases.ts';
import type { Outcome } from './cli.ts';
import { type Deployment, type Environment, givenDeployment, printedBy, secretIn } from './deployment.ts';

type Finding = {
  readonly check: string;
  readonly severity: string;
  readonly message: string;
  readonly fix?: string;
};
type Report = { readonly ok: boolean; readonly findings: readonly Finding[] };

const dayAgo = new Date(Date.now() - 86_400_000);
const seconds = Math.floor(dayAgo.getTime() / 1000);

await forEachDatabase((kind) => {
  describe('doctor, where nothing is set up,', () => {
    it('says what is to be done, and does nothing', async () => {
      const deployment = await givenDeployment(kind);
      try {
        const outcome = await deployment.run(['doctor', '--json', '--file', 'none.yaml']);
        expect(outcome).toMatchObject({ status: 1, stderr: 'error: Errors: 2, warnings: 5.\n' });
        const { ok, findings }: Report = JSON.parse(outcome.stdout);
        expect(ok).toBe(false);
        expect(findings.filter(({ severity }) => severity !== 'ok')).toMatchObject([
          { check: 'database', severity: 'error', fix: 'billing-portal migrate' },
          {
            check: 'webhook endpoint',
            severity: 'error',
            message: `Stripe has no webhook endpoint at ${deployment.webhookUrl}.`,
            fix: 'billing-portal setup',
          },
          { check: 'portal configuration', severity: 'warning', message: notChecked },
          { check: 'conflicts', severity: 'warning', message: notChecked },
          { check: 'orphans', severity: 'warning', message: notChecked },
          { check: 'events', severity: 'warning', message: notChecked },
          { check: 'service', severity: 'warning', message: 'Nothing answers at PUBLIC_URL.' },
        ]);
        expect(deployment.writes()).toEqual([]);
        if (kind === 'sqlite') expect(existsSync(deployment.databaseUrl.slice('sqlite:'.length))).toBe(false);
      } finally {
        await deployment.close();
      }
    });
  });

  describe('doctor', () => {
    let sick: Report;
    let mended: Outcome;
    const findingsOf = (check: string) => sick.findings.filter((finding) => finding.check === check);

    beforeAll(async () => {
      [sick, mended] = await fallIllAndRecover(kind);
    }, 300_000);

    it.each<[string, string, string, RegExp, RegExp]>([
      [
        'a variable that is missing',
        'configuration',
        'error',
        /^RETURN_URL_ORIGINS is required\.$/,
        /^Set RETURN/,
      ],
      [
        'a right that the key lacks',
        'key',
        'error',
        /^STRIPE_SECRET_KEY lacks the right Payment Methods: read \(for serve, setup, doctor\)\.$/,
        /dashboard\.stripe\.com\/apikeys/,
      ],
      ['a test key in production', 'key', 'warning', /^NODE_ENV is production/, /key of live mode/],
      ['a disabled endpoint', 'webhook endpoint', 'error', /^we_\w+ is disabled/, /^billing-portal setup$/],
      [
        'events that it is not sent',
        'webhook endpoint',
        'error',
        /^we_\w+ is not sent checkout\.session\.completed, /,
        /^billing-portal setup$/,
      ],
      [
        'events that are of no use',
        'webhook endpoint',
        'warning',
        /is sent what the service does not use: charge\.failed\.$/,
        /^billing-portal setup$/,
      ],
      [
        'another API version',
        'webhook endpoint',
        'warning',
        /has the API version 2024-06-20, not 2026-10-28\.endive\.$/,
        /^billing-portal setup$/,
      ],
      [
        'a second endpoint at the address',
        'webhook endpoint',
        'warning',
        /^we_\w+ delivers to the same address\.$/,
        /^Delete we_\w+ in Stripe's Dashboard/,
      ],
      [
        'a portal configuration that was changed by hand',
        'portal configuration',
        'warning',
        /default is not in Stripe as the file says \(it was changed in Stripe\): features\.invoice_history\.enabled\.$/,
        /^billing-portal portal-config apply --file portal-config\.yaml$/,
      ],
      [
        'a conflict',
        'conflicts',
        'warning',
        /^1 customers are set aside/,
        /^billing-portal customers conflicts$/,
      ],
      [
        'an account without its customer',
        'orphans',
        'warning',
        /^Stripe does not know the customers of 1 accounts: cus_/,
        /^billing-portal reconcile user:stale$/,
      ],
      [
        'a customer without their account',
        'orphans',
        'warning',
        /^1 of the newest 5 customers in Stripe name an owner and have no account: cus_/,
        /^billing-portal reconcile$/,
      ],
      ['a dead event', 'events', 'error', /^1 events are dead/, /^billing-portal webhooks retry$/],
      [
        'an event that waits',
        'events',
        'warning',
        new RegExp(`^1 events wait to be applied, the oldest since ${dayAgo.toISOString()}\\.`),
        /^Start the service/,
      ],
      [
        'an event that did not come',
        'events',
        'warning',
        /^1 events were not delivered/,
        /^billing-portal reconcile$/,
      ],
      ['Redis that does not answer', 'redis', 'error', /^Redis does not answer/, /^Check REDIS_URL/],
      ['a key set that is not there', 'key set', 'error', /is answered with 404/, /^Check JWT_JWKS_URL/],
      [
        'a service that does not run',
        'service',
        'warning',
        /^Nothing answers at PUBLIC_URL/,
        /^Start the service/,
      ],
    ])('finds %s', (_name, check, severity, message, fix) => {
      expect(findingsOf(check)).toContainEqual({
        check,
        severity,
        message: expect.stringMatching(message),
        fix: expect.stringMatching(fix),
      });
    });

    it('finds nothing else', () => {
      const found = sick.findings.filter(({ severity }) => severity !== 'ok');
      expect(found.map(({ message }) => message)).toHaveLength(18);
      expect(sick.ok).toBe(false);
    });

    it('finds nothing any more when what it says is done', () => {
      const { ok, findings }: Report = JSON.parse(printedBy(mended));
      expect(ok).toBe(true);
      expect(findings.filter(({ severity }) => severity !== 'ok')).toEqual([]);
      expect(findings.map(({ check }) => check)).toEqual([
        'configuration',
        'database',
        'key',
        'clock',
        'webhook endpoint',
        'portal configuration',
        'conflicts',
        'orphans',
        'events',
        'key set',
        'service',
      ]);
      expect(mended.stderr).toBe('');
    });
  });
});

const notChecked = expect.stringMatching(
  /^Not checked: (the database cannot be used|none\.yaml cannot be read)/,
);

/** A deployment with everything wrong that can be together; then all that is told is done. */
async function fallIllAndRecover(kind: DatabaseKind): Promise<readonly [Report, Outcome]> {
  const deployment = await givenDeployment(kind);
  const issuer = await startIssuer(await createIssuerKey('k1'));
  try {
    const secret = secretIn(printedBy(await deployment.run(['setup'])));
    const setAside = await fallIll(deployment);
    issuer.answer = (response) => response.writeHead(404).end();
    deployment.writes();
    const tokens = { JWT_SECRET: '', JWT_JWKS_URL: issuer.url, JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' };
    const outcome = await deployment.run(['doctor', '--json'], {
      ...tokens,
      STRIPE_WEBHOOK_SECRET: secret,
      NODE_ENV: 'production',
      RETURN_URL_ORIGINS: '',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expect(outcome.status).toBe(1);
    expect(deployment.writes()).toEqual([]);
    const sick: Report = JSON.parse(outcome.stdout);

    // What takes a person.
    issuer.publish(await createIssuerKey('k1'));
    deployment.standIn.restrictedKeys.clear();
    for (const { endpoint } of deployment.endpoints())
      if (endpoint.description === 'by hand') deployment.standIn.data.webhookEndpoints.delete(endpoint.id);
    // What is a command, as it stands there.
    const secrets = [secret];
    for (const fix of new Set(
      sick.findings.flatMap(({ fix = '' }) => (fix.startsWith('billing-portal ') ? [fix] : [])),
    )) {
      const [, ...args] = fix.split(' ');
      const stdout = printedBy(await deployment.run(args, { STRIPE_WEBHOOK_SECRET: secrets.join() }));
      if (fix === 'billing-portal setup') secrets.unshift(secretIn(stdout));
    }
    printedBy(await deployment.run(['customers', 'conflicts', '--dismiss', setAside]));
    const env: Environment = { STRIPE_WEBHOOK_SECRET: secrets.join() };
    await deployment.serve(env);
    await vi.waitFor(
      async () =>
        expect(await deployment.store().stripeEvents.backlog()).toMatchObject({ waiting: 0, dead: 0 }),
      { timeout: 30_000 },
    );
    printedBy(await deployment.run(['setup'], env));
    return [sick, await deployment.run(['doctor', '--json'], { ...env, ...tokens })];
  } finally {
    await deployment.close();
    await issuer.stop();
  }
}

/** @returns the customer that is set aside. */
async function fallIll(deployment: Deployment): Promise<string> {
  const { standIn, givenOwner } = deployment;
  const { create, data } = standIn;
  const rights = rightsNeeded().map(nameOfRight);
  standIn.restrictedKeys.set(
    'rk_test_0123456789abcdef',
    rights.filter((name) => name !== 'payment_method_read'),
  );

  deployment.changeEndpoint(deployment.endpoint().endpoint.id, {
    status: 'disabled',
    enabled_events: ['customer.created', 'charge.failed'],
    api_version: '2024-06-20',
  });
  const byHand = { url: deployment.webhookUrl, enabled_events: ['*'], description: 'by hand' };
  create.webhookEndpoint(byHand);
  for (const [id, configuration] of data.portalConfigurations) {
    const invoice_history = { enabled: false };
    data.portalConfigurations.set(id, {
      ...configuration,
      features: { ...configuration.features, invoice_history },
    });
  }

  const store = deployment.openStore();
  const link = (id: string, customerId: string) =>
    store.billingAccounts.link({
      owner: { type: 'user', id },
      customerId,
      livemode: false,
      purchasedAt: null,
      subscriptionStatus: 'active',
      setBy: 'test',
      setAt: dayAgo.toISOString(),
    });
  const at = dayAgo.toISOString();
  const stale = givenOwner('stale');
  await link('stale', stale);
  await store.billingAccounts.markStale(stale, at, 'test');
  await link('twice', givenOwner('twice'));
  const setAside = givenOwner('twice');
  const owner = { type: 'user', id: 'twice' } as const;
  const kind = 'owner_has_other_customer';
  await store.linkConflicts.setAside(
    { customerId: setAside, owner, livemode: false, kind, seenBy: 'test' },
    at,
  );
  const metadata = { billing_owner_type: 'user', billing_owner_id: 'unlinked' };
  create.customer({ metadata, created: seconds });
  // So young that its event may still be on its way.
  create.customer({ metadata: { ...metadata, billing_owner_id: 'young' } });

  const event = { type: 'customer.updated', created: at, objectId: 'cus_1', customerId: 'cus_1' };
  const { stripeEvents } = store;
  await stripeEvents.insert({ ...event, id: 'evt_dead' }, at);
  const claimed = await stripeEvents.claim({ now: at, leaseUntil: at, except: [] });
  if (!claimed) throw new Error('There is nothing to claim');
  await stripeEvents.bury(claimed, 'a reason', at);
  await stripeEvents.insert({ ...event, id: 'evt_waiting' }, at);
  const object = data.customers.get(stale) ?? {};
  create.event({ type: 'customer.updated', object, created: seconds, pending_webhooks: 1 });
  return setAside;
}
