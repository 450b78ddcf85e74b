import { hasCustomer } from '../billing/eligibility.ts';
import type { FindPortalAccount, PortalRules } from '../billing/findPortalAccount.ts';
import type { FindMembership } from '../billing/membership.ts';
import type { OpenPortal, OpenPortalRequest } from '../billing/openPortal.ts';
import type { Owner } from '../billing/owner.ts';
import type { PortalTrail } from '../billing/portalTrail.ts';
import type { Principal } from '../billing/principal.ts';
import { mayManageBilling } from '../billing/role.ts';
import { ApiError } from '../errors.ts';
import { askEligibility } from './eligibility.ts';
import type { EligibilityCall, OpenCall } from './user.ts';

/** Any organization that has a customer; without one, a 400. */
const rules: PortalRules = { eligible: hasCustomer, noBillingAccount: 'NO_STRIPE_CUSTOMER' };

export type OrganizationParts = {
  readonly openPortal: OpenPortal;
  readonly findPortalAccount: FindPortalAccount;
  readonly findMembership: FindMembership;
};

/** The organization contract: the portal of the organization that the user may manage billing for. */
export function createOrganization({ openPortal, findPortalAccount, findMembership }: OrganizationParts) {
  async function organizationOf(
    principal: Principal,
    trail?: PortalTrail,
  ): Promise<Pick<OpenPortalRequest, 'owner' | 'portalProfile'>> {
    // An API key stands for a user and never for an organization.
    if (principal.kind !== 'accessToken') throw new ApiError('UNAUTHORIZED', { variant: 'otherKind' });
    const { organizationId, role, portalProfile } = await findMembership(principal);
    const owner: Owner = { type: 'organization', id: organizationId };
    if (trail) trail.owner = owner;
    if (!mayManageBilling(role)) throw forbidden();
    return { owner, portalProfile };
  }

  return {
    async createBillingPortal(call: Pick<OpenCall, 'principal' | 'trail' | 'signal'>) {
      const { principal, trail, signal } = call;
      const organization = await organizationOf(principal, trail);
      const url = await openPortal({
        ...organization,
        principal,
        returnUrl: undefined,
        rules,
        trail,
        signal,
      });
      return { success: true, url };
    },
    async getOrganizationPortalEligibility({ principal, tell }: EligibilityCall) {
      const decide = async () => findPortalAccount((await organizationOf(principal)).owner, rules);
      return { success: true as const, ...(await askEligibility(decide, tell)) };
    },
  };
}

/** The token stands for too little: RFC 6750, section 3, asks for the challenge with this refusal, too. */
function forbidden(): ApiError {
  const headers = { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' };
  return new ApiError('FORBIDDEN', { variant: 'memberRole', headers });
}
