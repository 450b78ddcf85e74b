import { randomBytes } from 'node:crypto';
import type { Owner } from '../../src/billing/owner.ts';
import type { NewApiKey } from '../../src/store/apiKeys.ts';
import type { BillingAccountFacts } from '../../src/store/billingAccounts.ts';
import type { NewPortalAttempt } from '../../src/store/portalAttempts.ts';

/** An id that no other test uses. */
export function fresh(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}

export function freshUser(): Owner {
  return { type: 'user', id: fresh('u') };
}

/** The facts of a customer in test mode who never bought, but for what a test says. */
export function factsOf(owner: Owner, facts: Partial<BillingAccountFacts> = {}): BillingAccountFacts {
  return {
    owner,
    customerId: fresh('cus'),
    livemode: false,
    purchasedAt: null,
    subscriptionStatus: null,
    setBy: 'a test',
    setAt: '2026-01-01T00:00:00.000Z',
    ...facts,
  };
}

/** A key made on 1 January 2026 that does not expire, but for what a test says. */
export function keyOf(userId: string, key: Partial<NewApiKey> = {}): NewApiKey {
  return {
    id: fresh('key'),
    userId,
    name: 'a key',
    hash: randomBytes(32).toString('hex'),
    preview: 'llmgen_…abcd',
    scopes: ['portal:create'],
    returnOrigins: null,
    portalProfile: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: null,
    ...key,
  };
}

/** A session that was issued on 1 January 2026, but for what a test says. */
export function attemptOf(attempt: Partial<NewPortalAttempt> = {}): NewPortalAttempt {
  return {
    at: '2026-01-01T00:00:00.000Z',
    requestId: fresh('req'),
    operation: 'createBillingPortalSession',
    outcome: 'issued',
    code: null,
    owner: freshUser(),
    customerId: fresh('cus'),
    livemode: false,
    principal: { userId: fresh('u'), kind: 'accessToken', apiKeyId: null },
    returnOrigin: 'https://yourapp.com',
    replayed: false,
    ...attempt,
  };
}
