import {
  decodeProtectedHeader,
  errors,
  type JWSHeaderParameters,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import type { AccessTokenPrincipal } from '../billing/principal.ts';
import { type ClaimNames, principalFromClaims } from './claims.ts';
import { InvalidCredential } from './credential.ts';
import type { Log } from './log.ts';
import { remoteKeys } from './remoteKeys.ts';
import { publicKey, secretKeys, type VerificationKeys } from './verificationKeys.ts';

export type AccessTokenSettings = ClaimNames & {
  readonly keys:
    | { readonly kind: 'secret'; readonly secrets: readonly string[] }
    | { readonly kind: 'jwks'; readonly url: string }
    | { readonly kind: 'publicKey'; readonly pem: string };
  /** Checked where given; both must be given with `jwks` and `publicKey`, whose issuer signs for other services too. */
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  /** A token made for longer (`exp` − `iat`), such as a refresh token, is refused. */
  readonly maxLifetimeSeconds: number;
};

export type AccessTokens = {
  /**
   * @param token a JWT in compact serialization (RFC 7519)
   * @returns whom it stands for
   * @throws InvalidCredential where it does not hold; ApiError `SERVICE_UNAVAILABLE`, with `Retry-After`, where the
   * issuer's keys cannot be had
   */
  verify(token: string): Promise<AccessTokenPrincipal>;
};

const maxTokenLength = 8 * 1024;
const leewaySeconds = 30;
/** RFC 7519 5.1 and RFC 9068 2.1. Other types are other things of the same issuer (RFC 8725 3.11): `logout+jwt`. */
const tokenTypes = new Set(['jwt', 'application/jwt', 'at+jwt', 'application/at+jwt']);

/**
 * Checks access tokens as RFC 8725 asks: fixed algorithms, keys from the settings alone (`jku`, `jwk` and `x5u` of a
 * token are never looked at), every claim of the right type.
 *
 * @throws Error where the settings hold no usable key; what is secret is not in the message
 * @example
 * const accessTokens = createAccessTokens({
 *   keys: { kind: 'secret', secrets: [secret] },
 *   userClaim: 'sub', organizationClaim: 'orgId', roleClaim: 'role',
 *   maxLifetimeSeconds: 86_400,
 * });
 * const principal = await accessTokens.verify(token); // { kind: 'accessToken', userId: 'u1' }
 */
export function createAccessTokens(
  settings: AccessTokenSettings,
  { now = () => new Date(), log }: { readonly now?: () => Date; readonly log?: Log } = {},
): AccessTokens {
  const { issuer, audience, maxLifetimeSeconds, userClaim } = settings;
  if (settings.keys.kind !== 'secret' && !(issuer && audience)) {
    throw new Error('A JWKS or a public key for access tokens needs an issuer and an audience.');
  }
  const keys = createKeys(settings.keys, now, log);

  return {
    async verify(token) {
      if (token.length > maxTokenLength) throw new InvalidCredential('tooLong');
      const header = readHeader(token);
      if (!keys.algorithms.includes(header.alg ?? '')) throw new InvalidCredential('algorithm');

      const claims = await verifyWithAny(token, await keys.find(header), {
        algorithms: [...keys.algorithms],
        requiredClaims: ['exp', 'iat', userClaim],
        clockTolerance: leewaySeconds,
        currentDate: now(),
        // Also has jose refuse an `iat` that is ahead.
        maxTokenAge: maxLifetimeSeconds,
        ...(issuer && { issuer }),
        ...(audience && { audience }),
      });
      const lifetime = (claims.exp ?? 0) - (claims.iat ?? 0);
      if (!(lifetime > 0 && lifetime <= maxLifetimeSeconds)) throw new InvalidCredential('lifetime');
      return principalFromClaims(claims, settings);
    },
  };
}

function createKeys(keys: AccessTokenSettings['keys'], now: () => Date, log?: Log): VerificationKeys {
  switch (keys.kind) {
    case 'secret':
      return secretKeys(keys.secrets);
    case 'publicKey':
      return publicKey(keys.pem);
    case 'jwks':
      return remoteKeys(keys.url, { now, log });
  }
}

function readHeader(token: string): JWSHeaderParameters {
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every(isBase64url)) throw new InvalidCredential('malformed');
  const header = attempt(() => decodeProtectedHeader(token));
  if (!header || !isOptionalString(header.kid)) throw new InvalidCredential('malformed');
  if (!isOptionalString(header.typ) || !tokenTypes.has((header.typ ?? 'JWT').toLowerCase())) {
    throw new InvalidCredential('tokenType');
  }
  return header;
}

/** RFC 7515 2: no padding, no spaces. Node skips what does not belong, and jose takes it too: one token, one spelling. */
function isBase64url(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

async function verifyWithAny(
  token: string,
  keys: Awaited<ReturnType<VerificationKeys['find']>>,
  options: JWTVerifyOptions,
) {
  for (const key of keys) {
    try {
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      throw error instanceof errors.JOSEError ? new InvalidCredential(refusalOf(error)) : error;
    }
  }
  throw new InvalidCredential('signature');
}

function refusalOf(error: errors.JOSEError) {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'malformed';
  if (error.claim === 'iss') return 'issuer';
  if (error.claim === 'aud') return 'audience';
  return error.reason === 'check_failed' ? 'notYetValid' : 'claims';
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function isOptionalString(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}
