import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followedEventTypes } from '../../src/sync/eventTypes.ts';
import { tokenOf } from '../harness/service.ts';
import { forEachDatabase } from '../store/databases.ts';
import { type Deployment, type Environment, givenDeployment, printedBy, secretIn } from './deployment.ts';

await forEachDatabase((kind, open) => {
  let deployment: Deployment;
  beforeEach(async () => {
    deployment = await givenDeployment(kind);
  });
  afterEach(() => deployment.close());
  const setup = (args: readonly string[] = [], env: Environment = {}) =>
    deployment.run(['setup', ...args], env);

  describe('setup', () => {
    it('sets up everything, after which the service opens portals and takes webhooks', async () => {
      deployment.givenOwner('u1');
      const stdout = printedBy(await setup());

      const { endpoint: made, secret } = deployment.endpoint();
      expect(made).toMatchObject({
        url: deployment.webhookUrl,
        api_version: '2026-10-28.endive',
        status: 'enabled',
        metadata: { billing_portal_webhook: 'current' },
      });
      expect([...made.enabled_events].sort()).toEqual([...followedEventTypes].sort());
      const printed = secretIn(stdout);
      expect(printed).toBe(secret);
      expect(stdout.split(secret)).toHaveLength(2);
      expect(stdout).toMatch(/^key +checked .*\n^database +updated .*0001_directory/m);
      expect(stdout).toMatch(
        /^portal configuration +created +default: bpc_\w+ created\.\n^reconcile +updated /m,
      );
      expect(stdout).toContain(
        '- Put the signing secret into STRIPE_WEBHOOK_SECRET, and start the service, or restart it.\n',
      );

      const service = await deployment.serve({ STRIPE_WEBHOOK_SECRET: printed });
      const portal = { token: await tokenOf('u1') };
      expect((await service.post('/api/v1/subscriptions/portal', portal)).status).toBe(200);

      const { webhooks, publish } = deployment.standIn;
      publish(() => deployment.givenOwner('u2'));
      await webhooks.settled();
      const created = webhooks.list.filter(({ type }) => type === 'customer.created');
      expect(created).toMatchObject([{ outcome: 'delivered', url: deployment.webhookUrl }]);
      await expect
        .poll(() => deployment.store().billingAccounts.find({ type: 'user', id: 'u2' }, false), {
          timeout: 30_000,
        })
        .toMatchObject({ subscriptionStatus: 'active', setBy: expect.stringMatching(/^evt_/) });
    });

    it('changes nothing the second time, and says so', async () => {
      deployment.givenOwner('u1');
      const secret = secretIn(printedBy(await setup()));
      deployment.writes();
      const again = printedBy(await setup([], { STRIPE_WEBHOOK_SECRET: secret }));
      expect(again).toContain('\nNothing was changed: all of it was as it should be.\n');
      expect(again).not.toContain('whsec_');
      expect(deployment.writes()).toEqual([]);
    });

    it('with --dry-run says what it would do, and does nothing', async () => {
      deployment.givenOwner('u1');
      const stdout = printedBy(await setup(['--dry-run']));
      expect(stdout).toContain(`An endpoint at ${deployment.webhookUrl}, for 12 types of events`);
      expect(stdout).toContain('default: would be created.');
      expect(stdout).toContain('\nNothing was changed: this was a dry run.\n');
      expect(deployment.writes()).toEqual([]);
      expect(deployment.endpoints()).toEqual([]);
      if (kind === 'sqlite') expect(existsSync(deployment.databaseUrl.slice('sqlite:'.length))).toBe(false);
      else expect(await open(deployment.databaseUrl).pendingMigrations()).not.toEqual([]);

      const secret = secretIn(printedBy(await setup()));
      deployment.writes();
      deployment.changeEndpoint(deployment.endpoint().endpoint.id, { status: 'disabled' });
      const planned = printedBy(await setup(['--dry-run'], { STRIPE_WEBHOOK_SECRET: secret }));
      expect(planned).toMatch(
        /^webhook endpoint +updated +we_\w+ at \S+ would be changed: enabled again\.$/m,
      );
      expect(deployment.writes()).toEqual([]);
      expect(deployment.endpoint().endpoint.status).toBe('disabled');
    });

    it('goes on where it was stopped', async () => {
      deployment.standIn.faults.next({
        kind: 'status',
        status: 400,
        path: '/v1/billing_portal/configurations',
        error: { param: 'features', message: 'Canary' },
      });
      const stopped = await setup(['--json']);
      expect(stopped.status).toBe(1);
      expect(stopped.stderr).toMatch(
        /^error: The step "portal configuration" failed\. Stripe refuses features\. .*\nDone before that: key \(checked\), database \(updated\), webhook endpoint \(created\)\. Run `billing-portal setup` again: it goes on from there\.$/m,
      );
      expect(stopped.stderr).not.toMatch(/Canary|whsec_/);
      const report = JSON.parse(stopped.stdout);
      expect(report).toMatchObject({ ok: false, changed: true, webhookSecret: deployment.endpoint().secret });

      const rest = printedBy(await setup([], { STRIPE_WEBHOOK_SECRET: report.webhookSecret }));
      expect(rest).toMatch(/^webhook endpoint +unchanged /m);
      expect(rest).toMatch(/^portal configuration +created /m);
      deployment.endpoint();
    });

    it('tells of customers that are set aside', async () => {
      deployment.givenOwner('u1');
      deployment.givenOwner('u1');
      expect(printedBy(await setup())).toContain('- 1 customers are set aside');
    });
  });
});
