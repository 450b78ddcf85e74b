import type { JWTPayload } from 'jose';
import type { AccessTokenPrincipal } from '../billing/principal.ts';
import { InvalidCredential } from './credential.ts';

export type ClaimNames = {
  /** `sub` or `userId`. */
  readonly userClaim: string;
  /** `orgId`. */
  readonly organizationClaim: string;
  /** `role`. */
  readonly roleClaim: string;
};

/**
 * Whom the claims of a verified token stand for. The user is required; organization and role may be missing, or null as
 * issuers write "none". What is there must be of the right type: a token with `orgId: 7` is not one without an
 * organization.
 *
 * @throws InvalidCredential
 */
export function principalFromClaims(claims: JWTPayload, names: ClaimNames): AccessTokenPrincipal {
  const userId = claims[names.userClaim];
  const organizationId = claims[names.organizationClaim] ?? undefined;
  const role = claims[names.roleClaim] ?? undefined;
  if (!isIdentifier(userId)) throw new InvalidCredential('claims');
  if (organizationId !== undefined && !isIdentifier(organizationId)) throw new InvalidCredential('claims');
  if (role !== undefined && typeof role !== 'string') throw new InvalidCredential('claims');
  return {
    kind: 'accessToken',
    userId,
    ...(organizationId !== undefined && { organizationId }),
    ...(role !== undefined && { role }),
  };
}

/** What a database column can hold and give back unchanged: PostgreSQL takes no NUL, and UTF-8 no lone surrogate. */
function isIdentifier(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length >= 1 &&
    value.length <= 255 &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value)
  );
}
