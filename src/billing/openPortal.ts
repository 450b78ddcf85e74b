import type { ApiError } from '../errors.ts';
import type { FindPortalAccount, PortalRules } from './findPortalAccount.ts';
import type { Owner } from './owner.ts';
import type { PortalIntent } from './portalFlow.ts';
import type { PortalLocale } from './portalLocales.ts';
import type { PortalTrail } from './portalTrail.ts';
import type { Principal } from './principal.ts';
import { originOf, type ResolveReturnUrl } from './returnUrl.ts';

export type OpenPortalRequest = {
  readonly owner: Owner;
  readonly principal: Principal;
  readonly returnUrl: string | undefined;
  /** What the owner comes for; undefined for the portal's home. */
  readonly intent?: PortalIntent | undefined;
  /** Undefined leaves the language to Stripe. */
  readonly locale?: PortalLocale | undefined;
  /** The organization's; an API key brings its own with it. Null or undefined for everybody's. */
  readonly portalProfile?: string | null | undefined;
  readonly rules: PortalRules;
  /** Is filled in with whose portal it is about and where it leads back to. */
  readonly trail: PortalTrail;
  readonly signal: AbortSignal;
};

/** @returns the portal session's URL: a credential, to be handed to this caller alone. */
export type OpenPortal = (request: OpenPortalRequest) => Promise<string>;

export type OpenPortalParts = {
  readonly findPortalAccount: FindPortalAccount;
  readonly billingAccounts: {
    /** Notes that Stripe did not know the customer, when asked at this time. */
    markStale(customerId: string, at: string, setBy: string): Promise<unknown>;
    /** Notes that Stripe did know the customer, when asked at this time. */
    clearStale(customerId: string, at: string, setBy: string): Promise<unknown>;
  };
  readonly portalSessions: {
    /** @returns the session's URL, or undefined where Stripe does not know the customer. */
    create(request: {
      readonly customerId: string;
      readonly returnUrl: string;
      readonly intent: PortalIntent | undefined;
      readonly locale: PortalLocale | undefined;
      /** Whose configuration the portal has; null for everybody's. */
      readonly portalProfile: string | null;
      readonly signal: AbortSignal;
    }): Promise<string | undefined>;
  };
  readonly resolveReturnUrl: ResolveReturnUrl;
  readonly noBillingAccount: (rules: PortalRules) => ApiError;
  readonly now: () => Date;
};

/** What a staleness that a request for a portal finds out is set by. */
const setBy = 'portal request';

/**
 * Opens the portal of the owner's billing account: whose account, may they, back to where, and a session by Stripe.
 *
 * The function that it returns throws ApiError with the contract's code for "no billing account", VALIDATION_FAILED for a
 * return URL, and what the portal sessions throw when Stripe fails.
 */
export function createOpenPortal(parts: OpenPortalParts): OpenPortal {
  const { findPortalAccount, billingAccounts, portalSessions, resolveReturnUrl, noBillingAccount, now } =
    parts;

  return async ({
    owner,
    principal,
    intent,
    locale,
    portalProfile = null,
    rules,
    trail,
    signal,
    ...asked
  }) => {
    Object.assign(trail, { owner, returnOrigin: originOf(asked.returnUrl) });
    const { customerId, staleAt } = await findPortalAccount(owner, rules, trail);
    const narrowedTo = principal.kind === 'apiKey' ? principal.returnOrigins : null;
    const returnUrl = resolveReturnUrl(asked.returnUrl, narrowedTo);
    trail.returnOrigin = originOf(returnUrl);
    const askedAt = now().toISOString();
    const url = await portalSessions.create({
      customerId,
      returnUrl,
      intent,
      locale,
      portalProfile: principal.kind === 'apiKey' ? principal.portalProfile : portalProfile,
      signal,
    });
    if (url === undefined) {
      await billingAccounts.markStale(customerId, askedAt, setBy);
      throw noBillingAccount(rules);
    }
    if (staleAt !== null) await billingAccounts.clearStale(customerId, askedAt, setBy);
    return url;
  };
}
