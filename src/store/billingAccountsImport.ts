import type { Knex } from 'knex';
import { formatOwner, type Owner } from '../billing/owner.ts';
import {
  billingAccountRows as accounts,
  fromRow,
  type StoredBillingAccount,
  toRow,
} from './billingAccountRows.ts';
import { upsertBillingAccounts } from './billingAccountWrites.ts';
import { inChunks } from './chunks.ts';
import { type BillingAccountEntry, DirectoryLineError } from './directoryEntry.ts';

type SetBy = { readonly at: string; readonly setBy: string };

/**
 * Writes the billing accounts of an import, under the rules of `link` without `replace`.
 *
 * @param entries one a customer.
 * @throws DirectoryLineError for the first line that breaks a rule.
 */
export async function importBillingAccounts(
  trx: Knex.Transaction,
  entries: readonly BillingAccountEntry[],
  { at, setBy }: SetBy,
): Promise<void> {
  // Deleted ones first, to make room for an owner's new customer.
  await write(entries.filter((entry) => entry.deleted));
  await write(entries.filter((entry) => !entry.deleted));

  async function write(some: readonly BillingAccountEntry[]): Promise<void> {
    await inChunks(some, async (chunk) => {
      checkAgainst(await accountsBeside(trx, chunk), chunk);
      const rows = chunk.map((entry) =>
        toRow({ ...entry, deletedAt: entry.deleted ? at : null, setBy, setAt: at }),
      );
      const written = new Set((await upsertBillingAccounts(trx, rows)).map((row) => row.customer_id));
      // Only where someone else linked the customer since the check.
      const missing = chunk.find((entry) => !written.has(entry.customerId));
      if (missing) throw new DirectoryLineError(missing.line, 'customer_of_other_owner');
    });
  }
}

/** The stored accounts of the customers and of the owners that some entries name. */
async function accountsBeside(
  trx: Knex.Transaction,
  entries: readonly BillingAccountEntry[],
): Promise<readonly StoredBillingAccount[]> {
  const rows = await accounts(trx)
    .whereIn(
      'customer_id',
      entries.map((entry) => entry.customerId),
    )
    .orWhereIn(
      'owner_id',
      entries.map((entry) => entry.owner.id),
    );
  return rows.map(fromRow);
}

function checkAgainst(
  stored: readonly StoredBillingAccount[],
  entries: readonly BillingAccountEntry[],
): void {
  const byCustomer = new Map(stored.map((account) => [account.customerId, account]));
  const liveCustomers = new Map(stored.filter(isLive).map((account) => [seat(account), account.customerId]));
  for (const entry of entries) {
    const before = byCustomer.get(entry.customerId);
    if (before && seat(before) !== seat(entry)) {
      throw new DirectoryLineError(entry.line, 'customer_of_other_owner');
    }
    if (entry.deleted || (before && !isLive(before))) continue;
    const other = liveCustomers.get(seat(entry));
    if (other !== undefined && other !== entry.customerId) {
      throw new DirectoryLineError(entry.line, 'owner_has_other_customer');
    }
    liveCustomers.set(seat(entry), entry.customerId);
  }
}

/** Where only one live account can be: an owner in a mode of Stripe. */
function seat({ owner, livemode }: { owner: Owner; livemode: boolean }): string {
  return `${livemode} ${formatOwner(owner)}`;
}

function isLive(account: StoredBillingAccount): boolean {
  return account.deletedAt === null && account.replacedAt === null;
}
