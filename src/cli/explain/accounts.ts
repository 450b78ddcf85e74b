import type { BillingAccount } from '../../billing/billingAccount.ts';
import { formatOwner, type Owner } from '../../billing/owner.ts';
import { changedFields } from '../../store/billingAccountChanges.ts';
import type { StoredBillingAccount } from '../../store/billingAccounts.ts';
import type { Store } from '../../store/connection.ts';
import { withStatus } from '../customers/accounts.ts';

export type AccountField = (typeof changedFields)[number];

/** What a field is, and which event or command made it so. Times are ISO 8601. */
export type Fact = {
  readonly field: AccountField;
  readonly value: string | null;
  /** Null, as is `setAt`, where the field never had a value. */
  readonly setBy: string | null;
  readonly setAt: string | null;
};

/** A billing account with who set what. Only an `active` one opens portals. */
export type ExplainedAccount = {
  readonly customerId: string;
  readonly livemode: boolean;
  readonly status: 'active' | 'deleted' | 'replaced';
  readonly fields: readonly Fact[];
};

/** All accounts that an owner has or had, in both modes of Stripe. */
export async function accountsOf(store: Store, owner: Owner): Promise<readonly ExplainedAccount[]> {
  const accounts = await store.billingAccounts.listOf(owner);
  return Promise.all(accounts.map((account) => explained(store, account)));
}

async function explained(store: Store, account: StoredBillingAccount): Promise<ExplainedAccount> {
  const { customerId, livemode } = account;
  const changes = await store.billingAccountChanges.of(customerId);
  const values = { ...account, owner: formatOwner(account.owner) };
  const fields = changedFields.map((field) => {
    const last = changes.findLast((change) => change.field === field);
    return { field, value: values[field], setBy: last?.setBy ?? null, setAt: last?.setAt ?? null };
  });
  return { customerId, livemode, status: withStatus(account).status, fields };
}

/** The fact about a field of an account. */
export function factOf({ fields }: Pick<ExplainedAccount, 'fields'>, field: AccountField): Fact {
  const fact = fields.find((one) => one.field === field);
  return fact ?? { field, value: null, setBy: null, setAt: null };
}

/**
 * Who set what an account is now said to be, and when.
 *
 * @param account as a decision saw it, which may be newer than what the store has.
 * @returns ` since evt_1 at 2026-01-31T12:00:00.000Z`; ` in Stripe now` where the store has another value.
 */
export function whoSet(
  accounts: readonly ExplainedAccount[],
  account: BillingAccount,
  field: Exclude<AccountField, 'replacedAt'>,
  since = ' since',
): string {
  const stored = accounts.find(({ customerId }) => customerId === account.customerId);
  const fact = stored && factOf(stored, field);
  const value = field === 'owner' ? formatOwner(account.owner) : account[field];
  if (fact === undefined || fact.value !== value || fact.setBy === null) return ' in Stripe now';
  return `${since} ${fact.setBy} at ${fact.setAt}`;
}
