import type { Knex } from 'knex';
import { inChunks } from './chunks.ts';
import type { MemberEntry, OrganizationEntry } from './directoryEntry.ts';
import { memberKey } from './directoryPlan.ts';
import { members, organizations, users } from './directoryTables.ts';

export async function upsertUsers(trx: Knex.Transaction, ids: Iterable<string>): Promise<void> {
  await inChunks(ids, (chunk) =>
    users(trx)
      .insert(chunk.map((id) => ({ id })))
      .onConflict('id')
      .ignore(),
  );
}

export async function upsertOrganizations(
  trx: Knex.Transaction,
  entries: readonly OrganizationEntry[],
): Promise<void> {
  const silent = entries.filter(({ portalProfile }) => portalProfile === undefined);
  const telling = entries.filter(({ portalProfile }) => portalProfile !== undefined);
  await mergeOrganizations(trx, silent, ['name']);
  await mergeOrganizations(trx, telling, ['name', 'portal_profile']);
}

async function mergeOrganizations(
  trx: Knex.Transaction,
  entries: readonly OrganizationEntry[],
  columns: ('name' | 'portal_profile')[],
): Promise<void> {
  await inChunks(entries, (chunk) =>
    organizations(trx)
      .insert(
        chunk.map(({ id, name, portalProfile = null }) => ({ id, name, portal_profile: portalProfile })),
      )
      .onConflict('id')
      .merge(columns),
  );
}

export async function upsertMembers(trx: Knex.Transaction, entries: Iterable<MemberEntry>): Promise<void> {
  await inChunks(entries, (chunk) =>
    members(trx)
      .insert(
        chunk.map((entry) => ({
          user_id: entry.user,
          organization_id: entry.organization,
          role: entry.role,
        })),
      )
      .onConflict(['user_id', 'organization_id'])
      .merge(['role']),
  );
}

/** Removes users or organizations with their memberships, and returns how many rows had one of the ids. */
export async function removeByIds(
  trx: Knex.Transaction,
  table: 'users' | 'organizations',
  ids: Iterable<string>,
): Promise<number> {
  let removed = 0;
  await inChunks(ids, async (chunk) => {
    removed += await trx(table).whereIn('id', chunk).delete();
  });
  return removed;
}

/** Removes memberships, each a pair of user and organization, and returns how many there were. */
export async function removeMembers(
  trx: Knex.Transaction,
  pairs: Iterable<readonly [userId: string, organizationId: string]>,
): Promise<number> {
  let removed = 0;
  await inChunks(pairs, async (chunk) => {
    removed += await members(trx).whereIn(['user_id', 'organization_id'], chunk).delete();
  });
  return removed;
}

/** Removes the users and organizations with other ids than these, and returns how many there were. */
export async function keepOnlyIds(
  trx: Knex.Transaction,
  table: 'users' | 'organizations',
  ids: ReadonlySet<string>,
): Promise<number> {
  const present: string[] = await trx(table).pluck('id');
  return removeByIds(
    trx,
    table,
    present.filter((id) => !ids.has(id)),
  );
}

/** Removes the memberships that are not among these, and returns how many there were. */
export async function keepOnlyMembers(
  trx: Knex.Transaction,
  entries: readonly MemberEntry[],
): Promise<number> {
  const keys = new Set(entries.map((entry) => memberKey(entry.user, entry.organization)));
  const present = await members(trx).select('user_id', 'organization_id');
  const surplus = present.filter((row) => !keys.has(memberKey(row.user_id, row.organization_id)));
  return removeMembers(
    trx,
    surplus.map((row) => [row.user_id, row.organization_id] as const),
  );
}
