import { ApiError } from '../errors.ts';
import type { BillingAccount } from './billingAccount.ts';
import type { Eligibility } from './eligibility.ts';
import type { Owner } from './owner.ts';
import type { PortalTrail } from './portalTrail.ts';

/** What a contract fixes about who gets a portal, and what it calls it when there is no billing account. */
export type PortalRules = {
  readonly eligible: Eligibility;
  readonly noBillingAccount: 'NO_STRIPE_CUSTOMER' | 'NOT_FOUND';
};

/**
 * The one decision about a portal: the owner's billing account, if a portal may open for it now.
 *
 * It notes the owner's customer in `trail`, also where no portal may open for it.
 *
 * Throws ApiError with the contract's code for "no billing account".
 */
export type FindPortalAccount = (
  owner: Owner,
  rules: PortalRules,
  trail?: Pick<PortalTrail, 'customerId'>,
) => Promise<BillingAccount>;

export type FindPortalAccountParts = {
  readonly billingAccounts: {
    /** The owner's live account in this service's Stripe mode. */
    find(owner: Owner): Promise<BillingAccount | undefined>;
  };
  /** Asks Stripe about an owner whom the store would refuse. It gives back what is known where Stripe does not answer. */
  readonly lookUp: (owner: Owner, known: BillingAccount | undefined) => Promise<BillingAccount | undefined>;
  readonly noBillingAccount: (rules: PortalRules) => ApiError;
  readonly now: () => Date;
};

/** How long a customer that Stripe did not know is not asked for again. */
const staleMilliseconds = 60_000;

export function createFindPortalAccount(parts: FindPortalAccountParts): FindPortalAccount {
  const { billingAccounts, lookUp, noBillingAccount, now } = parts;
  return async (owner, rules, trail) => {
    const noted = (account: BillingAccount | undefined) => {
      if (trail && account) trail.customerId = account.customerId;
      return account;
    };
    const opens = (account: BillingAccount | undefined): account is BillingAccount =>
      account !== undefined && !isStale(account, now()) && rules.eligible(account);
    const known = noted(await billingAccounts.find(owner));
    if (opens(known)) return known;
    // A payer is not to be locked out by a webhook that is late.
    const asked = noted(await lookUp(owner, known));
    if (opens(asked)) return asked;
    throw noBillingAccount(rules);
  };
}

/**
 * How a contract says that there is no billing account.
 *
 * @param checkoutUrl where a purchase starts; named in the answer where it is configured.
 */
export function createNoBillingAccount(checkoutUrl: string | undefined): (rules: PortalRules) => ApiError {
  const options = checkoutUrl === undefined ? {} : { variant: 'checkout', params: { checkoutUrl } };
  return (rules) => new ApiError(rules.noBillingAccount, options);
}

function isStale({ staleAt }: BillingAccount, now: Date): boolean {
  return staleAt !== null && now.getTime() - Date.parse(staleAt) < staleMilliseconds;
}
