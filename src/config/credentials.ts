import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { list, Malformed, matching, type Parser } from './parsers.ts';

/**
 * How the sandbox marks its own credentials. They are no secrets, so the service proper refuses whatever starts
 * so, and the sandbox refuses whatever does not.
 */
export const sandboxMarks = {
  stripeKey: 'sk_test_sandbox_',
  webhookSecret: 'whsec_sandbox_',
  jwtSecret: 'sandbox-',
} as const;

/** A secret or restricted API key of Stripe's, with the mode that its prefix tells. */
export type StripeKey = { readonly secretKey: string; readonly livemode: boolean };

/** Reads a Stripe key (https://docs.stripe.com/keys: `sk_` secret, `rk_` restricted, then `live_` or `test_`). */
export const stripeKey: Parser<StripeKey> = (text) => {
  if (text.startsWith('pk_')) throw new Malformed('is a publishable key: use the secret or a restricted one');
  const mode = /^[sr]k_(live|test)_\w{3,}$/.exec(text)?.[1];
  if (mode === undefined) {
    throw new Malformed('must be a Stripe key that starts with sk_test_, rk_test_, sk_live_ or rk_live_');
  }
  return { secretKey: text, livemode: mode === 'live' };
};

/** A signing secret of a webhook endpoint. */
export const webhookSecret = matching(/^whsec_\S{8,}$/, 'must be a signing secret that starts with whsec_');

const sharedSecret: Parser<string> = (text) => {
  // RFC 7518, section 3.2: a key for HS256 has at least 256 bits.
  if (Buffer.byteLength(text) < 32) throw new Malformed('must be at least 32 bytes: openssl rand -base64 48');
  if (new Set(text).size === 1) throw new Malformed('is one character repeated: openssl rand -base64 48');
  return text;
};

/** One shared secret, or the new and the old one while rotating. */
export const sharedSecrets: Parser<readonly string[]> = (text) => {
  const secrets = list(sharedSecret)(text);
  if (secrets.length > 2)
    throw new Malformed('must be one secret, or two while rotating (a comma separates them)');
  if (new Set(secrets).size < secrets.length) throw new Malformed('names the same secret twice');
  return secrets;
};

/** A key that access tokens are checked with: SPKI in PEM, and the one algorithm that it is for. */
export type VerificationKey = { readonly pem: string; readonly algorithm: 'RS256' | 'ES256' | 'EdDSA' };

/** Reads the file that holds a public key (or certificate) in PEM. */
export const publicKeyFile: Parser<VerificationKey> = (path) => {
  const key = publicKey(contentOf(path));
  return { pem: key.export({ type: 'spki', format: 'pem' }).toString(), algorithm: algorithmOf(key) };
};

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Malformed('names a file that cannot be read');
  }
}

function publicKey(pem: string): KeyObject {
  // Node would derive the public key from it; a private one has no business on a machine that only checks.
  if (pem.includes('PRIVATE KEY'))
    throw new Malformed('names a file with a private key: give the public one');
  try {
    return createPublicKey(pem);
  } catch {
    throw new Malformed('names a file that holds no public key in PEM');
  }
}

function algorithmOf(key: KeyObject): VerificationKey['algorithm'] {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= 2048) return 'RS256';
  if (key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  throw new Malformed('names a file with another key than RSA (2048 bits or more), EC P-256 or Ed25519');
}

/** 32 bytes in base64. */
export const encryptionKey: Parser<Uint8Array> = (text) => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32 || bytes.toString('base64') !== text) {
    throw new Malformed('must be 32 bytes in base64: openssl rand -base64 32');
  }
  if (new Set(bytes).size === 1) throw new Malformed('is one byte repeated: openssl rand -base64 32');
  return new Uint8Array(bytes);
};
