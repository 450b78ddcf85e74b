import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 30 characters of base62 are 178 bits. */
const randomLength = 30;
/** 62 ** 6 > 2 ** 32, so six characters hold any CRC-32. */
const checksumLength = 6;

export type NewApiKey = {
  /** Shown to its owner once, stored nowhere. */
  readonly key: string;
  /** What the store keeps: see `hashApiKey`. */
  readonly hash: string;
  /** Tells an owner's keys apart in a listing: `llmgen_ab12…wxyz`. */
  readonly preview: string;
};

/**
 * Makes an API key in the manner of GitHub's tokens: prefix, 30 random characters, a 6-character checksum.
 *
 * @param prefix what every key starts with: `llmgen_`
 * @example const { key, hash, preview } = createApiKey('llmgen_')
 */
export function createApiKey(prefix: string): NewApiKey {
  // randomInt draws again instead of taking a remainder, so every character is equally likely.
  const random = Array.from({ length: randomLength }, () => base62.charAt(randomInt(base62.length))).join('');
  const key = prefix + random + checksum(prefix + random);
  return { key, hash: hashApiKey(key), preview: `${prefix}${random.slice(0, 4)}…${key.slice(-4)}` };
}

/**
 * Whether a bearer token is an API key by kind, good or not.
 *
 * @example isApiKey('llmgen_', 'llmgen_nonsense') // true
 */
export function isApiKey(prefix: string, token: string): boolean {
  return token.startsWith(prefix);
}

/**
 * What is wrong with a key as it stands, without asking the store: a mistyped, cut or made-up key costs no query.
 *
 * @returns undefined where nothing is.
 */
export function apiKeyFault(prefix: string, key: string): 'malformed' | 'checksum' | undefined {
  const body = key.slice(prefix.length);
  const wellFormed = body.length === randomLength + checksumLength && /^[0-9A-Za-z]*$/.test(body);
  if (!isApiKey(prefix, key) || !wellFormed) return 'malformed';
  return checksum(key.slice(0, -checksumLength)) === key.slice(-checksumLength) ? undefined : 'checksum';
}

/**
 * SHA-256 of the whole key, in hex. A plain hash is enough for 178 random bits, and looking a key up by it compares
 * nothing that a caller could time.
 */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** CRC-32, which no change of one character leaves as it was, in base62. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < checksumLength; place++) {
    digits = base62.charAt(rest % base62.length) + digits;
    rest = Math.floor(rest / base62.length);
  }
  return digits;
}
