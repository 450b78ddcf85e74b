import { hasCustomer } from '../billing/eligibility.ts';
import type { FindPortalAccount, PortalRules } from '../billing/findPortalAccount.ts';
import type { FindMembership } from '../billing/membership.ts';
import type { OpenPortal } from '../billing/openPortal.ts';
import type { Owner } from '../billing/owner.ts';
import type { Principal } from '../billing/principal.ts';
import { mayManageBilling } from '../billing/role.ts';
import { ApiError } from '../errors.ts';
import { askEligibility } from './eligibility.ts';
import type { EligibilityCall } from './user.ts';

/** Any organization that has a customer; without one, a 400. */
const rules: PortalRules = { eligible: hasCustomer, noBillingAccount: 'NO_STRIPE_CUSTOMER' };

export type OrganizationParts = {
  readonly openPortal: OpenPortal;
  readonly findPortalAccount: FindPortalAccount;
  readonly findMembership: FindMembership;
};

/** The organization contract: the portal of the organization that the user may manage billing for. */
export function createOrganization({ openPortal, findPortalAccount, findMembership }: OrganizationParts) {
  async function ownerOf(principal: Principal): Promise<Owner> {
    // An API key stands for a user and never for an organization.
    if (principal.kind !== 'accessToken') throw new ApiError('UNAUTHORIZED', { variant: 'otherKind' });
    const { organizationId, role } = await findMembership(principal);
    if (!mayManageBilling(role)) throw forbidden();
    return { type: 'organization', id: organizationId };
  }

  return {
    async createBillingPortal(call: { readonly principal: Principal; readonly signal: AbortSignal }) {
      const { principal, signal } = call;
      const owner = await ownerOf(principal);
      const url = await openPortal({ owner, principal, returnUrl: undefined, rules, signal });
      return { success: true, url };
    },
    async getOrganizationPortalEligibility({ principal, tell }: EligibilityCall) {
      const decide = async () => findPortalAccount(await ownerOf(principal), rules);
      return { success: true as const, ...(await askEligibility(decide, tell)) };
    },
  };
}

/** The token stands for too little: RFC 6750, section 3, asks for the challenge with this refusal, too. */
function forbidden(): ApiError {
  const headers = { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' };
  return new ApiError('FORBIDDEN', { variant: 'memberRole', headers });
}
