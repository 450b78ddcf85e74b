import { beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src/store/connection.ts';
import { forEachDatabase } from './databases.ts';
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

  it('imports users, organizations, members and billing accounts', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    const account = accountEntry({ type: 'organization', id: o });
    const summary = await load(user(u), organization(o, 'Analytical Engines'), member(u, o), account);
    expect(summary).toEqual({
      users: 1,
      organizations: 1,
      members: 1,
      billingAccounts: 1,
      removed: 0,
      revokedKeys: 0,
    });
    expect(await directory.findUser(u)).toEqual({ id: u });
    expect(await directory.findOrganization(o)).toEqual({
      id: o,
      name: 'Analytical Engines',
      portalProfile: null,
    });
    expect(await directory.membershipsOf(u)).toEqual([
      { organizationId: o, role: 'user', portalProfile: null },
    ]);
    expect(await store.billingAccounts.find(account.owner, false)).toMatchObject({
      customerId: account.customerId,
      setBy: 'directory import',
      deletedAt: null,
    });
  });

  it('finds nothing that is not there, or differs in one byte', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    await load(user(u), organization(o), member(u, o));
    for (const change of [
      (id: string) => id.toUpperCase(),
      (id: string) => `${id} `,
      (id: string) => `${id}\0`,
    ]) {
      expect(await directory.findUser(change(u))).toBeUndefined();
      expect(await directory.findOrganization(change(o))).toBeUndefined();
      expect(await directory.membershipsOf(change(u))).toEqual([]);
    }
  });

  it('keeps ids that differ in case apart', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    await load(user(u), user(u.toUpperCase()), organization(o), member(u, o));
    expect(await directory.membershipsOf(u.toUpperCase())).toEqual([]);
  });

  it('changes names and roles by a second import', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    await load(user(u), organization(o, 'Old'), member(u, o, 'user'));
    await load(user(u), organization(o, 'New'), member(u, o, 'owner'));
    expect(await directory.findOrganization(o)).toEqual({ id: o, name: 'New', portalProfile: null });
    expect(await directory.membershipsOf(u)).toEqual([
      { organizationId: o, role: 'owner', portalProfile: null },
    ]);
  });

  it('lists several memberships in the order of their organizations', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    await load(user(u), organization(`${o}b`), organization(`${o}a`), member(u, `${o}b`), member(u, `${o}a`));
    const memberships = await directory.membershipsOf(u);
    expect(memberships.map((membership) => membership.organizationId)).toEqual([`${o}a`, `${o}b`]);
  });

  it('lets the last line about a thing decide', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    await load(
      user(u, true),
      organization(o, 'First'),
      member(u, o, 'owner'),
      user(u),
      organization(o, 'Last'),
      member(u, o, 'billing'),
    );
    expect(await directory.findOrganization(o)).toEqual({ id: o, name: 'Last', portalProfile: null });
    expect(await directory.membershipsOf(u)).toEqual([
      { organizationId: o, role: 'billing', portalProfile: null },
    ]);
  });

  it('takes a member before its user and organization, or with these in the store', async () => {
    const [u, o, p] = [fresh('u'), fresh('o'), fresh('p')];
    await load(member(u, o), user(u), organization(o));
    await load(organization(p));
    await load(member(u, p, 'billing'));
    expect(await directory.membershipsOf(u)).toEqual([
      { organizationId: o, role: 'user', portalProfile: null },
      { organizationId: p, role: 'billing', portalProfile: null },
    ]);
  });

  it('names the line of a member whose user is unknown, and writes nothing', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    const account = accountEntry(freshUser());
    await expectWrongLine(load(user(u), account, organization(o), member(fresh('u'), o)), 4, 'unknown_user');
    expect(await directory.findUser(u)).toBeUndefined();
    expect(await directory.findOrganization(o)).toBeUndefined();
    expect(await store.billingAccounts.findByCustomer(account.customerId)).toBeUndefined();
  });

  it('names the line of a member whose organization is unknown', async () => {
    const u = fresh('u');
    await expectWrongLine(load(user(u), member(u, fresh('o'))), 2, 'unknown_organization');
    expect(await directory.findUser(u)).toBeUndefined();
  });

  it('names the line of a text that no database keeps', async () => {
    const o = fresh('o');
    await expectWrongLine(load(user(fresh('u')), user('')), 2, 'invalid_id');
    await expectWrongLine(load(organization('o'.repeat(256))), 1, 'invalid_id');
    await expectWrongLine(load(member('u\0', o)), 1, 'invalid_id');
    await expectWrongLine(load(accountEntry({ type: 'user', id: '\ud800' })), 1, 'invalid_id');
    await expectWrongLine(load(organization(o, 'A\0B')), 1, 'invalid_name');
    await expectWrongLine(load(accountEntry(freshUser(), { purchasedAt: 'once' })), 1, 'invalid_time');
  });

  it('keeps a name in any script', async () => {
    const o = fresh('o');
    await load(organization(o, "解析機関 '; drop table users; -- 👩‍💻 ?"));
    expect((await directory.findOrganization(o))?.name).toBe("解析機関 '; drop table users; -- 👩‍💻 ?");
  });

  it('deletes a user with memberships and keys, and leaves billing accounts', async () => {
    const owner = freshUser();
    const o = fresh('o');
    const account = accountEntry(owner);
    await load(user(owner.id), organization(o), member(owner.id, o), account);
    const [key, foreign] = [keyOf(owner.id), keyOf(fresh('u'))];
    for (const one of [key, foreign]) await store.apiKeys.insert(one);
    const summary = await load(user(owner.id, true));
    expect(summary).toMatchObject({ removed: 1, revokedKeys: 1 });
    expect(await directory.findUser(owner.id)).toBeUndefined();
    expect(await directory.membershipsOf(owner.id)).toEqual([]);
    expect(await directory.findOrganization(o)).toBeDefined();
    expect((await store.apiKeys.find(key.id))?.revokedAt).not.toBeNull();
    expect((await store.apiKeys.find(foreign.id))?.revokedAt).toBeNull();
    expect(await store.billingAccounts.find(owner, false)).toMatchObject({ customerId: account.customerId });
  });

  it('revokes the keys of a deleted user who has no row', async () => {
    const key = keyOf(fresh('u'));
    await store.apiKeys.insert(key);
    expect(await load(user(key.userId, true))).toMatchObject({ removed: 0, revokedKeys: 1 });
    expect((await store.apiKeys.find(key.id))?.revokedAt).not.toBeNull();
  });

  it('deletes an organization with its memberships, and its users stay', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    await load(user(u), organization(o), member(u, o));
    await load({ ...organization(o), deleted: true });
    expect(await directory.findOrganization(o)).toBeUndefined();
    expect(await directory.membershipsOf(u)).toEqual([]);
    expect(await directory.findUser(u)).toEqual({ id: u });
  });

  it('deletes a member alone', async () => {
    const [u, o, p] = [fresh('u'), fresh('o'), fresh('p')];
    await load(user(u), organization(o), organization(p), member(u, o), member(u, p));
    expect(await load({ ...member(u, o), deleted: true })).toMatchObject({ members: 0, removed: 1 });
    expect(await directory.membershipsOf(u)).toEqual([
      { organizationId: p, role: 'user', portalProfile: null },
    ]);
  });

  it('deletes what is not there without complaint', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    const gone = [user(u, true), { ...organization(o), deleted: true }, { ...member(u, o), deleted: true }];
    expect(await load(...gone)).toMatchObject({ removed: 0 });
  });

  it('drops the earlier members of a user or organization deleted in a later line', async () => {
    const [u, v, o, p] = [fresh('u'), fresh('v'), fresh('o'), fresh('p')];
    await load(user(v), organization(o), member(u, o), member(v, p), user(u, true), {
      ...organization(p),
      deleted: true,
    });
    expect(await directory.membershipsOf(u)).toEqual([]);
    expect(await directory.membershipsOf(v)).toEqual([]);
  });

  it('refuses a member of a user or organization deleted in an earlier line', async () => {
    const [u, o] = [fresh('u'), fresh('o')];
    await load(user(u), organization(o));
    await expectWrongLine(load(user(u, true), member(u, o)), 2, 'unknown_user');
    const deleted = { ...organization(o), deleted: true };
    await expectWrongLine(load(deleted, member(u, o)), 2, 'unknown_organization');
    expect(await directory.findUser(u)).toEqual({ id: u });
  });

  it('revokes no key when the import fails', async () => {
    const key = keyOf(fresh('u'));
    await store.apiKeys.insert(key);
    await expectWrongLine(load(user(key.userId, true), member(fresh('u'), fresh('o'))), 2, 'unknown_user');
    expect((await store.apiKeys.find(key.id))?.revokedAt).toBeNull();
  });
});
