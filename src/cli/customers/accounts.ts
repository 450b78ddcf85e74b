import type { StoredBillingAccount } from '../../store/billingAccounts.ts';
import { table } from '../output.ts';

/** Accounts as a person reads them. */
export function accountsTable(accounts: readonly StoredBillingAccount[]): string {
  return table(
    ['customer', 'mode', 'status', 'bought first', 'subscription', 'set by', 'set at'],
    accounts.map((account) => [
      account.customerId,
      account.livemode ? 'live' : 'test',
      statusInWords(account),
      account.purchasedAt,
      account.subscriptionStatus,
      account.setBy,
      account.setAt,
    ]),
  );
}

/** An account with what its times come to: only an `active` one opens portals. */
export function withStatus(account: StoredBillingAccount) {
  return { ...account, status: statusOf(account) };
}

function statusOf({ deletedAt, replacedAt }: StoredBillingAccount): 'active' | 'deleted' | 'replaced' {
  if (deletedAt !== null) return 'deleted';
  return replacedAt === null ? 'active' : 'replaced';
}

function statusInWords(account: StoredBillingAccount): string {
  const { deletedAt, replacedAt, staleAt } = account;
  const unknown = staleAt === null ? '' : `, unknown to Stripe at ${staleAt}`;
  const since = deletedAt ?? replacedAt;
  return `${statusOf(account)}${since === null ? '' : ` at ${since}`}${unknown}`;
}
