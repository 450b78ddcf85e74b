import type { Knex } from 'knex';
import { inChunks } from './chunks.ts';
import {
  DirectoryLineError,
  type DirectoryLineReason,
  type MemberEntry,
  type OrganizationEntry,
  type UserEntry,
} from './directoryEntry.ts';
import type { DirectoryPlan } from './directoryPlan.ts';

/**
 * The members that will be there after an import: not those that it removes, by themselves or, in a later line,
 * with their user or organization.
 *
 * @param prune whether users and organizations that the plan does not name are going to be removed.
 * @throws DirectoryLineError for a member whose user or organization will not be there.
 */
export async function membersToKeep(
  trx: Knex.Transaction,
  { users, organizations, members }: DirectoryPlan,
  prune: boolean,
): Promise<readonly MemberEntry[]> {
  const present = [...members.values()].filter(
    (entry) =>
      !entry.deleted &&
      !isRemovedLater(entry, users.get(entry.user)) &&
      !isRemovedLater(entry, organizations.get(entry.organization)),
  );
  const userIds = present.map((entry) => entry.user);
  const organizationIds = present.map((entry) => entry.organization);
  const knownUsers = await presentAfter(trx, 'users', users, userIds, prune);
  const knownOrganizations = await presentAfter(trx, 'organizations', organizations, organizationIds, prune);
  for (const entry of present) {
    if (!knownUsers.has(entry.user)) throw wrong(entry, 'unknown_user');
    if (!knownOrganizations.has(entry.organization)) throw wrong(entry, 'unknown_organization');
  }
  return present;
}

function isRemovedLater(entry: MemberEntry, parent: UserEntry | OrganizationEntry | undefined): boolean {
  return parent?.deleted === true && parent.line > entry.line;
}

/** Which of some ids have a row once the plan is carried out. */
async function presentAfter(
  trx: Knex.Transaction,
  table: 'users' | 'organizations',
  planned: ReadonlyMap<string, UserEntry | OrganizationEntry>,
  ids: readonly string[],
  prune: boolean,
): Promise<ReadonlySet<string>> {
  const wanted = new Set(ids);
  const present = new Set<string>();
  for (const id of wanted) {
    const entry = planned.get(id);
    if (entry && !entry.deleted) present.add(id);
  }
  if (prune) return present;
  const unplanned = [...wanted].filter((id) => !planned.has(id));
  await inChunks(unplanned, async (chunk) => {
    const found: string[] = await trx(table).whereIn('id', chunk).pluck('id');
    for (const id of found) present.add(id);
  });
  return present;
}

function wrong(entry: MemberEntry, reason: DirectoryLineReason): DirectoryLineError {
  return new DirectoryLineError(entry.line, reason);
}
