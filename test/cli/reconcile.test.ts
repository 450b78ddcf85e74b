import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { forEachDatabase } from '../store/databases.ts';
import { cli } from './cli.ts';

await forEachDatabase((_kind, open, url) => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => standIn.close());
  const run = (...args: string[]) =>
    cli(args, {
      env: { DATABASE_URL: url(), STRIPE_SECRET_KEY: 'sk_test_1234567890', STRIPE_API_BASE: standIn.url },
    });
  const reportOf = async (...args: string[]) => {
    const { status, stdout, stderr } = await run('reconcile', '--json', ...args);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    return JSON.parse(stdout);
  };

  describe('reconcile', () => {
    it('links what Stripe names, says so before it does, and changes nothing the second time', async () => {
      const { id } = standIn.create.customer({
        metadata: { billing_owner_type: 'user', billing_owner_id: 'u1' },
      });
      standIn.create.customer({ name: 'Somebody else' });
      expect(await reportOf('--dry-run')).toMatchObject({
        dryRun: true,
        changes: 1,
        counts: { linked: 1, foreign: 1 },
      });
      expect(await open().billingAccounts.findByCustomer(id)).toBeUndefined();

      expect(await reportOf()).toMatchObject({
        changes: 1,
        findings: [{ customerId: id, outcome: 'linked' }],
      });
      expect(await open().billingAccounts.findByCustomer(id)).toMatchObject({ setBy: 'reconcile' });
      expect(await reportOf()).toMatchObject({ changes: 0 });
    });

    it('of one owner, and by the metadata of an older system', async () => {
      const { id } = standIn.create.customer({ metadata: { userId: 'u2' } });
      expect(await reportOf('user:u2')).toMatchObject({ changes: 0 });
      expect(await reportOf('--match', 'metadata.userId')).toMatchObject({ changes: 1 });
      expect(await open().billingAccounts.findByCustomer(id)).toMatchObject({
        owner: { type: 'user', id: 'u2' },
      });
    });

    it('tells a person in words', async () => {
      const { status, stdout } = await run('reconcile');
      expect({ status, stdout }).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('0 changes were made.'),
      });
    });

    it('that Stripe refuses says what to do, and not that nothing was written', async () => {
      standIn.faults.next({ kind: 'status', status: 401, method: 'GET', path: '/v1/*', times: 100 });
      const { status, stdout, stderr } = await run('reconcile', '--json');
      standIn.faults.clear();
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/Check STRIPE_SECRET_KEY.*What was repaired before that stays/);
      expect(stderr).not.toContain('Nothing was written');
    });

    it.each([
      ['an owner that is none', ['u1']],
      ['a time that is none', ['--since', 'yesterday']],
      ['an unknown option', ['--by-email']],
    ])('refuses %s as wrong use', async (_name, args) => {
      expect(await run('reconcile', ...args)).toMatchObject({ status: 2, stdout: '' });
    });
  });

  describe('webhooks', () => {
    const event = { created: '2026-01-01T00:00:00.000Z', objectId: 'cus_1', customerId: 'cus_1' };

    it('lists, shows and tries again', async () => {
      const { stripeEvents } = open();
      await stripeEvents.insert(
        { id: 'evt_1', type: 'customer.updated', ...event },
        '2026-01-01T00:00:01.000Z',
      );
      const claimed = await stripeEvents.claim({
        now: '2026-01-01T00:00:02.000Z',
        leaseUntil: '2026-01-01T00:01:00.000Z',
        except: [],
      });
      if (claimed === undefined) throw new Error('nothing to claim');
      await stripeEvents.bury(claimed, 'a reason', '2026-01-01T00:00:03.000Z');

      expect((await run('webhooks', 'list', '--state', 'dead')).stdout).toContain('a reason');
      const shown = await run('webhooks', 'show', 'evt_1', '--json');
      expect(JSON.parse(shown.stdout)).toMatchObject({ id: 'evt_1', state: 'dead', reason: 'a reason' });
      const retried = await run('webhooks', 'retry', '--json');
      expect(JSON.parse(retried.stdout)).toEqual(['evt_1']);
      expect(await stripeEvents.find('evt_1')).toMatchObject({ state: 'waiting' });
      expect((await run('webhooks', 'retry')).stdout).toBe('None of them is dead.\n');
    });

    it('an event that never came, and a state that is none', async () => {
      expect(await run('webhooks', 'show', 'evt_none')).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('reconcile'),
      });
      expect(await run('webhooks', 'list', '--state', 'lost')).toMatchObject({ status: 2 });
    });
  });
});
