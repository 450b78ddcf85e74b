import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import { forEachDatabase } from '../store/databases.ts';
import { factsOf, fresh, freshUser } from '../store/facts.ts';
import { cli } from './cli.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

await forEachDatabase((_kind, open, url) => {
  let accounts: Store['billingAccounts'];
  beforeAll(() => {
    accounts = open().billingAccounts;
  });

  const customers = (...args: string[]) =>
    cli(['customers', ...args], {
      env: {
        DATABASE_URL: url(),
        STRIPE_SECRET_KEY: 'sk_test_canary1234567890',
        STRIPE_API_BASE: standIn.url,
      },
    });
  const show = (...args: string[]) => cli(['customers', 'show', ...args], { env: { DATABASE_URL: url() } });

  it('shows what an owner has and had, in both modes', async () => {
    const owner = { type: 'organization', id: fresh('o') } as const;
    const was = factsOf(owner, { customerId: 'cus_a', purchasedAt: '2025-01-01T00:00:00.000Z' });
    await accounts.link({ ...was, customerId: `${fresh('cus_a')}` });
    await accounts.link(factsOf(owner, { customerId: fresh('cus_b') }), { replace: true });
    await accounts.link(
      factsOf(owner, { customerId: fresh('cus_c'), livemode: true, subscriptionStatus: 'past_due' }),
    );

    const human = await show(`organization:${owner.id}`);
    expect(human).toMatchObject({ status: 0, stderr: '' });
    expect(human.stdout).toMatch(/cus_a\w+ +test +replaced at \S+ +2025-01-01T00:00:00\.000Z/);
    expect(human.stdout).toMatch(/cus_b\w+ +test +active /);
    expect(human.stdout).toMatch(/cus_c\w+ +live +active +- +past_due/);

    const machine = await show(`organization:${owner.id}`, '--json');
    expect(machine).toMatchObject({ status: 0, stderr: '' });
    const stored = await accounts.listOf(owner);
    expect(JSON.parse(machine.stdout)).toEqual(
      stored.map((account) => ({ ...account, status: account.replacedAt ? 'replaced' : 'active' })),
    );
  });

  it('shows nothing for an owner who never had one', async () => {
    const id = fresh('u');
    expect(await show(`user:${id}`)).toMatchObject({
      status: 0,
      stdout: `user:${id} has no billing account, and never had one.\n`,
    });
    expect(await show(`user:${id}`, '--json')).toEqual({ status: 0, stdout: '[]\n', stderr: '' });
  });

  it('links a customer with what Stripe knows of it', async () => {
    const owner = freshUser();
    const { id } = standIn.create.customer();
    standIn.create.invoice({ customer: id, amount: 100, created: Date.UTC(2025, 0, 1) / 1000 });
    const linked = await customers('link', `user:${owner.id}`, id, '--json');
    expect(linked).toMatchObject({ status: 0, stderr: '' });
    const account = await accounts.find(owner, false);
    expect(account).toMatchObject({
      customerId: id,
      purchasedAt: '2025-01-01T00:00:00.000Z',
      setBy: 'customers link',
    });
    expect(JSON.parse(linked.stdout)).toEqual({ ...account, status: 'active' });
    expect(await customers('link', `user:${owner.id}`, id)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(id),
    });
  });

  it('clears the mark of a customer that Stripe did not know for a while', async () => {
    const owner = freshUser();
    const { id } = standIn.create.customer();
    await accounts.link(factsOf(owner, { customerId: id }));
    await accounts.markStale(id, '2026-01-02T00:00:00.000Z', 'a test');
    const linked = await customers('link', `user:${owner.id}`, id, '--json');
    expect(JSON.parse(linked.stdout)).toMatchObject({ staleAt: null });
    expect(await accounts.find(owner, false)).toMatchObject({ staleAt: null });
  });

  it("takes another customer in the place of an owner's only when told to, and back again", async () => {
    const owner = freshUser();
    const name = `user:${owner.id}`;
    const [first, second] = [standIn.create.customer().id, standIn.create.customer().id];
    await accounts.link(factsOf(owner, { customerId: first }));

    const refused = await customers('link', name, second, '--json');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain(`has another customer, ${first}`);
    expect(refused.stderr).toContain(`customers link ${name} ${second} --replace`);
    expect(await accounts.find(owner, false)).toMatchObject({ customerId: first });

    expect(await customers('link', name, second, '--replace')).toMatchObject({ status: 0 });
    expect(await accounts.find(owner, false)).toMatchObject({ customerId: second });

    const back = await customers('link', name, first);
    expect(back).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('--replace') });
    expect(await customers('link', name, first, '--replace')).toMatchObject({ status: 0 });
    expect(await accounts.find(owner, false)).toMatchObject({ customerId: first });
  });

  it("never takes another owner's customer", async () => {
    const owner = freshUser();
    const { id } = standIn.create.customer();
    await accounts.link(factsOf(owner, { customerId: id }));
    const refused = await customers('link', `user:${fresh('u')}`, id, '--replace');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain(`${id} belongs to user:${owner.id}, and a customer never moves`);
    expect(await accounts.findByCustomer(id)).toMatchObject({ owner });
  });

  it('takes no customer that Stripe does not know, or that is deleted there or here', async () => {
    const owner = freshUser();
    const gone = standIn.create.customer().id;
    standIn.data.customers.set(gone, { id: gone, object: 'customer', deleted: true });
    const goneHere = standIn.create.customer().id;
    await accounts.link(factsOf(owner, { customerId: goneHere, deletedAt: '2026-01-01T00:00:00.000Z' }));
    for (const [customer, text] of [
      ['cus_unknown', 'Stripe knows no customer cus_unknown in test mode'],
      [gone, `${gone} is deleted in Stripe`],
      [goneHere, `${goneHere} was deleted in Stripe once`],
    ] as const) {
      const refused = await customers('link', `user:${owner.id}`, customer);
      expect(refused).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(text) });
    }
    expect(await accounts.find(owner, false)).toBeUndefined();
  });

  it.each([
    ['does not answer', 'reset', /Stripe does not answer.*Nothing was written/],
    ['refuses the key', 401, /Check STRIPE_SECRET_KEY.*Nothing was written.*status 401/],
    ['is something else', 'html', /What answers is not Stripe.*STRIPE_API_BASE/],
  ] as const)('says what to do where Stripe %s', async (_name, fault, text) => {
    const owner = freshUser();
    const { id } = standIn.create.customer();
    const target = { method: 'GET', path: '/v1/*', times: Number.POSITIVE_INFINITY } as const;
    standIn.faults.next(
      fault === 401 ? { kind: 'status', status: fault, ...target } : { kind: fault, ...target },
    );
    const failed = await customers('link', `user:${owner.id}`, id);
    standIn.faults.clear();
    expect(failed).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(text) });
    expect(failed.stderr).not.toMatch(/canary|127\.0\.0\.1|^ +at /m);
    expect(await accounts.find(owner, false)).toBeUndefined();
  });
});
