import type { SubscriptionStatus } from '../billing/billingAccount.ts';
import type { Owner } from '../billing/owner.ts';
import type { Role } from '../billing/role.ts';
import type { BillingCycle, PlanId } from './demo/plans.ts';

/** Somebody with a billing account or without, who shows how the service answers in one situation. */
export type DemoOwner = Owner & {
  readonly name: string;
  readonly email: string;
  readonly address: {
    readonly line1: string;
    readonly postal_code: string;
    readonly city: string;
    readonly country: string;
  };
  /** Of a user: the role in each organization. */
  readonly memberOf?: Readonly<Record<string, Role>>;
  readonly billing?: DemoBilling;
};

/** A Stripe customer and what belongs to it. */
export type DemoBilling = {
  /** `deleted`: Stripe has deleted it, and the store has not heard of that. `unknown`: Stripe never had it. */
  readonly inStripe?: 'deleted' | 'unknown';
  readonly card?: {
    readonly brand: 'visa' | 'mastercard' | 'amex' | 'jcb';
    readonly last4: string;
    readonly hasExpired?: true;
  };
  readonly subscription?: {
    readonly plan: PlanId;
    readonly cycle?: BillingCycle;
    readonly status: SubscriptionStatus;
    /** One a cycle, oldest first. */
    readonly invoices: readonly ('paid' | 'open' | 'uncollectible' | 'void')[];
    readonly trialDays?: number;
    readonly endedDaysAgo?: number;
  };
  /** Once, without a subscription; in US cents. */
  readonly purchase?: { readonly description: string; readonly amount: number; readonly daysAgo: number };
};

/** A credential in `data/sandbox.env`. */
export type DemoCredential = {
  /** The name of its variable. */
  readonly name: string;
  /** The id of the user that it stands for. */
  readonly user: string;
  /** What it shows, for whoever reads the file. */
  readonly shows: string;
} & (DemoToken | DemoKey);

export type DemoToken = {
  readonly kind: 'token';
  /** The organization that the token names. */
  readonly organization?: string;
  readonly hasExpired?: true;
};

export type DemoKey = {
  readonly kind: 'key';
  readonly scopes?: readonly string[];
  readonly returnOrigins?: readonly string[];
  readonly hasExpired?: true;
  readonly isRevoked?: true;
};

const london = { line1: '12 St James’s Square', postal_code: 'SW1Y 4JH', city: 'London', country: 'GB' };
const newYork = { line1: '55 Broad Street', postal_code: '10004', city: 'New York', country: 'US' };
const berlin = { line1: 'Methfesselstraße 7', postal_code: '10965', city: 'Berlin', country: 'DE' };
const paris = { line1: '1 rue Descartes', postal_code: '75005', city: 'Paris', country: 'FR' };
const visa = { brand: 'visa', last4: '4242' } as const;
const mastercard = { brand: 'mastercard', last4: '4444' } as const;
const paid = (count: number) => Array.from({ length: count }, () => 'paid' as const);

const user = (id: string, name: string, address: DemoOwner['address']) =>
  ({ type: 'user', id, name, email: `${id}@example.com`, address }) as const;
const organization = (id: string, name: string, address: DemoOwner['address']) =>
  ({ type: 'organization', id, name, email: `billing@${id}.example.com`, address }) as const;

