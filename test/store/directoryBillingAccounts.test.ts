import { beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src/store/connection.ts';
import { forEachDatabase } from './databases.ts';
import { accountEntry, expectWrongLine, numbered, type Unnumbered, user } from './directoryEntries.ts';
import { factsOf, fresh, freshUser } from './facts.ts';

await forEachDatabase((_kind, open) => {
  let store: Store;
  let directory: Store['directory'];
  beforeAll(() => {
    store = open();
    directory = store.directory;
  });

  function load(...lines: Unnumbered[]) {
    return store.directory.importLines(numbered(lines));
  }

  it('imports the same billing account again without change', async () => {
    const entry = accountEntry(freshUser(), { purchasedAt: '2025-01-01T00:00:00Z' });
    const at = '2026-01-01T00:00:00.000Z';
    await directory.importLines(numbered([entry]), { at, setBy: 'ada' });
    const first = await store.billingAccounts.find(entry.owner, false);
    await directory.importLines(numbered([entry, entry]), { at, setBy: 'ada' });
    expect(await store.billingAccounts.find(entry.owner, false)).toEqual(first);
    expect(first).toMatchObject({ purchasedAt: '2025-01-01T00:00:00.000Z', setAt: at, setBy: 'ada' });
  });

  it("names the line of a customer that is another owner's in the store or in the file", async () => {
    const entry = accountEntry(freshUser());
    const thief = { ...entry, owner: freshUser() };
    const fine = accountEntry(freshUser());
    await expectWrongLine(load(fine, entry, thief), 3, 'customer_of_other_owner');
    await load(entry);
    await expectWrongLine(load(fine, thief), 2, 'customer_of_other_owner');
    await expectWrongLine(load(fine, { ...entry, livemode: true }), 2, 'customer_of_other_owner');
    expect(await store.billingAccounts.findByCustomer(fine.customerId)).toBeUndefined();
    expect((await store.billingAccounts.findByCustomer(entry.customerId))?.owner).toEqual(entry.owner);
  });

  it("names the line of an owner's second customer, in the store or in the file", async () => {
    const owner = freshUser();
    const [first, second] = [accountEntry(owner), accountEntry(owner)];
    await expectWrongLine(load(first, second), 2, 'owner_has_other_customer');
    await load(first);
    await expectWrongLine(load(user(fresh('u')), second), 2, 'owner_has_other_customer');
    expect(await store.billingAccounts.listOf(owner)).toHaveLength(1);
  });

  it("names the line of an owner's second customer among thousands", async () => {
    const owner = freshUser();
    const others = Array.from({ length: 1000 }, () => accountEntry(freshUser()));
    const lines = [accountEntry(owner), ...others, accountEntry(owner)];
    await expectWrongLine(load(...lines), 1002, 'owner_has_other_customer');
    expect(await store.billingAccounts.find(owner, false)).toBeUndefined();
  });

  it('takes a new customer together with the deletion of the old one, in any order', async () => {
    const owner = freshUser();
    const [first, second] = [accountEntry(owner), accountEntry(owner)];
    await load(first);
    await load(second, { ...first, deleted: true });
    expect(await store.billingAccounts.find(owner, false)).toMatchObject({ customerId: second.customerId });
    expect((await store.billingAccounts.findByCustomer(first.customerId))?.deletedAt).not.toBeNull();
  });

  it('keeps a deleted customer deleted', async () => {
    const entry = accountEntry(freshUser());
    await load({ ...entry, deleted: true }, entry);
    await load(entry);
    expect(await store.billingAccounts.find(entry.owner, false)).toBeUndefined();
  });

  it('leaves a replaced account replaced', async () => {
    const owner = freshUser();
    const facts = factsOf(owner);
    await store.billingAccounts.link(facts);
    const second = await store.billingAccounts.link(factsOf(owner), { replace: true });
    await load({ ...accountEntry(owner), customerId: facts.customerId });
    expect(await store.billingAccounts.find(owner, false)).toEqual(second);
  });
});
