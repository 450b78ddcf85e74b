import type { BillingAccount, SubscriptionStatus } from './billingAccount.ts';

const subscribedStatuses: ReadonlySet<SubscriptionStatus> = new Set([
  'active',
  'trialing',
  'past_due',
  'unpaid',
  'paused',
]);

/** Whether a subscription in this status is one that the customer has now. */
export function isSubscribed(status: SubscriptionStatus | null): boolean {
  return status !== null && subscribedStatuses.has(status);
}

/** Who gets a portal: a rule over the billing account that a contract chooses. */
export type Eligibility = (account: BillingAccount) => boolean;

/** Any owner who has a Stripe customer. */
export const hasCustomer: Eligibility = () => true;

/**
 * An owner who has bought once, or who has a subscription now. Lapsed customers must get in: they come to fix
 * their card.
 */
export const hasPurchasedOrSubscribes: Eligibility = (account) =>
  account.purchasedAt !== null || isSubscribed(account.subscriptionStatus);
