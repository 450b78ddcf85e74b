import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src/store/connection.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrateDown, migrateUp, ownMigrations } from '../../src/store/migrations.ts';
import { createDatabase, forEachDatabase, openRaw } from './databases.ts';
import { member, numbered, organization, type Unnumbered, user } from './directoryEntries.ts';
import { fresh, keyOf } from './facts.ts';

await forEachDatabase((kind, open) => {
  let store: Store;
  beforeAll(() => {
    store = open();
  });
  const dropAtEnd: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(dropAtEnd.splice(0).map((drop) => drop()));
  });

  const load = (...lines: Unnumbered[]) => store.directory.importLines(numbered(lines));
  const profileOf = async (o: string) => (await store.directory.findOrganization(o))?.portalProfile;

  it('a key has the profile that it was given, or none', async () => {
    const [given, usual] = [keyOf(fresh('u'), { portalProfile: 'annual' }), keyOf(fresh('u'))];
    for (const key of [given, usual]) await store.apiKeys.insert(key);
    expect(await store.apiKeys.findByHash(given.hash)).toMatchObject({ portalProfile: 'annual' });
    expect(await store.apiKeys.findByHash(usual.hash)).toMatchObject({ portalProfile: null });
  });

  it("a membership has its organization's profile", async () => {
    const [u, o, p] = [fresh('u'), fresh('o'), fresh('p')];
    const given = { ...organization(o), portalProfile: 'annual' };
    await load(user(u), given, organization(p), member(u, o, 'owner'), member(u, p));
    expect(await store.directory.membershipsOf(u)).toEqual([
      { organizationId: o, role: 'owner', portalProfile: 'annual' },
      { organizationId: p, role: 'user', portalProfile: null },
    ]);
  });

  it('an organization keeps its profile until a line names another, or null', async () => {
    const o = fresh('o');
    await load({ ...organization(o), portalProfile: 'annual' });
    await load(organization(o, 'New'));
    expect(await store.directory.findOrganization(o)).toEqual({
      id: o,
      name: 'New',
      portalProfile: 'annual',
    });
    await load({ ...organization(o), portalProfile: 'monthly' });
    expect(await profileOf(o)).toBe('monthly');
    await load({ ...organization(o), portalProfile: null });
    expect(await profileOf(o)).toBeNull();
  });

  it('of several lines about an organization the last one that speaks of the profile decides', async () => {
    const [o, p] = [fresh('o'), fresh('p')];
    await load(
      { ...organization(o), portalProfile: 'annual' },
      { ...organization(p), portalProfile: 'annual' },
      organization(o, 'Last'),
      { ...organization(p), portalProfile: null },
    );
    expect([await profileOf(o), await profileOf(p)]).toEqual(['annual', null]);
  });

  it('a profile that changes is counted, and one that stays is not', async () => {
    const o = fresh('o');
    const change = async (portalProfile?: string | null) => {
      const entries = numbered([{ ...organization(o), portalProfile }]);
      const { added, changed, unchanged } = (await store.directory.importAndCount(entries)).organizations;
      return { added, changed, unchanged };
    };
    expect(await change()).toEqual({ added: 1, changed: 0, unchanged: 0 });
    expect(await change('annual')).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await change('annual')).toEqual({ added: 0, changed: 0, unchanged: 1 });
    expect(await change()).toEqual({ added: 0, changed: 0, unchanged: 1 });
    expect(await change(null)).toEqual({ added: 0, changed: 1, unchanged: 0 });
  });

  it('the migration keeps keys, organizations and their members, up and down', async () => {
    const { url, drop } = await createDatabase(kind, { empty: true });
    const [database, raw] = [openDatabase(url), openRaw(url)];
    dropAtEnd.push(async () => {
      await Promise.all([database.close(), raw.destroy()]);
      await drop();
    });
    const until = ownMigrations.findIndex(({ name }) => name === '0013_portal_profiles');
    const before = ownMigrations.slice(0, until);
    const with13 = ownMigrations.slice(0, until + 1);
    const rows = () =>
      Promise.all(['users', 'organizations', 'members', 'api_keys'].map((table) => raw(table).select()));

    await migrateUp(database, before);
    await raw('users').insert({ id: 'u' });
    await raw('organizations').insert({ id: 'o', name: 'An organization' });
    await raw('members').insert({ user_id: 'u', organization_id: 'o', role: 'owner' });
    const { id, hash, name, preview, createdAt: created_at } = keyOf('u');
    await raw('api_keys').insert({ id, user_id: 'u', name, hash, preview, scopes: '[]', created_at });
    const old = await rows();

    expect(await migrateUp(database, with13)).toEqual(['0013_portal_profiles']);
    await raw('organizations').update({ portal_profile: 'annual' });
    await raw('api_keys').update({ portal_profile: 'annual' });
    expect(await migrateDown(database, false, with13)).toEqual(['0013_portal_profiles']);
    expect(await rows()).toEqual(old);
    expect(await migrateUp(database, with13)).toEqual(['0013_portal_profiles']);
    expect(await raw('organizations').pluck('portal_profile')).toEqual([null]);
  });
});
