import type { Owner } from './owner.ts';

/** Stripe's subscription statuses (https://docs.stripe.com/api/subscriptions/object#subscription_object-status). */
export const subscriptionStatuses = [
  'active',
  'trialing',
  'past_due',
  'unpaid',
  'paused',
  'incomplete',
  'incomplete_expired',
  'canceled',
] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** The link between an owner and one Stripe customer, in one Stripe mode. Times are ISO 8601 in UTC. */
export type BillingAccount = {
  readonly owner: Owner;
  /** Stripe's customer id, `cus_…`. */
  readonly customerId: string;
  readonly livemode: boolean;
  /** When the owner first bought something; null while they never have. */
  readonly purchasedAt: string | null;
  /** Of the subscription that counts most; null where there never was one. */
  readonly subscriptionStatus: SubscriptionStatus | null;
  /** When the customer was deleted in Stripe. A deleted account stays deleted. */
  readonly deletedAt: string | null;
  /** When Stripe last said that it does not know this customer; null once it does again. */
  readonly staleAt: string | null;
  /** The command or event that last set these facts, such as `directory import`. */
  readonly setBy: string;
  readonly setAt: string;
};
