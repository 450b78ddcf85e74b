import type { ApiError } from '../errors.ts';
import type { FindPortalAccount, PortalRules } from './findPortalAccount.ts';
import type { Owner } from './owner.ts';
import type { PortalIntent } from './portalFlow.ts';
import type { PortalLocale } from './portalLocales.ts';
import type { Principal } from './principal.ts';
import type { ResolveReturnUrl } from './returnUrl.ts';

export type OpenPortalRequest = {
  readonly owner: Owner;
  readonly principal: Principal;
  readonly returnUrl: string | undefined;
  /** What the owner comes for; undefined for the portal's home. */
  readonly intent?: PortalIntent | undefined;
  /** Undefined leaves the language to Stripe. */
  readonly locale?: PortalLocale | undefined;
  readonly rules: PortalRules;
  readonly signal: AbortSignal;
};

/** @returns the portal session's URL: a credential, to be handed to this caller alone. */
export type OpenPortal = (request: OpenPortalRequest) => Promise<string>;

export type OpenPortalParts = {
  readonly findPortalAccount: FindPortalAccount;
  readonly billingAccounts: {
    /** Notes that Stripe did not know the customer, when asked at this time. */
    markStale(customerId: string, at: string): Promise<unknown>;
    /** Notes that Stripe did know the customer, when asked at this time. */
    clearStale(customerId: string, at: string): Promise<unknown>;
  };
  readonly portalSessions: {
    /** @returns the session's URL, or undefined where Stripe does not know the customer. */
    create(request: {
      readonly customerId: string;
      readonly returnUrl: string;
      readonly intent: PortalIntent | undefined;
      readonly locale: PortalLocale | undefined;
      readonly signal: AbortSignal;
    }): Promise<string | undefined>;
  };
  readonly resolveReturnUrl: ResolveReturnUrl;
  readonly noBillingAccount: (rules: PortalRules) => ApiError;
  readonly now: () => Date;
};

/**
 * Opens the portal of the owner's billing account: whose account, may they, back to where, and a session by Stripe.
 *
 * The function that it returns throws ApiError with the contract's code for "no billing account", VALIDATION_FAILED for a
 * return URL, and what the portal sessions throw when Stripe fails.
 */
export function createOpenPortal(parts: OpenPortalParts): OpenPortal {
  const { findPortalAccount, billingAccounts, portalSessions, resolveReturnUrl, noBillingAccount, now } =
    parts;

  return async ({ owner, principal, returnUrl, intent, locale, rules, signal }) => {
    const { customerId, staleAt } = await findPortalAccount(owner, rules);
    const askedAt = now().toISOString();
    const url = await portalSessions.create({
      customerId,
      returnUrl: resolveReturnUrl(returnUrl, principal.kind === 'apiKey' ? principal.returnOrigins : null),
      intent,
      locale,
      signal,
    });
    if (url === undefined) {
      await billingAccounts.markStale(customerId, askedAt);
      throw noBillingAccount(rules);
    }
    if (staleAt !== null) await billingAccounts.clearStale(customerId, askedAt);
    return url;
  };
}
