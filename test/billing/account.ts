import type { BillingAccount } from '../../src/billing/billingAccount.ts';

/** The billing account of the user u1, who never bought anything and has no subscription, but for what a test says. */
export function accountOf(facts: Partial<BillingAccount> = {}): BillingAccount {
  return {
    owner: { type: 'user', id: 'u1' },
    customerId: 'cus_1',
    livemode: false,
    purchasedAt: null,
    subscriptionStatus: null,
    deletedAt: null,
    staleAt: null,
    setBy: 'a test',
    setAt: '2026-01-01T00:00:00.000Z',
    ...facts,
  };
}
