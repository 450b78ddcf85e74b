import { hasPurchasedOrSubscribes } from '../billing/eligibility.ts';
import type { FindPortalAccount, PortalRules } from '../billing/findPortalAccount.ts';
import type { OpenPortal } from '../billing/openPortal.ts';
import { createUserPortal } from './user.ts';

/** A user who has bought once or has a subscription now; without a billing account, a 400. */
const rules: PortalRules = { eligible: hasPurchasedOrSubscribes, noBillingAccount: 'NO_STRIPE_CUSTOMER' };

/** The subscriptions contract: the same for an access token and for an API key, each on a route of its own. */
export function createSubscriptions(portal: {
  openPortal: OpenPortal;
  findPortalAccount: FindPortalAccount;
}) {
  const { open, eligibility } = createUserPortal(portal, rules);
  return {
    openSubscriptionsPortal: open,
    openSubscriptionsPortalWithApiKey: open,
    getSubscriptionsPortalEligibility: eligibility,
    getSubscriptionsPortalEligibilityWithApiKey: eligibility,
  };
}
