import { beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src/store/connection.ts';
import { createDatabase, forEachDatabase } from './databases.ts';
import {
  accountEntry,
  expectWrongLine,
  member,
  numbered,
  organization,
  type Unnumbered,
  user,
} from './directoryEntries.ts';
import { fresh, freshUser, keyOf } from './facts.ts';

await forEachDatabase((kind, open) => {
  let store: Store;
  let directory: Store['directory'];
  beforeAll(() => {
    store = open();
    directory = store.directory;
  });

  function load(...lines: Unnumbered[]) {
    return store.directory.importLines(numbered(lines));
  }

  it('prunes what the import lacks, but neither keys nor billing accounts', async () => {
    const { url, drop } = await createDatabase(kind);
    const own = open(url);
    const owner = freshUser();
    const key = keyOf(owner.id);
    const before = [user(owner.id), user('v'), organization('o'), organization('p')];
    const account = accountEntry(owner);
    await own.directory.importLines(
      numbered([...before, member(owner.id, 'o'), member('v', 'o'), member('v', 'p'), account]),
    );
    await own.apiKeys.insert(key);
    const kept = numbered([user('v'), user('w'), organization('o'), member('v', 'o', 'owner')]);
    const summary = await own.directory.importLines(kept, { prune: true });
    expect(summary).toMatchObject({ users: 2, organizations: 1, members: 1, revokedKeys: 0 });
    expect(await own.directory.findUser(owner.id)).toBeUndefined();
    expect(await own.directory.findOrganization('p')).toBeUndefined();
    expect(await own.directory.membershipsOf('v')).toEqual([
      { organizationId: 'o', role: 'owner', portalProfile: null },
    ]);
    expect(await own.directory.findUser('w')).toEqual({ id: 'w' });
    expect((await own.apiKeys.find(key.id))?.revokedAt).toBeNull();
    expect(await own.billingAccounts.find(owner, false)).toMatchObject({ customerId: account.customerId });
    await own.close();
    await drop();
  });

  it('refuses, when it prunes, a member whose user is in the store alone', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    await load(user(u), organization(o));
    const entries = numbered([organization(o), member(u, o)]);
    await expectWrongLine(directory.importLines(entries, { prune: true }), 2, 'unknown_user');
    expect(await directory.findUser(u)).toEqual({ id: u });
  });

  it('lets two imports of the same things wait for each other', async () => {
    const ids = Array.from({ length: 600 }, () => fresh('u'));
    const imports = [ids, [...ids].reverse()].map((some) => load(...some.map((id) => user(id))));
    expect((await Promise.all(imports)).map((summary) => summary.users)).toEqual([600, 600]);
  });

  it('lets an import wait for one that removes what it refers to', async () => {
    const o = fresh('o');
    await load(organization(o));
    const ids = Array.from({ length: 3000 }, () => fresh('u'));
    const adding = load(...ids.map((id) => user(id)), ...ids.map((id) => member(id, o)));
    const removing = load(...Array.from({ length: 1000 }, () => user(fresh('u'), true)), {
      ...organization(o),
      deleted: true,
    });
    const [added] = await Promise.allSettled([adding, removing]);
    if (added.status === 'rejected') expect(added.reason).toMatchObject({ reason: 'unknown_organization' });
    expect(await directory.findOrganization(o)).toBeUndefined();
  });

  it('imports 100,000 lines, and again with prune', { timeout: 120_000 }, async () => {
    const { url, drop } = await createDatabase(kind);
    const own = open(url);
    const ids = Array.from({ length: 30_000 }, (_, index) => `u${index}`);
    const lines = numbered([
      ...Array.from({ length: 10_000 }, (_, index) => organization(`o${index}`)),
      ...ids.flatMap((id, index) => [
        user(id),
        member(id, `o${index % 10_000}`),
        accountEntry({ type: 'user', id }),
      ]),
    ]);
    expect(lines).toHaveLength(100_000);
    const expected = { users: 30_000, organizations: 10_000, members: 30_000, billingAccounts: 30_000 };
    expect(await own.directory.importLines(lines)).toMatchObject({ ...expected, removed: 0 });
    const half = lines.filter((entry) => entry.type === 'organization');
    const summary = await own.directory.importLines(half, { prune: true });
    expect(summary).toMatchObject({ organizations: 10_000, removed: 60_000 });
    expect(await own.directory.findUser('u29999')).toBeUndefined();
    await own.close();
    await drop();
  });
});
