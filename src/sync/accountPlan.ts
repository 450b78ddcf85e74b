import type { BillingAccount, SubscriptionStatus } from '../billing/billingAccount.ts';
import type { Owner } from '../billing/owner.ts';
import { isSameOwner, type Match, namedOwners, type OwnerHints } from './owners.ts';

/** What Stripe knows now of a customer. */
export type CustomerState = {
  readonly deleted: boolean;
  readonly purchasedAt: string | null;
  readonly subscriptionStatus: SubscriptionStatus | null;
  readonly hints: readonly OwnerHints[];
};

/** What the store has to do to follow Stripe. */
export type AccountPlan =
  /** Nobody of ours is named. */
  | { readonly do: 'nothing'; readonly outcome: 'foreign' }
  /** It was noted before that Stripe has deleted the customer, or does not know it. */
  | { readonly do: 'nothing'; readonly outcome: 'unchanged' }
  | { readonly do: 'markStale' | 'markDeleted' }
  | {
      readonly do: 'follow';
      readonly owner: Owner;
      readonly facts: Pick<BillingAccount, 'purchasedAt' | 'subscriptionStatus'>;
      readonly outcome: 'linked' | 'updated' | 'unchanged';
      /** Owners that Stripe names beside the one whose customer it is: it never moves. */
      readonly strangers: readonly Owner[];
    };

/**
 * Compares a billing account with its customer in Stripe. Stripe wins for state, never for ownership: the owner is the
 * one that the store has, else the first that Stripe names, else the one that `match` finds.
 *
 * @param account undefined where the customer has none.
 * @param state undefined where Stripe does not know the customer.
 */
export function planFor(
  account: BillingAccount | undefined,
  state: CustomerState | undefined,
  match?: Match,
): AccountPlan {
  if (state === undefined || state.deleted) {
    if (account === undefined) return { do: 'nothing', outcome: 'foreign' };
    const isNoted = account.deletedAt !== null || (state === undefined && account.staleAt !== null);
    if (isNoted) return { do: 'nothing', outcome: 'unchanged' };
    return { do: state === undefined ? 'markStale' : 'markDeleted' };
  }
  const [customer] = state.hints;
  const named = namedOwners(state.hints);
  const owner = account?.owner ?? named[0] ?? (customer && match?.(customer));
  if (owner === undefined) return { do: 'nothing', outcome: 'foreign' };
  // What was bought once stays bought, also where Stripe has nothing to show for it.
  const purchasedAt = state.purchasedAt ?? account?.purchasedAt ?? null;
  const facts = { purchasedAt, subscriptionStatus: state.subscriptionStatus };
  const strangers = named.filter((other) => !isSameOwner(other, owner));
  return { do: 'follow', owner, facts, outcome: outcomeFor(account, facts), strangers };
}

function outcomeFor(
  account: BillingAccount | undefined,
  facts: Pick<BillingAccount, 'purchasedAt' | 'subscriptionStatus'>,
): 'linked' | 'updated' | 'unchanged' {
  if (account === undefined) return 'linked';
  const isSame =
    account.purchasedAt === facts.purchasedAt && account.subscriptionStatus === facts.subscriptionStatus;
  return isSame && account.staleAt === null ? 'unchanged' : 'updated';
}
