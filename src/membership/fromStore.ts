import type { FindMembership, Membership } from '../billing/membership.ts';
import { ApiError } from '../errors.ts';

export type Directory = {
  findUser(id: string): Promise<object | undefined>;
  membershipsOf(userId: string): Promise<readonly Membership[]>;
};

/**
 * `MEMBERSHIP=store`: the directory that was imported.
 *
 * @param organizationClaim the claim of the access token that names an organization; named in the error that asks for it.
 */
export function createMembershipFromStore(directory: Directory, organizationClaim: string): FindMembership {
  return async ({ userId, organizationId }) => {
    if ((await directory.findUser(userId)) === undefined) throw new ApiError('USER_NOT_FOUND');
    const memberships = await directory.membershipsOf(userId);
    if (organizationId !== undefined) {
      const named = memberships.find((membership) => membership.organizationId === organizationId);
      // An organization of others and one that does not exist get the same answer.
      if (named === undefined) throw new ApiError('ORG_NOT_FOUND');
      return named;
    }
    const [only, another] = memberships;
    if (only === undefined) throw new ApiError('NO_ORGANIZATION');
    if (another !== undefined) throw ambiguous(organizationClaim);
    return only;
  };
}

function ambiguous(claim: string): ApiError {
  return new ApiError('VALIDATION_FAILED', {
    details: [{ code: 'custom', path: [claim], reason: 'organizationAmbiguous', params: { claim } }],
  });
}
