import type { Knex } from 'knex';
import { revokeKeysOf } from './apiKeys.ts';
import { importBillingAccounts } from './billingAccountsImport.ts';
import { inChunks } from './chunks.ts';
import { type Database, lockByName } from './database.ts';
import type { DirectoryEntry } from './directoryEntry.ts';
import { membersToKeep } from './directoryMembers.ts';
import { type DirectoryPlan, planImport } from './directoryPlan.ts';
import * as writes from './directoryWrites.ts';

export type ImportOptions = {
  /** Also removes the users, organizations and members that the import does not name. */
  readonly prune?: boolean;
  /** When the facts were true, in ISO 8601; now by default. */
  readonly at?: string;
  /** Who sets the billing accounts; `directory import` by default. */
  readonly setBy?: string;
};

/** Things written, each counted once; rows removed, not counting memberships that go with them. */
export type ImportSummary = {
  readonly users: number;
  readonly organizations: number;
  readonly members: number;
  readonly billingAccounts: number;
  readonly removed: number;
  readonly revokedKeys: number;
};

/**
 * Writes users, organizations, members and billing accounts: all of them, or nothing.
 *
 * The last line about a thing decides (see `planImport`), and lines about different things may come in any order:
 * a member may stand before its user. A deleted user or organization takes its memberships along, those of earlier
 * lines too; in a later line they are wrong. Deleting a user revokes the user's keys and leaves billing accounts.
 *
 * @param entries in the order of their lines.
 * @throws DirectoryLineError for a wrong line, by its number.
 * @example
 * await store.directory.importLines([{ line: 1, type: 'user', id: 'u1' }], { prune: true });
 */
export async function importLines(
  database: Database,
  entries: Iterable<DirectoryEntry>,
  { prune = false, at = new Date().toISOString(), setBy = 'directory import' }: ImportOptions = {},
): Promise<ImportSummary> {
  const plan = planImport(entries);
  return database.longTransaction(async (trx) => {
    await lockByName(trx, 'directory import');
    return importPlan(trx, plan, { prune, at, setBy });
  });
}

/** Writes what a plan says, in a transaction that holds the lock of imports. */
export async function importPlan(
  trx: Knex.Transaction,
  plan: DirectoryPlan,
  { prune, at, setBy }: Required<ImportOptions>,
): Promise<ImportSummary> {
  const [users, deletedUsers] = byFate(plan.users.values());
  const [organizations, deletedOrganizations] = byFate(plan.organizations.values());
  const [, deletedMembers] = byFate(plan.members.values());
  const billingAccounts = [...plan.billingAccounts.values()];
  const members = await membersToKeep(trx, plan, prune);
  let removed = await writes.removeByIds(trx, 'users', idsOf(deletedUsers));
  removed += await writes.removeByIds(trx, 'organizations', idsOf(deletedOrganizations));
  removed += await writes.removeMembers(
    trx,
    deletedMembers.map((entry) => [entry.user, entry.organization]),
  );
  if (prune) {
    removed += await writes.keepOnlyMembers(trx, members);
    removed += await writes.keepOnlyIds(trx, 'users', new Set(idsOf(users)));
    removed += await writes.keepOnlyIds(trx, 'organizations', new Set(idsOf(organizations)));
  }
  await writes.upsertUsers(trx, idsOf(users));
  await writes.upsertOrganizations(trx, organizations);
  await writes.upsertMembers(trx, members);
  await importBillingAccounts(trx, billingAccounts, { at, setBy });
  return {
    users: users.length,
    organizations: organizations.length,
    members: members.length,
    billingAccounts: billingAccounts.length,
    removed,
    revokedKeys: await revokeKeys(trx, idsOf(deletedUsers), at),
  };
}

function byFate<E extends { readonly deleted?: boolean }>(entries: Iterable<E>): [stays: E[], goes: E[]] {
  const all = [...entries];
  return [all.filter((entry) => !entry.deleted), all.filter((entry) => entry.deleted)];
}

function idsOf(entries: readonly { readonly id: string }[]): string[] {
  return entries.map((entry) => entry.id);
}

async function revokeKeys(trx: Knex.Transaction, userIds: readonly string[], at: string): Promise<number> {
  let revoked = 0;
  await inChunks(userIds, async (chunk) => {
    revoked += await revokeKeysOf(trx, chunk, at);
  });
  return revoked;
}
