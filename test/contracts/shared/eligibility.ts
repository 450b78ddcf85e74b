import type { SubscriptionStatus } from '../../../src/billing/billingAccount.ts';

/** A customer's history: whether they bought once, and the subscription that counts. */
export type History = {
  readonly who: string;
  readonly subscriptionStatus: SubscriptionStatus | null;
  readonly purchasedAt: string | null;
};

type Statuses = readonly (SubscriptionStatus | null)[];

const neverBought = (statuses: Statuses): History[] =>
  statuses.map((subscriptionStatus) => ({
    who: `never bought, now ${subscriptionStatus ?? 'without one'}`,
    subscriptionStatus,
    purchasedAt: null,
  }));

const boughtOnce = (statuses: Statuses): History[] =>
  statuses.map((subscriptionStatus) => ({
    who: `bought once, now ${subscriptionStatus ?? 'without one'}`,
    subscriptionStatus,
    purchasedAt: '2025-01-01T00:00:00.000Z',
  }));

const now: Statuses = ['active', 'trialing', 'past_due', 'unpaid', 'paused'];
const notNow: Statuses = ['incomplete', 'incomplete_expired', 'canceled', null];

/** Who has bought once or has a subscription now: the subscriptions contract lets them in. */
export const eligible: readonly History[] = [...neverBought(now), ...boughtOnce(now), ...boughtOnce(notNow)];

/** Who has a customer and neither bought nor subscribes: the other two contracts let them in, too. */
export const ineligible: readonly History[] = neverBought(notNow);
