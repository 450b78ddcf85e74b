import { describe, expect, it } from 'vitest';
import type { BillingAccount } from '../../src/billing/billingAccount.ts';
import { hasCustomer, hasPurchasedOrSubscribes } from '../../src/billing/eligibility.ts';
import {
  createFindPortalAccount,
  createNoBillingAccount,
  type PortalRules,
} from '../../src/billing/findPortalAccount.ts';
import { createOpenPortal } from '../../src/billing/openPortal.ts';
import { emptyTrail } from '../../src/billing/portalTrail.ts';
import type { Principal } from '../../src/billing/principal.ts';
import { ApiError } from '../../src/errors.ts';
import { accountOf } from './account.ts';

const start = Date.parse('2026-01-02T03:04:05.000Z');
const iso = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const owner = { type: 'user', id: 'u1' } as const;
const user: Principal = { kind: 'accessToken', userId: 'u1' };
const keyFor = (returnOrigins: readonly string[] | null, portalProfile: string | null = null): Principal => ({
  kind: 'apiKey',
  userId: 'u1',
  keyId: 'k1',
  scopes: ['portal:create'],
  returnOrigins,
  portalProfile,
});
const anyCustomer: PortalRules = { eligible: hasCustomer, noBillingAccount: 'NOT_FOUND' };
const buyers: PortalRules = { eligible: hasPurchasedOrSubscribes, noBillingAccount: 'NO_STRIPE_CUSTOMER' };

/** The use case on one account, a clock, and a Stripe that knows the customer or does not. */
function setUp(account: BillingAccount | undefined, { knows = true, checkoutUrl = '' } = {}) {
  const clock = { seconds: 0 };
  const stripe = { knows };
  const asked: {
    customerId: string;
    returnUrl: string;
    portalProfile: string | null;
    signal: AbortSignal;
  }[] = [];
  const noted: string[] = [];
  let staleAt = account?.staleAt ?? null;
  const now = () => new Date(start + clock.seconds * 1000);
  const noBillingAccount = createNoBillingAccount(checkoutUrl || undefined);
  const find = async () => account && { ...account, staleAt };
  const openPortal = createOpenPortal({
    findPortalAccount: createFindPortalAccount({
      billingAccounts: { find },
      lookUp: async (_owner, known) => known,
      noBillingAccount,
      now,
    }),
    billingAccounts: {
      async markStale(customerId, at) {
        staleAt = at;
        noted.push(`stale ${customerId} ${at}`);
      },
      async clearStale(customerId, at) {
        staleAt = null;
        noted.push(`known ${customerId} ${at}`);
      },
    },
    portalSessions: {
      async create(request) {
        asked.push(request);
        return stripe.knows ? 'https://billing.stripe.com/p/session/1' : undefined;
      },
    },
    resolveReturnUrl: (returnUrl, narrowedTo) => `${returnUrl ?? 'default'} of ${narrowedTo ?? 'all'}`,
    noBillingAccount,
    now,
  });
  const { signal } = new AbortController();
  const trail = emptyTrail();
  const open = (rules = anyCustomer, principal = user, returnUrl?: string, portalProfile?: string) =>
    openPortal({ owner, principal, returnUrl, portalProfile, rules, trail, signal });
  return { open, clock, stripe, asked, noted, trail, signal };
}

/** The code and variant of an ApiError. */
async function refusal(opening: Promise<string>): Promise<{ code: string; variant: string | undefined }> {
  const error = await opening.then(
    () => new Error('it opened'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw error;
  return { code: error.code, variant: error.options.variant };
}

describe('a portal', () => {
  it("is opened for the account's customer, with the way back, for the caller's signal", async () => {
    const { open, asked, noted, signal } = setUp(accountOf());
    expect(await open(anyCustomer, user, 'here')).toBe('https://billing.stripe.com/p/session/1');
    expect(asked).toEqual([{ customerId: 'cus_1', returnUrl: 'here of all', portalProfile: null, signal }]);
    expect(noted).toEqual([]);
  });

  it('leads back by the origins of an API key', async () => {
    const { open, asked } = setUp(accountOf());
    await open(anyCustomer, keyFor(['https://a.example']));
    await open(anyCustomer, keyFor(null));
    expect(asked.map(({ returnUrl }) => returnUrl)).toEqual([
      'default of https://a.example',
      'default of all',
    ]);
  });

  it('has the profile of an API key, or of the organization', async () => {
    const { open, asked } = setUp(accountOf());
    await open(anyCustomer, keyFor(null, 'annual'));
    await open(anyCustomer, keyFor(null));
    await open(anyCustomer, user, undefined, 'enterprise');
    await open();
    expect(asked.map(({ portalProfile }) => portalProfile)).toEqual(['annual', null, 'enterprise', null]);
  });
});

describe("the contract's 'no billing account'", () => {
  it.each([
    ['no account where any customer gets in', undefined, anyCustomer, 'NOT_FOUND'],
    ['no account where buyers get in', undefined, buyers, 'NO_STRIPE_CUSTOMER'],
    ['an account that the rule does not let in', accountOf(), buyers, 'NO_STRIPE_CUSTOMER'],
    ['an account that is stale', accountOf({ staleAt: iso(0) }), anyCustomer, 'NOT_FOUND'],
  ] as const)('%s: Stripe is not asked', async (_name, account, rules, code) => {
    const { open, asked } = setUp(account);
    expect(await refusal(open(rules))).toEqual({ code, variant: undefined });
    expect(asked).toEqual([]);
  });

  it('names the checkout where there is one', async () => {
    const { open } = setUp(undefined, { checkoutUrl: 'https://yourapp.com/pricing' });
    expect(await refusal(open(buyers))).toEqual({ code: 'NO_STRIPE_CUSTOMER', variant: 'checkout' });
  });
});

describe('a customer whom Stripe does not know', () => {
  it('is marked with the time when Stripe was asked, and asked for again after 60 s', async () => {
    const { open, clock, asked, noted } = setUp(accountOf(), { knows: false });
    for (const seconds of [0, 1, 59.999]) {
      clock.seconds = seconds;
      expect((await refusal(open())).code).toBe('NOT_FOUND');
    }
    expect(asked).toHaveLength(1);
    clock.seconds = 60;
    expect((await refusal(open())).code).toBe('NOT_FOUND');
    expect(asked).toHaveLength(2);
    expect(noted).toEqual([`stale cus_1 ${iso(0)}`, `stale cus_1 ${iso(60)}`]);
  });

  it('loses the mark once Stripe knows them', async () => {
    const { open, clock, stripe, noted } = setUp(accountOf(), { knows: false });
    await refusal(open());
    stripe.knows = true;
    clock.seconds = 61;
    await open();
    await open();
    expect(noted).toEqual([`stale cus_1 ${iso(0)}`, `known cus_1 ${iso(61)}`]);
  });
});