/** Everybody in the sandbox, one for each situation. Nobody else is in its directory. */
export const demoOwners: readonly DemoOwner[] = [
  {
    ...user('ada', 'Ada Lovelace', london),
    billing: { card: visa, subscription: { plan: 'professional', status: 'active', invoices: paid(6) } },
  },
  {
    ...user('charles', 'Charles Babbage', london),
    billing: {
      card: { ...mastercard, hasExpired: true },
      subscription: { plan: 'starter', status: 'canceled', invoices: paid(4), endedDaysAgo: 75 },
    },
  },
  {
    ...user('blaise', 'Blaise Pascal', paris),
    billing: { card: visa, purchase: { description: '1,000 credits', amount: 2_500, daysAgo: 210 } },
  },
  { ...user('grace', 'Grace Hopper', newYork), billing: {} },
  user('alan', 'Alan Turing', london),
  user('dorothy', 'Dorothy Vaughan', newYork),
  {
    ...user('hedy', 'Hedy Lamarr', newYork),
    billing: { subscription: { plan: 'starter', status: 'trialing', invoices: [], trialDays: 30 } },
  },
  {
    ...user('claude', 'Claude Shannon', newYork),
    billing: {
      card: { brand: 'amex', last4: '0005', hasExpired: true },
      subscription: { plan: 'business', status: 'past_due', invoices: [...paid(3), 'open'] },
    },
  },
  {
    ...user('konrad', 'Konrad Zuse', berlin),
    billing: {
      card: { ...visa, hasExpired: true },
      subscription: {
        plan: 'professional',
        status: 'unpaid',
        invoices: [...paid(2), 'uncollectible', 'open'],
      },
    },
  },
  {
    ...user('katherine', 'Katherine Johnson', newYork),
    billing: { subscription: { plan: 'starter', status: 'paused', invoices: [] } },
  },
  {
    ...user('emmy', 'Emmy Noether', berlin),
    billing: { card: visa, subscription: { plan: 'starter', status: 'incomplete', invoices: ['open'] } },
  },
  {
    ...user('george', 'George Boole', london),
    billing: {
      subscription: {
        plan: 'professional',
        status: 'incomplete_expired',
        invoices: ['void'],
        endedDaysAgo: 20,
      },
    },
  },
  {
    // Canceled in the trial, so no money was ever paid; a subscription was there all the same.
    ...user('joan', 'Joan Clarke', london),
    billing: { subscription: { plan: 'agency', status: 'canceled', invoices: [], endedDaysAgo: 10 } },
  },
  {
    ...user('sofia', 'Sofia Kovalevskaya', paris),
    billing: {
      inStripe: 'deleted',
      subscription: { plan: 'starter', status: 'canceled', invoices: paid(2), endedDaysAgo: 30 },
    },
  },
  { ...user('herman', 'Herman Hollerith', newYork), billing: { inStripe: 'unknown' } },

  {
    ...organization('analytical-engines', 'Analytical Engines', london),
    billing: {
      card: mastercard,
      subscription: { plan: 'business', cycle: 'yearly', status: 'active', invoices: paid(2) },
    },
  },
  {
    ...organization('difference-works', 'Difference Works', newYork),
    billing: { card: visa, subscription: { plan: 'agency', status: 'active', invoices: paid(3) } },
  },
  organization('jacquard-looms', 'Jacquard Looms', paris),
  { ...user('mary', 'Mary Somerville', london), memberOf: { 'analytical-engines': 'billing' } },
  { ...user('luigi', 'Luigi Menabrea', paris), memberOf: { 'analytical-engines': 'user' } },
  { ...user('percy', 'Percy Ludgate', london), memberOf: { 'analytical-engines': 'workspaces' } },
  { ...user('annie', 'Annie Easley', newYork), memberOf: { 'analytical-engines': 'administrators' } },
  { ...user('henry', 'Henry Babbage', london), memberOf: { 'analytical-engines': 'owner' } },
  {
    ...user('john', 'John von Neumann', newYork),
    memberOf: { 'analytical-engines': 'billing', 'difference-works': 'owner' },
  },
  { ...user('joseph', 'Joseph Marie Jacquard', paris), memberOf: { 'jacquard-looms': 'owner' } },
  user('betty', 'Betty Holberton', newYork),
];

const token = (name: string, user: string, shows: string, more: Omit<DemoToken, 'kind'> = {}) =>
  ({ kind: 'token', name, user, shows, ...more }) as const;
const key = (name: string, user: string, shows: string, more: Omit<DemoKey, 'kind'> = {}) =>
  ({ kind: 'key', name, user, shows, ...more }) as const;

