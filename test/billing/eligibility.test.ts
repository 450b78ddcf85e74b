import { describe, expect, it } from 'vitest';
import { type SubscriptionStatus, subscriptionStatuses } from '../../src/billing/billingAccount.ts';
import { hasCustomer, hasPurchasedOrSubscribes, isSubscribed } from '../../src/billing/eligibility.ts';
import { accountOf } from './account.ts';

/** Whether each status of Stripe's is a "subscription now". */
const table: readonly [SubscriptionStatus | null, boolean][] = [
  ['active', true],
  ['trialing', true],
  ['past_due', true],
  ['unpaid', true],
  ['paused', true],
  ['incomplete', false],
  ['incomplete_expired', false],
  ['canceled', false],
  [null, false],
];
const purchasedAt = '2025-01-01T00:00:00.000Z';

it('the table has every status', () => {
  expect(table.map(([status]) => status).sort()).toEqual([...subscriptionStatuses, null].sort());
});

describe.each(table)('subscription %s', (subscriptionStatus, subscribed) => {
  it(`is ${subscribed ? 'one' : 'none'} that the customer has now`, () => {
    expect(isSubscribed(subscriptionStatus)).toBe(subscribed);
  });

  it('the subscriptions contract: who never bought needs one now', () => {
    expect(hasPurchasedOrSubscribes(accountOf({ subscriptionStatus }))).toBe(subscribed);
  });

  it('the subscriptions contract: who bought once gets in', () => {
    expect(hasPurchasedOrSubscribes(accountOf({ subscriptionStatus, purchasedAt }))).toBe(true);
  });

  it('the other contracts: any customer gets in', () => {
    expect(hasCustomer(accountOf({ subscriptionStatus }))).toBe(true);
    expect(hasCustomer(accountOf({ subscriptionStatus, purchasedAt }))).toBe(true);
  });
});
