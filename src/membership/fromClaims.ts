import type { FindMembership } from '../billing/membership.ts';
import { isRole } from '../billing/role.ts';
import { ApiError } from '../errors.ts';

/**
 * `MEMBERSHIP=claims`: the access token says it all. A role that is none of ours may do what the role user may. An
 * organization has no row that a portal profile could be given by.
 */
export const membershipFromClaims: FindMembership = async ({ organizationId, role }) => {
  if (organizationId === undefined) throw new ApiError('NO_ORGANIZATION');
  return { organizationId, role: isRole(role) ? role : 'user', portalProfile: null };
};
