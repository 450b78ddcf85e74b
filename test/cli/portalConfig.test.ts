import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { fileWith } from '../portalConfig/profiles.ts';
import { createDatabase, forEachDatabase, type TestDatabase } from '../store/databases.ts';
import { cli } from './cli.ts';

const shipped = join(import.meta.dirname, '../../portal-config.yaml');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'billing-portal-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string, name = 'portal-config.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

await forEachDatabase((kind) => {
  let standIn: StandIn;
  let database: TestDatabase;
  beforeEach(async () => {
    standIn = await startStandIn();
    database = await createDatabase(kind);
  });
  afterEach(async () => {
    await standIn.close();
    await database.drop();
  });
  const run = (...args: string[]) =>
    cli(['portal-config', ...args], {
      env: {
        DATABASE_URL: database.url,
        STRIPE_SECRET_KEY: 'sk_test_1234567890',
        STRIPE_API_BASE: standIn.url,
      },
      cwd: folder,
    });
  const ours = () =>
    [...standIn.data.portalConfigurations.values()].find((one) => one.metadata?.billing_portal_profile);

  describe('portal-config', () => {
    it('plans, applies and compares the file that is shipped', async () => {
      const file = ['--file', shipped];
      expect(await run('drift', ...file)).toMatchObject({
        status: 1,
        stdout: expect.stringMatching(/^default: create\n/),
        stderr: expect.stringContaining('Stripe is not as the file says: default.'),
      });

      const planned = await run('plan', ...file);
      expect(planned).toMatchObject({ status: 0, stderr: '' });
      expect(planned.stdout).toContain('  + features.subscription_cancel.mode: at_period_end\n');
      expect(planned.stdout).toContain('  Plan changes are off: no products are given');
      expect(ours()).toBeUndefined();

      const applied = await run('apply', ...file);
      expect(applied).toMatchObject({ status: 0, stderr: '' });
      const id = ours()?.id;
      expect(applied.stdout).toMatch(new RegExp(`^default: created ${id}\n`));

      expect((await run('plan', ...file)).stdout).toMatch(new RegExp(`^default: unchanged ${id}\n`));
      expect(await run('drift', ...file)).toEqual({
        status: 0,
        stdout: 'Stripe is as the file says.\n',
        stderr: '',
      });
    });

    it('tells what somebody changed in Stripe, and why it differs', async () => {
      const file = fileOf(fileWith('customer_update: { enabled: true, allowed_updates: [email] }'));
      await run('apply', '--file', file);
      const there = ours();
      if (!there) throw new Error('nothing was applied');
      standIn.data.portalConfigurations.set(there.id, {
        ...there,
        features: {
          ...there.features,
          customer_update: { enabled: true, allowed_updates: ['email', 'phone'] },
        },
      });
      const drift = await run('drift', '--file', file);
      expect(drift.stdout).toBe(
        `default: update ${there.id} (it was changed in Stripe since it was applied)\n  ~ features.customer_update.allowed_updates: [email, phone] → [email]\n`,
      );
      expect(drift.status).toBe(1);

      const changed = fileOf(fileWith('customer_update: { enabled: true, allowed_updates: [name] }'));
      expect((await run('plan', '--file', changed)).stdout).toContain(
        '(the file was changed, and it was changed in Stripe since it was applied)\n  ~ features.customer_update.allowed_updates: [email, phone] → [name]',
      );
    });

    it('prints one JSON value where it is asked to', async () => {
      fileOf(fileWith('invoice_history: { enabled: true }'));
      const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);

      expect(await json('plan')).toMatchObject([
        { profile: 'default', action: 'create', configurationId: null, changedIn: [] },
      ]);
      const [applied] = await json('apply');
      expect(applied).toMatchObject({ action: 'create', configurationId: ours()?.id });
      expect(await json('drift')).toEqual([]);
      expect(await json('show')).toMatchObject([
        { profile: null, isDefault: true, usedByService: false },
        {
          id: ours()?.id,
          profile: 'default',
          isDefault: false,
          usedByService: true,
          content: { active: true, features: { invoice_history: { enabled: true } } },
        },
      ]);

      fileOf(fileWith('invoice_history: { enabled: false }'));
      const drifted = await run('drift', '--json');
      expect(drifted.status).toBe(1);
      expect(JSON.parse(drifted.stdout)).toMatchObject([
        {
          action: 'update',
          changedIn: ['file'],
          differences: [{ field: 'features.invoice_history.enabled', before: true, after: false }],
        },
      ]);
    });

    it('shows what Stripe has, ours and others', async () => {
      fileOf(fileWith('invoice_history: { enabled: true }'));
      await run('apply');
      const { stdout } = await run('show');
      expect(stdout).toMatch(/^bpc_\w+: not made by this command; Stripe's default/);
      expect(stdout).toContain(`${ours()?.id}: profile default; used by the service\n  active: true\n`);
    });

    it('leaves a profile that the file lost, and says so', async () => {
      fileOf(fileWith('', '  annual: { features: {} }\n'));
      await run('apply');
      fileOf(fileWith(''));
      expect((await run('plan')).stdout).toMatch(/annual: not in the file; bpc_\w+ is left as it is/);
    });

    it('names the field that Stripe refuses, and what was applied before', async () => {
      fileOf(fileWith('', '  annual: { features: {} }\n'));
      const path = '/v1/billing_portal/configurations/*';
      standIn.faults.next({ kind: 'delay', ms: 0, path });
      standIn.faults.next({
        kind: 'status',
        status: 400,
        path,
        error: {
          code: 'resource_missing',
          param: 'features[subscription_update][products][0][prices][1]',
          message: 'No such price',
        },
      });
      const { status, stderr } = await run('apply', '--json');
      expect(status).toBe(1);
      expect(stderr).toContain(
        'error: Stripe refuses features.subscription_update.products[0].prices[1] (resource_missing).',
      );
      expect(stderr).toContain('Applied before it failed: default.');
    });

    it('may be run again after an outage', async () => {
      fileOf(fileWith('', '  annual: { features: {} }\n'));
      standIn.faults.next({ kind: 'delay', ms: 0, path: '/v1/billing_portal/configurations/*' });
      standIn.faults.next({ kind: 'html', path: '/v1/billing_portal/configurations/*' });
      const { status, stderr } = await run('apply');
      expect(status).toBe(1);
      expect(stderr).toContain('Stripe does not answer as it should (bad_response). Run the command again');
      expect((await run('apply')).stdout).toMatch(
        /^default: unchanged .*\nannual: updated \w+ \(no apply came to its end\)/,
      );
    });

    it('says which right the key lacks', async () => {
      fileOf(fileWith(''));
      standIn.faults.next({
        kind: 'status',
        status: 403,
        method: 'GET',
        path: '/v1/billing_portal/configurations',
      });
      expect(await run('plan')).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringContaining('that it may write to the Customer portal'),
      });
    });
  });
});

describe('portal-config, before it asks anybody,', () => {
  const run = (...args: string[]) =>
    cli(['portal-config', ...args], {
      env: { DATABASE_URL: `sqlite:${join(folder, 'none.db')}` },
      cwd: folder,
    });

  it('refuses a wrong file', async () => {
    fileOf('profiles:\n  default:\n    features:\n      invoices: { enabled: true }\n');
    for (const command of ['plan', 'apply', 'drift']) {
      expect(await run(command)).toEqual({
        status: 1,
        stdout: '',
        stderr:
          'error: portal-config.yaml is wrong, and nothing was done:\nline 4: profiles.default.features.invoices is not a field that there is\n',
      });
    }
  });

  it('says that there is no such file', async () => {
    expect(await run('plan', '--file', 'none.yaml')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'error: none.yaml cannot be read: there is none by this name; name it by --file.\n',
    });
  });

  it.each([
    ['no command', []],
    ['an unknown command', ['destroy']],
    ['an unknown option', ['plan', '--force']],
    ['an argument too many', ['apply', 'portal-config.yaml']],
  ])('refuses %s as wrong use', async (_, args) => {
    expect(await run(...args)).toMatchObject({ status: 2, stdout: '' });
  });
});
