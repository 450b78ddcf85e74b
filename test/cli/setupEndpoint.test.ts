import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followedEventTypes } from '../../src/sync/eventTypes.ts';
import { type Deployment, type Environment, givenDeployment, printedBy, secretIn } from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await givenDeployment('sqlite');
});
afterEach(() => deployment.close());
const setup = (args: readonly string[] = [], env: Environment = {}) =>
  deployment.run(['setup', ...args], env);

describe('setup, of the webhook endpoint,', () => {
  it('repairs one that was changed', async () => {
    const secret = secretIn(printedBy(await setup()));
    const { id } = deployment.endpoint().endpoint;
    deployment.changeEndpoint(id, {
      status: 'disabled',
      enabled_events: ['customer.created', 'charge.failed'],
    });
    const stdout = printedBy(await setup([], { STRIPE_WEBHOOK_SECRET: secret }));
    expect(stdout).toMatch(
      /was changed: \+ checkout\.session\.completed, .*, - charge\.failed, enabled again\./,
    );
    expect(deployment.endpoint().endpoint).toMatchObject({ id, status: 'enabled' });
    expect(deployment.endpoint().endpoint.enabled_events).toHaveLength(followedEventTypes.length);
    expect(deployment.endpoint().secret).toBe(secret);
  });

  it('takes over one that was made by hand, and leaves what delivers elsewhere', async () => {
    const { create } = deployment.standIn;
    const byHand = { api_version: '2026-10-28.endive', enabled_events: ['*'] };
    const { id } = create.webhookEndpoint({ ...byHand, url: deployment.webhookUrl });
    const others = ['https://staging.yourapp.com/webhooks/stripe', `${deployment.webhookUrl}/mine`].map(
      (url) => create.webhookEndpoint({ ...byHand, url, metadata: { billing_portal_webhook: 'current' } }).id,
    );
    const before = deployment.endpoints().filter(({ endpoint: { id } }) => others.includes(id));
    const stdout = printedBy(await setup());
    expect(stdout).toMatch(/^webhook endpoint +updated .*- \*, taken over, though it was made by hand\.$/m);
    expect(stdout).toContain(
      `- STRIPE_WEBHOOK_SECRET is not set. Set it to the secret of ${id}, which Stripe's Dashboard`,
    );
    expect(deployment.endpoints().filter(({ endpoint: { id } }) => others.includes(id))).toEqual(before);
    expect(deployment.endpoints()).toHaveLength(3);
  });

  it('replaces one of another API version in two runs, and no event is lost in between', async () => {
    const old = deployment.standIn.create.webhookEndpoint({
      url: deployment.webhookUrl,
      enabled_events: ['*'],
      api_version: '2024-06-20',
      secret: 'whsec_of_the_old_endpoint',
    });
    await deployment.serve({ STRIPE_WEBHOOK_SECRET: old.secret });
    const stdout = printedBy(await setup([], { STRIPE_WEBHOOK_SECRET: old.secret }));
    expect(stdout).toContain(`in the place of ${old.id}, which has the version 2024-06-20.`);
    expect(stdout).toContain(`it removes ${old.id}, which delivers until then.`);
    const both = { STRIPE_WEBHOOK_SECRET: `${secretIn(stdout)},${old.secret}` };

    const expectDelivered = async (user: string) => {
      deployment.standIn.publish(() => deployment.givenOwner(user));
      const account = () => deployment.store().billingAccounts.find({ type: 'user', id: user }, false);
      await expect
        .poll(account, { timeout: 30_000 })
        .toMatchObject({ setBy: expect.stringMatching(/^evt_/) });
    };
    await expectDelivered('between');

    // The service does not know the new secret yet: the old endpoint stays.
    const early = printedBy(await setup([], both));
    expect(early).toContain(`- ${old.id} was replaced, and delivers until the service takes what we_`);
    expect(deployment.endpoints().map((one) => one.endpoint.id)).toContain(old.id);
    await deployment.stop();
    const unreachable = printedBy(await setup([], both));
    expect(unreachable).toContain(`- ${old.id} was replaced, and nothing answers at`);

    await deployment.serve(both);
    const late = printedBy(await setup([], both));
    expect(late).toContain(`was changed: ${old.id} removed.`);
    expect(deployment.endpoint().endpoint).toMatchObject({ api_version: '2026-10-28.endive' });
    await expectDelivered('after');
    deployment.writes();
    expect(printedBy(await setup([], both))).toContain('Nothing was changed');
    expect(deployment.writes()).toEqual([]);
  });

  it('makes another endpoint for a new secret, and prints that in JSON', async () => {
    const first = secretIn(printedBy(await setup()));
    const { stdout, stderr } = await setup(['--new-secret', '--json'], { STRIPE_WEBHOOK_SECRET: first });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      ok: true,
      changed: true,
      dryRun: false,
      steps: [
        { step: 'key', outcome: 'checked', livemode: false },
        { step: 'database', outcome: 'unchanged' },
        { step: 'webhook endpoint', outcome: 'replaced', url: deployment.webhookUrl },
        { step: 'portal configuration', outcome: 'unchanged' },
        { step: 'reconcile', outcome: 'unchanged', changes: 0 },
      ],
    });
    expect(stderr).not.toContain('whsec_');
    const known = { STRIPE_WEBHOOK_SECRET: `${report.webhookSecret},${first}` };
    const json = JSON.parse((await setup(['--json'], known)).stdout);
    expect(json).toMatchObject({ ok: true, changed: false });
    expect(json).not.toHaveProperty('webhookSecret');

    const none = printedBy(await setup());
    expect(none).toMatch(/- STRIPE_WEBHOOK_SECRET is not set\. .*--new-secret/);
    const other = printedBy(await setup([], { STRIPE_WEBHOOK_SECRET: 'whsec_of_something_else' }));
    expect(other).toMatch(
      /- STRIPE_WEBHOOK_SECRET is not the one that we_\w+ signs with, as far as is known\. .*--rolled.*--new-secret/,
    );
  });

  it('believes that the secret was rolled in the Dashboard', async () => {
    printedBy(await setup());
    const rolled = { STRIPE_WEBHOOK_SECRET: 'whsec_that_was_rolled' };
    const doctor = async () => (await deployment.run(['doctor'], rolled)).stdout;
    expect(await doctor()).toMatch(/^error +webhook endpoint .*\n.*billing-portal setup --rolled/m);
    expect(printedBy(await setup(['--rolled'], rolled))).toMatch(/was changed: its signing secret noted\.$/m);
    expect(await doctor()).toMatch(/^ok +webhook endpoint /m);
    deployment.writes();
    expect(printedBy(await setup(['--rolled'], rolled))).toContain('Nothing was changed');
    expect(deployment.writes()).toEqual([]);
  });

  it('makes another endpoint where nobody got the secret of the first', async () => {
    const { create } = deployment.standIn;
    const lost = create.webhookEndpoint({
      url: deployment.webhookUrl,
      enabled_events: [...followedEventTypes],
      api_version: '2026-10-28.endive',
      metadata: { billing_portal_webhook: 'new' },
    });
    const secret = secretIn(printedBy(await setup()));
    expect(deployment.endpoint()).toMatchObject({ secret });
    expect(deployment.endpoint().endpoint.id).not.toBe(lost.id);
  });

  it('writes the secret into a file, for this user alone, and prints it nowhere', async () => {
    const file = join(deployment.folder, 'service.env');
    writeFileSync(file, '# Ours\nPORT=3000\nexport STRIPE_WEBHOOK_SECRET="whsec_before_that"\nHOST=::\n');
    chmodSync(file, 0o644);
    const outcome = await setup(['--write-secret', 'service.env', '--json']);
    printedBy(outcome);
    const { secret } = deployment.endpoint();
    expect(outcome.stdout + outcome.stderr).not.toContain(secret);
    expect(readFileSync(file, 'utf8')).toBe(
      `# Ours\nPORT=3000\nexport STRIPE_WEBHOOK_SECRET=${secret},whsec_before_that\nHOST=::\n`,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(outcome.stdout).remaining).toContain(
      'Give the service the STRIPE_WEBHOOK_SECRET of service.env, and start the service, or restart it.',
    );

    const written = readFileSync(file, 'utf8');
    deployment.writes();
    printedBy(await setup(['--write-secret', 'service.env']));
    expect(readFileSync(file, 'utf8')).toBe(written);
    expect(deployment.writes()).toEqual([]);

    printedBy(await setup(['--write-secret', 'new.env', '--new-secret']));
    const [, second] = deployment.endpoints();
    expect(readFileSync(join(deployment.folder, 'new.env'), 'utf8')).toBe(
      `STRIPE_WEBHOOK_SECRET=${second?.secret}\n`,
    );
    expect(statSync(join(deployment.folder, 'new.env')).mode & 0o777).toBe(0o600);
  });
});
