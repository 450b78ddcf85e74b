import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import type { CryptoKey, JWSHeaderParameters } from 'jose';

export type VerificationKeys = {
  /** The only algorithms that a token may name (RFC 8725 3.1). */
  readonly algorithms: readonly string[];
  /**
   * The keys that may have signed a token with this header, whose algorithm is one of `algorithms`.
   *
   * @throws InvalidCredential where there is none; ApiError `SERVICE_UNAVAILABLE` where that cannot be known now
   */
  find(header: JWSHeaderParameters): Promise<readonly (CryptoKey | KeyObject)[]>;
};

/** What may not be guessed by trying: the size of SHA-256 (RFC 7518 3.2). */
const minSecretBytes = 32;

/**
 * Shared secrets, two while rotating, of at least 32 bytes in UTF-8.
 *
 * @throws Error where one is shorter, or there is none
 */
export function secretKeys(secrets: readonly string[]): VerificationKeys {
  const keys = secrets.map((secret) => createSecretKey(secret, 'utf8'));
  if (keys.length === 0) throw new Error('No secret for access tokens.');
  if (keys.some((key) => (key.symmetricKeySize ?? 0) < minSecretBytes)) {
    throw new Error(`A secret for access tokens has fewer than ${minSecretBytes} bytes.`);
  }
  // HS384 and HS512 would ask for longer secrets, and add a way to be wrong without adding safety.
  return { algorithms: ['HS256'], find: async () => keys };
}

/**
 * One public key, in PEM. The kind of key decides the algorithm, never the token: a token that calls the public key an
 * HMAC secret is refused.
 *
 * @throws Error where it is no PEM public key, or not an RSA key of 2048 bits, a P-256 or an Ed25519 key
 */
export function publicKey(pem: string): VerificationKeys {
  const key = readPublicKey(pem);
  return { algorithms: [algorithmOf(key)], find: async () => [key] };
}

function readPublicKey(pem: string): KeyObject {
  // createPublicKey would take a private key too, and one that need not be here should not be.
  const labels = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, label]) => label);
  if (labels.some((label) => label?.endsWith('PRIVATE KEY'))) {
    throw new Error('The file for the public key holds a private key: put the public key there.');
  }
  if (labels.length === 1 && (labels[0] === 'PUBLIC KEY' || labels[0] === 'RSA PUBLIC KEY')) {
    try {
      return createPublicKey(pem);
    } catch {
      // Told below, without what the file says.
    }
  }
  throw new Error('The file for the public key does not hold one PEM public key (BEGIN PUBLIC KEY).');
}

function algorithmOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string {
  if (type === 'rsa' && (details?.modulusLength ?? 0) >= 2048) return 'RS256';
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
  if (type === 'ed25519') return 'EdDSA';
  throw new Error('The public key is none of RSA (2048 bits or more), EC P-256 and Ed25519.');
}
