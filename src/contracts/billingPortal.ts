import { hasCustomer } from '../billing/eligibility.ts';
import type { FindPortalAccount, PortalRules } from '../billing/findPortalAccount.ts';
import type { OpenPortal } from '../billing/openPortal.ts';
import { createUserPortal } from './user.ts';

/** Any user who has a customer; without one, a 404. */
const rules: PortalRules = { eligible: hasCustomer, noBillingAccount: 'NOT_FOUND' };

/** The billing portal contract. */
export function createBillingPortal(portal: {
  openPortal: OpenPortal;
  findPortalAccount: FindPortalAccount;
}) {
  const { open, eligibility } = createUserPortal(portal, rules);
  return { createBillingPortalSession: open, getBillingPortalEligibility: eligibility };
}
