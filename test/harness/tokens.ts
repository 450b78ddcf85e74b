import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';

/** The shared secret of a test run: made anew, so that no token of it is good anywhere else. */
export const jwtSecret = randomBytes(32).toString('base64url');

/** An access token as the app's identity provider issues it, for 15 minutes. */
export async function accessToken(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(new TextEncoder().encode(jwtSecret));
}
