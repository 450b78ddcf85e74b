import type { Knex } from 'knex';
import { billingAccountRows } from './billingAccountRows.ts';
import { inChunks } from './chunks.ts';
import { type Database, lockByName } from './database.ts';
import type { DirectoryEntry } from './directoryEntry.ts';
import { type ImportOptions, importPlan } from './directoryImport.ts';
import { type DirectoryPlan, memberKey, planImport } from './directoryPlan.ts';
import { members, organizations, users } from './directoryTables.ts';

/** What became of the rows of a table. Billing accounts are never removed: one that ends is changed. */
export type Changes = {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Named by the import, and as they were. */
  readonly unchanged: number;
};

const tables = {
  users: 'users',
  organizations: 'organizations',
  members: 'members',
  billingAccounts: 'billing_accounts',
} as const;

export type ImportChanges = Readonly<Record<keyof typeof tables, Changes>> & { readonly revokedKeys: number };

export type CountedImportOptions = ImportOptions & {
  /** Finds out what the import would do, and whether it would fail, and writes nothing. */
  readonly dryRun?: boolean;
};

/**
 * Imports as `importLines` does, and counts what that changed, memberships that went with their user or organization
 * included.
 *
 * @throws DirectoryLineError for a wrong line, by its number, also in a dry run.
 * @example
 * const { users } = await store.directory.importAndCount(entries, { prune: true, dryRun: true });
 * // users: { added: 2, changed: 0, removed: 1, unchanged: 40 }
 */
export async function importAndCount(
  database: Database,
  entries: Iterable<DirectoryEntry>,
  {
    dryRun = false,
    prune = false,
    at = new Date().toISOString(),
    setBy = 'directory import',
  }: CountedImportOptions = {},
): Promise<ImportChanges> {
  const plan = planImport(entries);
  try {
    return await database.longTransaction(async (trx) => {
      await lockByName(trx, 'directory import');
      const before = await census(trx, plan);
      const { revokedKeys } = await importPlan(trx, plan, { prune, at, setBy });
      const after = await census(trx, plan);
      const changes = {
        users: changesBetween(before.users, after.users),
        organizations: changesBetween(before.organizations, after.organizations),
        members: changesBetween(before.members, after.members),
        billingAccounts: changesBetween(before.billingAccounts, after.billingAccounts),
        revokedKeys,
      };
      if (dryRun) throw new DryRun(changes);
      return changes;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.changes;
    throw error;
  }
}

/** Undoes the transaction that it is thrown out of. */
class DryRun extends Error {
  readonly changes: ImportChanges;

  constructor(changes: ImportChanges) {
    super('A dry run ends here');
    this.changes = changes;
  }
}

/** A table at one time: how many rows it has, and what those that a plan names say, by their keys. */
type TableCensus = { readonly rows: number; readonly named: ReadonlyMap<string, string> };

async function census(
  trx: Knex.Transaction,
  plan: DirectoryPlan,
): Promise<Record<keyof typeof tables, TableCensus>> {
  return {
    users: await countedIn(trx, tables.users, plan.users.keys(), async (ids) =>
      (await users(trx).whereIn('id', ids)).map(({ id }) => [id, '']),
    ),
    organizations: await countedIn(trx, tables.organizations, plan.organizations.keys(), async (ids) =>
      (await organizations(trx).whereIn('id', ids)).map(({ id, name, portal_profile }) => [
        id,
        JSON.stringify([name, portal_profile]),
      ]),
    ),
    members: await countedIn(trx, tables.members, plan.members.values(), async (entries) => {
      const pairs = entries.map(({ user, organization }) => [user, organization] as const);
      const rows = await members(trx).whereIn(['user_id', 'organization_id'], pairs);
      return rows.map((row) => [memberKey(row.user_id, row.organization_id), row.role]);
    }),
    billingAccounts: await countedIn(
      trx,
      tables.billingAccounts,
      plan.billingAccounts.keys(),
      async (customers) => {
        const rows = await billingAccountRows(trx).whereIn('customer_id', customers);
        return rows.map((row) => [
          row.customer_id,
          JSON.stringify([row.purchased_at, row.subscription_status, row.deleted_at]),
        ]);
      },
    ),
  };
}

async function countedIn<T>(
  trx: Knex.Transaction,
  table: string,
  named: Iterable<T>,
  read: (chunk: readonly T[]) => Promise<(readonly [key: string, facts: string])[]>,
): Promise<TableCensus> {
  const facts = new Map<string, string>();
  await inChunks(named, async (chunk) => {
    for (const [key, text] of await read(chunk)) facts.set(key, text);
  });
  const total = await trx(table).count({ count: '*' }).first();
  return { rows: Number(total?.count), named: facts };
}

function changesBetween(before: TableCensus, after: TableCensus): Changes {
  let [added, changed, unchanged] = [0, 0, 0];
  for (const [key, facts] of after.named) {
    if (!before.named.has(key)) added++;
    else if (before.named.get(key) === facts) unchanged++;
    else changed++;
  }
  return { added, changed, removed: before.rows + added - after.rows, unchanged };
}
