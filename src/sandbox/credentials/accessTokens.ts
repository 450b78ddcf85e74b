import { isDeepStrictEqual } from 'node:util';
import { compactVerify, SignJWT } from 'jose';
import type { Config } from '../../config.ts';
import { type DemoCredential, type DemoToken, demoOwners } from '../demoOwners.ts';

type TokenCredential = DemoCredential & DemoToken;

export type AccessTokenParts = {
  readonly config: Pick<Config, 'accessTokens' | 'membership'>;
  readonly signingSecret: string;
  readonly now: () => Date;
};

/** Longer than the apps' 15 minutes, so that what somebody copied in the morning still works in the afternoon. */
const lifetimeSeconds = 12 * 3600;

/** Signs the demo owners' access tokens, in the manner that the configuration has them checked. */
export function createDemoTokens({ config, signingSecret, now }: AccessTokenParts) {
  const secret = new TextEncoder().encode(signingSecret);
  const lifetime = Math.min(lifetimeSeconds, config.accessTokens.maxLifetimeSeconds);
  const seconds = () => Math.floor(now().getTime() / 1000);

  return {
    async issue(credential: TokenCredential): Promise<string> {
      const issuedAt = credential.hasExpired ? seconds() - 2 * lifetime : seconds();
      return new SignJWT(claimsOf(credential, config))
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetime)
        .sign(secret);
    },

    /** Whether a token says just what a new one would, with half of its time left (or none, where it is to be expired). */
    async isGood(token: string, credential: TokenCredential): Promise<boolean> {
      const payload = await payloadOf(token, secret);
      if (payload === undefined) return false;
      const { iat, exp, ...claims } = payload;
      if (typeof iat !== 'number' || typeof exp !== 'number' || exp - iat !== lifetime) return false;
      const left = exp - seconds();
      const isInTime = credential.hasExpired
        ? left <= -lifetime / 2
        : left > lifetime / 2 && left <= lifetime;
      return isInTime && isDeepStrictEqual(claims, claimsOf(credential, config));
    },
  };
}

/** The claims but for the times: those that the apps send, under the names that the configuration gives them. */
function claimsOf(
  { user, organization }: TokenCredential,
  { accessTokens, membership }: AccessTokenParts['config'],
): Record<string, unknown> {
  const { issuer, audience, userClaim, organizationClaim, roleClaim } = accessTokens;
  const owner = demoOwners.find(({ type, id }) => type === 'user' && id === user);
  const memberships = Object.entries(owner?.memberOf ?? {});
  const only = memberships.length === 1 ? memberships[0]?.[0] : undefined;
  // With MEMBERSHIP=claims nobody but the token can tell.
  const named = organization ?? (membership === 'claims' ? only : undefined);
  const role = membership === 'claims' && named !== undefined ? owner?.memberOf?.[named] : undefined;
  return {
    [userClaim]: user,
    email: owner?.email ?? `${user}@example.com`,
    ...(named !== undefined && { [organizationClaim]: named }),
    ...(role !== undefined && { [roleClaim]: role }),
    ...(issuer !== undefined && { iss: issuer }),
    ...(audience !== undefined && { aud: audience }),
  };
}

/** What a token says that was signed with the secret, whether it has expired or not. */
async function payloadOf(token: string, secret: Uint8Array): Promise<Record<string, unknown> | undefined> {
  try {
    const { payload } = await compactVerify(token, secret, { algorithms: ['HS256'] });
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}
