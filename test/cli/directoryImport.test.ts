import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import { createDatabase, forEachDatabase } from '../store/databases.ts';
import { factsOf, fresh, freshUser, keyOf } from '../store/facts.ts';
import { cli, jsonLines } from './cli.ts';

let standIn: StandIn;
let folder: string;
beforeAll(async () => {
  standIn = await startStandIn();
  folder = mkdtempSync(join(tmpdir(), 'billing-portal-cli-'));
});
afterEach(() => standIn.faults.clear());
afterAll(async () => {
  await standIn.close();
  rmSync(folder, { recursive: true });
});

const user = (id: string) => ({ type: 'user', id });
const organization = (id: string, name = 'Analytical Engines') => ({ type: 'organization', id, name });
const member = (user: string, organization: string, role = 'user') => ({
  type: 'member',
  user,
  organization,
  role,
});
const account = (id: string, customer: string, facts: object = {}) => ({
  type: 'billing_account',
  owner: { type: 'user', id },
  customer,
  ...facts,
});
const known = { purchasedAt: null, subscriptionStatus: null };
const none = { added: 0, changed: 0, removed: 0, unchanged: 0 };

await forEachDatabase((kind, open, url) => {
  let store: Store;
  beforeAll(() => {
    store = open();
  });

  const env = (databaseUrl = url()) => ({
    DATABASE_URL: databaseUrl,
    STRIPE_SECRET_KEY: 'sk_test_canary1234567890',
    STRIPE_API_BASE: standIn.url,
  });
  /** Imports lines by standard input. */
  const load = (lines: readonly unknown[], ...options: string[]) =>
    cli(['directory', 'import', '-', ...options], { env: env(), input: jsonLines(...lines) });

  it('imports a file, tells what that changed, and changes nothing the second time', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    const [asked, notAsked] = [standIn.create.customer().id, fresh('cus')];
    standIn.create.invoice({ customer: asked, amount: 100, created: Date.UTC(2025, 0, 1) / 1000 });
    const file = join(folder, 'directory.jsonl');
    writeFileSync(
      file,
      jsonLines(
        member(u, o, 'billing'),
        { ...user(u), email: 'ada@example.com' },
        organization(o),
        account(u, asked),
        {
          ...account(o, notAsked, { purchasedAt: '2025-02-01T00:00:00Z', subscriptionStatus: 'canceled' }),
          owner: { type: 'organization', id: o },
        },
      ).replaceAll('\n', '\r\n\n'),
    );
    const args = ['directory', 'import', file, '--json'];
    const first = await cli(args, { env: env() });
    expect(first.status).toBe(0);
    expect(JSON.parse(first.stdout)).toEqual({
      dryRun: false,
      lines: 5,
      blankLines: 5,
      users: { ...none, added: 1 },
      organizations: { ...none, added: 1 },
      members: { ...none, added: 1 },
      billingAccounts: { ...none, added: 2 },
      revokedKeys: 0,
    });
    expect(first.stderr).toContain('Passed over 5 blank lines.');
    expect(await store.directory.membershipsOf(u)).toEqual([
      { organizationId: o, role: 'billing', portalProfile: null },
    ]);
    expect(await store.billingAccounts.find({ type: 'user', id: u }, false)).toMatchObject({
      customerId: asked,
      purchasedAt: '2025-01-01T00:00:00.000Z',
      subscriptionStatus: null,
      setBy: 'directory import',
    });
    expect(await store.billingAccounts.find({ type: 'organization', id: o }, false)).toMatchObject({
      customerId: notAsked,
      purchasedAt: '2025-02-01T00:00:00.000Z',
      subscriptionStatus: 'canceled',
    });

    const second = await cli(args, { env: env() });
    expect(JSON.parse(second.stdout)).toMatchObject({
      users: { ...none, unchanged: 1 },
      organizations: { ...none, unchanged: 1 },
      members: { ...none, unchanged: 1 },
      billingAccounts: { ...none, unchanged: 2 },
    });
  });

  it('counts for a person what is added, changed, removed and unchanged', async () => {
    const [u, v, o] = [fresh('u'), fresh('v'), fresh('o')];
    await load([
      user(u),
      user(v),
      organization(o),
      member(u, o),
      member(v, o),
      account(u, fresh('cus'), known),
    ]);
    const key = keyOf(v);
    await store.apiKeys.insert(key);
    const { status, stdout } = await load([
      user(u),
      { ...user(v), deleted: true },
      user(fresh('w')),
      organization(o, 'Difference Engines'),
      member(u, o, 'owner'),
      account(u, (await store.billingAccounts.listOf({ type: 'user', id: u }))[0]?.customerId ?? '', {
        ...known,
        subscriptionStatus: 'active',
      }),
    ]);
    expect(status).toBe(0);
    const counts = Object.fromEntries(
      [...stdout.matchAll(/^(\w[\w ]*?) +(\d+) +(\d+) +(\d+) +(\d+)$/gm)].map(([, name, ...rest]) => [
        name,
        rest.join(' '),
      ]),
    );
    expect(counts).toEqual({
      users: '1 0 1 1',
      organizations: '0 1 0 0',
      // The deleted user's membership goes, too.
      members: '0 1 1 0',
      'billing accounts': '0 1 0 0',
    });
    expect(stdout).toContain('API keys revoked: 1');
    expect(await store.apiKeys.find(key.id)).toMatchObject({ revokedAt: expect.any(String) });
  });

  it('gives an organization a portal profile, keeps it where a line does not speak of it, and takes it away', async () => {
    const o = fresh('o');
    const profileOf = async () => (await store.directory.findOrganization(o))?.portalProfile;
    const given = await load([{ ...organization(o), portalProfile: 'enterprise' }], '--json');
    expect(given.status).toBe(0);
    expect(given.stderr).toMatch(
      /^Note: the portal profile enterprise is not applied .*`billing-portal portal-config apply`/,
    );
    expect(await profileOf()).toBe('enterprise');

    await store.portalConfigurations.save({
      profile: 'enterprise',
      livemode: false,
      configurationId: 'bpc_1',
      hash: 'a hash',
      appliedAt: '2026-01-01T00:00:00.000Z',
    });
    const again = await load([{ ...organization(o), portalProfile: 'enterprise' }], '--json');
    expect(again).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(again.stdout).organizations).toEqual({ ...none, unchanged: 1 });

    await load([organization(o, 'Difference Engines')]);
    expect(await profileOf()).toBe('enterprise');
    const taken = await load([{ ...organization(o, 'Difference Engines'), portalProfile: null }], '--json');
    expect(JSON.parse(taken.stdout).organizations).toEqual({ ...none, changed: 1 });
    expect(await profileOf()).toBeNull();

    expect(await load([{ ...organization(o), portalProfile: 'En terprise' }])).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/line 1: portalProfile must be a name/),
    });
  });

  it('asks Stripe only for what a line lacks, and lets the line decide the rest', async () => {
    const [u, v, w, x] = [fresh('u'), fresh('v'), fresh('w'), fresh('x')];
    const [a, b] = [standIn.create.customer().id, standIn.create.customer().id];
    for (const customer of [a, b]) standIn.create.invoice({ customer, amount: 100, created: 1_700_000_000 });
    const before = standIn.requests.length;
    const { status } = await load([
      account(u, a),
      account(v, b, { purchasedAt: '2020-01-01T00:00:00Z' }),
      account(w, 'cus_not_asked', { purchasedAt: null, subscriptionStatus: 'past_due' }),
      account(x, 'cus_gone', { deleted: true }),
    ]);
    expect(status).toBe(0);
    const paths = standIn.requests.slice(before).map(({ path }) => path);
    expect(paths).toHaveLength(8);
    expect(paths.filter((path) => path.startsWith('/v1/customers/')).sort()).toEqual(
      [a, b].map((customer) => `/v1/customers/${customer}`).sort(),
    );
    const purchasedAt = async (id: string) =>
      (await store.billingAccounts.find({ type: 'user', id }, false))?.purchasedAt;
    expect(await purchasedAt(u)).toBe(new Date(1_700_000_000_000).toISOString());
    expect(await purchasedAt(v)).toBe('2020-01-01T00:00:00.000Z');
    expect(await purchasedAt(w)).toBe(null);
    expect(await store.billingAccounts.findByCustomer('cus_gone')).toMatchObject({
      deletedAt: expect.any(String),
    });
  });

  it('learns from Stripe that a customer is deleted', async () => {
    const owner = freshUser();
    const { id } = standIn.create.customer();
    standIn.data.customers.set(id, { id, object: 'customer', deleted: true });
    const { status, stderr } = await load([account(owner.id, id)]);
    expect(status).toBe(0);
    expect(stderr).toContain('Lines whose customer is deleted in Stripe, and opens no portal: 1.');
    expect(await store.billingAccounts.findByCustomer(id)).toMatchObject({
      owner,
      deletedAt: expect.any(String),
    });
    expect(await store.billingAccounts.find(owner, false)).toBeUndefined();
  });

  it('tells in a dry run what would change, and writes nothing', async () => {
    const u = fresh('u');
    const customer = standIn.create.customer().id;
    const dry = await load([user(u), account(u, customer)], '--dry-run', '--json');
    expect(dry.status).toBe(0);
    expect(JSON.parse(dry.stdout)).toMatchObject({
      dryRun: true,
      users: { ...none, added: 1 },
      billingAccounts: { ...none, added: 1 },
    });
    expect(await store.directory.findUser(u)).toBeUndefined();
    expect(await store.billingAccounts.findByCustomer(customer)).toBeUndefined();
    expect((await load([user(u)], '--dry-run')).stdout).toContain('A dry run: nothing was written.');
  });

  describe('writes nothing, and names every wrong line', () => {
    /** Runs an import that must be refused, of these lines after one that is right. */
    async function refused(lines: readonly unknown[], ...options: string[]) {
      const u = fresh('u');
      const outcome = await load([user(u), ...lines], ...options);
      expect(outcome).toMatchObject({ status: 1, stdout: '' });
      expect(outcome.stderr).not.toMatch(/canary|127\.0\.0\.1|select|^ +at /m);
      expect(await store.directory.findUser(u)).toBeUndefined();
      return outcome.stderr;
    }
    const numbersIn = (text: string) =>
      [...text.matchAll(/^ {2}line (\d+): /gm)].map(([, line]) => Number(line));

    it('when lines are malformed', async () => {
      const before = standIn.requests.length;
      const text = await refused([
        { type: 'usr' },
        user(fresh('v')),
        { type: 'user' },
        account('u', 'cus_1', { livemode: true }),
      ]);
      expect(text).toContain('3 lines are wrong, so nothing was written:');
      expect(numbersIn(text)).toEqual([2, 4, 5]);
      expect(standIn.requests).toHaveLength(before);
    });

    it('the first twenty, and how many more there are', async () => {
      const text = await refused(Array.from({ length: 25 }, () => 'nonsense'));
      expect(numbersIn(text)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
      expect(text).toMatch(/25 lines are wrong[\s\S]* … and 5 more\.$/m);
    });

    it('when Stripe does not know customers', async () => {
      const right = standIn.create.customer().id;
      const text = await refused([
        account(fresh('u'), 'cus_x'),
        account(fresh('u'), right),
        account(fresh('u'), 'cus_y'),
      ]);
      expect(numbersIn(text)).toEqual([2, 4]);
      expect(text).toContain('line 4: Stripe knows no customer cus_y in test mode');
      expect(await store.billingAccounts.findByCustomer(right)).toBeUndefined();
    });

    it('when they do not go with the store or with each other, before Stripe is asked', async () => {
      const [mine, other] = [freshUser(), freshUser()];
      const [ofMine, ofOther] = [fresh('cus'), fresh('cus')];
      await store.billingAccounts.link(factsOf(mine, { customerId: ofMine }));
      await store.billingAccounts.link(factsOf(other, { customerId: ofOther }));
      const twice = fresh('u');
      const before = standIn.requests.length;
      const text = await refused([
        account(mine.id, ofOther),
        account(mine.id, 'cus_second'),
        account(twice, 'cus_2a'),
        account(twice, 'cus_2b'),
        member(fresh('nobody'), fresh('o')),
        account(fresh('v'), 'cus_right'),
      ]);
      expect(numbersIn(text)).toEqual([2, 3, 5, 6]);
      expect(text).toMatch(/line 2: .*belongs to another owner/);
      expect(text).toMatch(/line 3: .*customers link OWNER CUSTOMER --replace/);
      expect(text).toMatch(/line 6: the user of this member/);
      expect(standIn.requests).toHaveLength(before);
    });

    it('not when Stripe fails in the middle: then it says so', async () => {
      const customers = Array.from({ length: 6 }, () => standIn.create.customer().id);
      standIn.faults.next({
        kind: 'empty',
        method: 'GET',
        path: '/v1/invoices',
        times: Number.POSITIVE_INFINITY,
      });
      const text = await refused(customers.map((customer) => account(fresh('u'), customer)));
      expect(text).toMatch(/What answers is not Stripe.*Nothing was written/);
      for (const customer of customers)
        expect(await store.billingAccounts.findByCustomer(customer)).toBeUndefined();
    });

    it('not when Stripe cannot be reached: then it says so', async () => {
      standIn.faults.next({ kind: 'reset', method: 'GET', path: '/v1/*', times: Number.POSITIVE_INFINITY });
      const text = await refused([account(fresh('u'), standIn.create.customer().id)], '--json');
      expect(text).toMatch(/Stripe does not answer.*Nothing was written/);
    });
  });

  it('prunes what the file lacks, but neither keys nor billing accounts', async () => {
    const { url: ownUrl, drop } = await createDatabase(kind);
    const own = open(ownUrl);
    const run = (lines: readonly unknown[], ...options: string[]) =>
      cli(['directory', 'import', '-', '--json', ...options], {
        env: env(ownUrl),
        input: jsonLines(...lines),
      });
    await run([
      user('u1'),
      user('u2'),
      organization('o1'),
      member('u1', 'o1'),
      account('u1', 'cus_1', known),
    ]);
    await own.apiKeys.insert(keyOf('u1'));

    // An export that failed, piped on.
    for (const lines of [[], [account('u1', 'cus_1', known)], [{ ...user('u3'), deleted: true }]]) {
      expect(await run(lines, '--prune')).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringContaining('--prune would remove every user'),
      });
    }
    expect(await own.directory.findUser('u1')).toBeDefined();

    const pruned = await run([user('u2')], '--prune');
    expect(JSON.parse(pruned.stdout)).toMatchObject({
      users: { ...none, removed: 1, unchanged: 1 },
      organizations: { ...none, removed: 1 },
      members: { ...none, removed: 1 },
      billingAccounts: none,
      revokedKeys: 0,
    });
    expect(await own.directory.findUser('u1')).toBeUndefined();
    expect((await own.apiKeys.list('u1'))[0]).toMatchObject({ revokedAt: null });
    expect(await own.billingAccounts.find({ type: 'user', id: 'u1' }, false)).toBeDefined();
    await own.close();
    await drop();
  });
});

it('says that an empty file has nothing in it, and which file cannot be read', async () => {
  const { url, drop } = await createDatabase('sqlite');
  const env = { DATABASE_URL: url, STRIPE_SECRET_KEY: 'sk_test_1234567890' };
  expect(await cli(['directory', 'import', '-'], { env })).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('There is nothing to import'),
  });
  for (const [file, text] of [
    [join(folder, 'none.jsonl'), 'there is none by this name'],
    [folder, 'it is a folder'],
  ] as const) {
    expect(await cli(['directory', 'import', file], { env })).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining(text),
    });
  }
  await drop();
});
