import { beforeAll, describe, expect, it } from 'vitest';
import type { SubscriptionStatus } from '../../src/billing/billingAccount.ts';
import type { Owner } from '../../src/billing/owner.ts';
import type { Store } from '../../src/store/connection.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrateUp, ownMigrations } from '../../src/store/migrations.ts';
import { createDatabase, forEachDatabase, openRaw } from './databases.ts';
import { accountEntry, numbered } from './directoryEntries.ts';
import { factsOf, fresh, freshUser } from './facts.ts';

const early = '2026-01-01T00:00:00.000Z';
const late = '2026-01-02T00:00:00.000Z';
const later = '2026-01-03T00:00:00.000Z';
const named = ({ type, id }: Owner) => `${type}:${id}`;

await forEachDatabase((kind, open, url) => {
  let store: Store;
  let accounts: Store['billingAccounts'];
  beforeAll(() => {
    store = open();
    accounts = store.billingAccounts;
  });

  const historyOf = (customerId: string) => store.billingAccountChanges.of(customerId);
  /** The same as texts, such as `staleAt null by evt_1`. */
  const told = async (customerId: string) =>
    (await historyOf(customerId)).map(({ field, value, setBy }) => `${field} ${value} by ${setBy}`);

  describe('a link', () => {
    it('says at first sight who set the owner and each field that has a value', async () => {
      const facts = factsOf(freshUser(), {
        purchasedAt: '2025-01-01T01:00:00+01:00',
        subscriptionStatus: 'active',
        setBy: 'evt_1',
        setAt: early,
      });
      await accounts.link(facts);
      const by = { setBy: 'evt_1', setAt: early };
      expect(await historyOf(facts.customerId)).toEqual([
        { field: 'owner', value: named(facts.owner), ...by },
        { field: 'purchasedAt', value: '2025-01-01T00:00:00.000Z', ...by },
        { field: 'subscriptionStatus', value: 'active', ...by },
      ]);
    });

    it('adds the fields that changed, and none where nothing did', async () => {
      const facts = factsOf(freshUser(), { subscriptionStatus: 'trialing', setBy: 'evt_1' });
      await accounts.link(facts);
      await accounts.link({ ...facts, setBy: 'evt_2', setAt: late });
      await accounts.link({ ...facts, subscriptionStatus: 'active', setBy: 'evt_3', setAt: late });
      await accounts.link({ ...facts, subscriptionStatus: null, setBy: 'evt_4', setAt: later });
      expect((await historyOf(facts.customerId)).slice(1)).toEqual([
        { field: 'subscriptionStatus', value: 'trialing', setBy: 'evt_1', setAt: early },
        { field: 'subscriptionStatus', value: 'active', setBy: 'evt_3', setAt: late },
        { field: 'subscriptionStatus', value: null, setBy: 'evt_4', setAt: later },
      ]);
    });

    it('notes on the account that is set aside who did it, and who put it back', async () => {
      const owner = freshUser();
      const [first, second] = [factsOf(owner), factsOf(owner, { setAt: late, setBy: 'ada' })];
      await accounts.link(first);
      await accounts.link(second, { replace: true });
      await accounts.link({ ...first, setAt: later, setBy: 'grace' }, { replace: true });
      expect((await historyOf(first.customerId)).slice(1)).toEqual([
        { field: 'replacedAt', value: late, setBy: 'ada', setAt: late },
        { field: 'replacedAt', value: null, setBy: 'grace', setAt: later },
      ]);
      expect(await told(second.customerId)).toEqual([
        `owner ${named(owner)} by ada`,
        `replacedAt ${later} by grace`,
      ]);
    });

    it('that cannot be made leaves no trace', async () => {
      const owner = freshUser();
      const [first, second] = [factsOf(owner), factsOf(owner)];
      await accounts.link(first);
      const before = await historyOf(first.customerId);
      await expect(accounts.link(second)).rejects.toThrow();
      await expect(accounts.link({ ...first, owner: freshUser() })).rejects.toThrow();
      expect(await historyOf(second.customerId)).toEqual([]);
      expect(await historyOf(first.customerId)).toEqual(before);
    });
  });

  it('a deletion is noted once, by who saw it first', async () => {
    const facts = factsOf(freshUser());
    await accounts.link(facts);
    await accounts.markDeleted(facts.customerId, late, 'evt_1');
    await accounts.markDeleted(facts.customerId, later, 'reconcile');
    expect((await historyOf(facts.customerId)).slice(1)).toEqual([
      { field: 'deletedAt', value: late, setBy: 'evt_1', setAt: late },
    ]);
  });

  it('staleness is noted with who found it, and who found it gone', async () => {
    const facts = factsOf(freshUser(), { setAt: late });
    const { customerId } = facts;
    await accounts.link(facts);
    await accounts.markStale(customerId, early, 'too old to count');
    await accounts.markStale(customerId, late, 'portal request');
    await accounts.markStale(customerId, late, 'said already');
    await accounts.clearStale(customerId, early, 'too old to count');
    await accounts.clearStale(customerId, later, 'live look-up');
    await accounts.clearStale(customerId, later, 'said already');
    expect((await historyOf(customerId)).slice(1)).toEqual([
      { field: 'staleAt', value: late, setBy: 'portal request', setAt: late },
      { field: 'staleAt', value: null, setBy: 'live look-up', setAt: later },
    ]);
  });

  describe('an import', () => {
    const importing = (entries: Parameters<typeof numbered>[0], dryRun = false) =>
      store.directory.importAndCount(numbered(entries), { at: early, setBy: 'ada', dryRun });

    it('notes what it sets, for hundreds of accounts, and nothing the second time', async () => {
      const entries = Array.from({ length: 600 }, () =>
        accountEntry(freshUser(), { purchasedAt: late, subscriptionStatus: 'active' }),
      );
      await importing(entries);
      await importing(entries);
      for (const { owner, customerId } of [entries[0], entries[300], entries[599]].flatMap(
        (one) => one ?? [],
      )) {
        expect(await told(customerId)).toEqual([
          `owner ${named(owner)} by ada`,
          `purchasedAt ${late} by ada`,
          'subscriptionStatus active by ada',
        ]);
      }
    });

    it('notes only what it changes, a deletion too', async () => {
      const entry = accountEntry(freshUser(), { subscriptionStatus: 'active' });
      await accounts.link(factsOf(entry.owner, { ...entry, setBy: 'evt_1' }));
      await importing([{ ...entry, subscriptionStatus: 'canceled' }]);
      await importing([{ ...entry, subscriptionStatus: 'canceled', deleted: true }]);
      expect(await told(entry.customerId)).toEqual([
        `owner ${named(entry.owner)} by evt_1`,
        'subscriptionStatus active by evt_1',
        'subscriptionStatus canceled by ada',
        `deletedAt ${early} by ada`,
      ]);
    });

    it('notes nothing in a dry run', async () => {
      const entry = accountEntry(freshUser());
      await importing([entry], true);
      expect(await told(entry.customerId)).toEqual([]);
    });
  });

  describe('writers at once', () => {
    it('of many who see a customer first, one set the owner', async () => {
      const facts = factsOf(freshUser(), { subscriptionStatus: 'active' });
      await Promise.all(Array.from({ length: 8 }, (_, n) => accounts.link({ ...facts, setBy: `evt_${n}` })));
      const history = await historyOf(facts.customerId);
      expect(history.map(({ field }) => field)).toEqual(['owner', 'subscriptionStatus']);
    });

    it('each note a change from what the one before wrote', async () => {
      const facts = factsOf(freshUser());
      await accounts.link(facts);
      const statuses: readonly SubscriptionStatus[] = ['active', 'past_due'];
      const other = open();
      await Promise.all(
        Array.from({ length: 40 }, (_, n) => {
          const status = statuses[(n >> 1) % 2] ?? null;
          const writer = n % 2 === 0 ? accounts : other.billingAccounts;
          return writer.link({ ...facts, subscriptionStatus: status, setBy: `evt_${n}` });
        }),
      );
      const values = (await historyOf(facts.customerId)).slice(1).map(({ value }) => value);
      expect(values.length).toBeGreaterThan(0);
      expect(values.filter((value, n) => value === values[n - 1])).toEqual([]);
      const account = await accounts.findByCustomer(facts.customerId);
      expect(values.at(-1)).toBe(account?.subscriptionStatus);
    });
  });

  it('a customer that nobody has, or no one could have, has no history', async () => {
    expect(await historyOf(fresh('cus'))).toEqual([]);
    expect(await historyOf('cus\0')).toEqual([]);
  });

  it('the database refuses to change what was noted', async () => {
    const facts = factsOf(freshUser());
    await accounts.link(facts);
    const raw = openRaw(url());
    const changing = raw('billing_account_changes')
      .where({ customer_id: facts.customerId })
      .update({ set_by: 'somebody else' });
    await expect(changing).rejects.toThrow('billing_account_changes is append-only');
    await raw.destroy();
    expect((await historyOf(facts.customerId))[0]?.setBy).toBe('a test');
  });

  it('accounts from before say what their rows say', async () => {
    const { url, drop } = await createDatabase(kind, { empty: true });
    const database = openDatabase(url);
    const first = ownMigrations.findIndex(({ name }) => name === '0011_billing_account_changes');
    await migrateUp(database, ownMigrations.slice(0, first));
    const row = {
      owner_type: 'organization',
      owner_id: 'o1',
      livemode: false,
      set_by: 'evt_1',
      set_at: late,
    };
    const raw = openRaw(url);
    await raw('billing_accounts').insert([
      { ...row, customer_id: 'cus_1', purchased_at: early, subscription_status: 'active', stale_at: later },
      { ...row, customer_id: 'cus_2', deleted_at: late, replaced_at: late },
    ]);
    await raw.destroy();
    await migrateUp(database);
    await database.close();
    const migrated = open(url);
    const by = { setBy: 'evt_1', setAt: late };
    expect(await migrated.billingAccountChanges.of('cus_1')).toEqual([
      { field: 'owner', value: 'organization:o1', ...by },
      { field: 'purchasedAt', value: early, ...by },
      { field: 'subscriptionStatus', value: 'active', ...by },
      { field: 'staleAt', value: later, setBy: 'unknown', setAt: later },
    ]);
    expect(await migrated.billingAccountChanges.of('cus_2')).toEqual([
      { field: 'owner', value: 'organization:o1', ...by },
      { field: 'deletedAt', value: late, ...by },
      { field: 'replacedAt', value: late, ...by },
    ]);
    await migrated.close();
    await drop();
  });
});