/** The credentials of `data/sandbox.env`, in its order. */
export const demoCredentials: readonly DemoCredential[] = [
  token('USER_TOKEN', 'ada', 'a user with a subscription'),
  key('API_KEY', 'ada', 'a third party that acts for her'),
  token('MEMBER_TOKEN', 'mary', 'an organization, by a member in the role billing'),

  token('TOKEN_LAPSED', 'charles', 'subscribed once, and no more: gets a portal'),
  token('TOKEN_BOUGHT_ONCE', 'blaise', 'bought once, never subscribed: gets a portal'),
  token(
    'TOKEN_NEVER_BOUGHT',
    'grace',
    'a customer who never bought: no portal by the subscriptions contract',
  ),
  token('TOKEN_NO_CUSTOMER', 'alan', 'no billing account'),
  token('TOKEN_NEWCOMER', 'dorothy', 'new here: buys for the first time, in the demo app'),
  token('TOKEN_TRIALING', 'hedy', 'subscription trialing'),
  token('TOKEN_PAST_DUE', 'claude', 'subscription past_due'),
  token('TOKEN_UNPAID', 'konrad', 'subscription unpaid'),
  token('TOKEN_PAUSED', 'katherine', 'subscription paused'),
  token('TOKEN_INCOMPLETE', 'emmy', 'subscription incomplete: the first payment has not come yet'),
  token(
    'TOKEN_INCOMPLETE_EXPIRED',
    'george',
    'subscription incomplete_expired: the first payment never came',
  ),
  token('TOKEN_CANCELED', 'joan', 'subscription canceled in its trial: gets a portal'),
  token('TOKEN_CUSTOMER_DELETED', 'sofia', 'the customer was deleted in Stripe'),
  token('TOKEN_CUSTOMER_UNKNOWN', 'herman', 'a customer that Stripe does not know'),

  token('TOKEN_ROLE_USER', 'luigi', 'a member in the role user: may not manage billing'),
  token('TOKEN_ROLE_WORKSPACES', 'percy', 'a member in the role workspaces: may not manage billing'),
  token('TOKEN_ROLE_ADMINISTRATORS', 'annie', 'a member in the role administrators'),
  token('TOKEN_ROLE_OWNER', 'henry', 'a member in the role owner'),
  token('TOKEN_SEVERAL_ORGANIZATIONS', 'john', 'a member of two organizations that does not say which'),
  token('TOKEN_ORGANIZATION_NAMED', 'john', 'the same, and the token says which', {
    organization: 'difference-works',
  }),
  token('TOKEN_ORGANIZATION_UNKNOWN', 'john', 'the token names an organization that does not exist', {
    organization: 'no-such-organization',
  }),
  token('TOKEN_ORGANIZATION_FOREIGN', 'john', 'the token names an organization of others', {
    organization: 'jacquard-looms',
  }),
  token('TOKEN_ORGANIZATION_NO_CUSTOMER', 'joseph', 'an organization without a billing account'),
  token('TOKEN_NO_ORGANIZATION', 'betty', 'a user who belongs to no organization'),
  token('TOKEN_UNKNOWN_USER', 'nobody', 'a user who is not in the directory'),
  token('TOKEN_EXPIRED', 'ada', 'an access token that has expired', { hasExpired: true }),

  key('KEY_NO_CUSTOMER', 'alan', 'an API key of a user without a billing account'),
  key('KEY_NO_SCOPE', 'ada', 'an API key without the scope portal:create', { scopes: [] }),
  key('KEY_EXPIRED', 'ada', 'an API key that has expired', { hasExpired: true }),
  key('KEY_REVOKED', 'ada', 'an API key that was revoked', { isRevoked: true }),
  key(
    'KEY_OWN_ORIGINS',
    'ada',
    'an API key that leads back to http://localhost:5173 alone: needs returnUrl',
    {
      returnOrigins: ['http://localhost:5173'],
    },
  ),
];
