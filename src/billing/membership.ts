import type { AccessTokenPrincipal } from './principal.ts';
import type { Role } from './role.ts';

/** The organization for which a user acts, and what they are in it. */
export type Membership = {
  readonly organizationId: string;
  readonly role: Role;
  /** Of the organization's portal, as the operator gave it; null for everybody's. */
  readonly portalProfile: string | null;
};

/**
 * Finds the organization that an access token stands for.
 *
 * Throws ApiError USER_NOT_FOUND, NO_ORGANIZATION, ORG_NOT_FOUND, or VALIDATION_FAILED where it must be named.
 */
export type FindMembership = (principal: AccessTokenPrincipal) => Promise<Membership>;
