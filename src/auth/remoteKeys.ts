import { type CryptoKey, createRemoteJWKSet, errors, type JWSHeaderParameters } from 'jose';
import { ApiError } from '../errors.ts';
import { InvalidCredential } from './credential.ts';
import type { Log } from './log.ts';
import type { VerificationKeys } from './verificationKeys.ts';

/** All times in milliseconds. */
const fetchTimeout = 2_000;
/** Until then the keys are used unasked: a key withdrawn by the issuer is refused after that. */
const freshFor = 10 * 60_000;
/** While the issuer is out, one request in this time tries again; the others go on with the keys at hand. */
const retryAfter = 10_000;
/** How long they go on. No token lives longer (by default), so what is still good was signed before the outage. */
const usableFor = 24 * 60 * 60_000;
/** An unknown `kid` makes us ask the issuer: at once for a rotation, but made-up ones are not passed on without end. */
const refetchBurst = 5;
const refetchEvery = 10_000;

export type RemoteKeysDeps = { readonly now: () => Date; readonly log?: Log | undefined };

/**
 * The keys at a JWKS URL (RFC 7517): fetched at the first token, again after 10 minutes and for an unknown `kid`.
 *
 * @param url https, without user info
 * @throws Error where the URL is none or has user info
 */
export function remoteKeys(url: string, { now, log }: RemoteKeysDeps): VerificationKeys {
  // jose fetches (once for all who wait, bodies that drip included in the time-out); when, is decided here.
  const jwks = createRemoteJWKSet(parseUrl(url), {
    timeoutDuration: fetchTimeout,
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
    // One request in ten minutes: a socket kept for the next one would only go stale.
    headers: { connection: 'close' },
  });
  const mayRefetch = createAllowance(refetchBurst, refetchEvery);
  let loadedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failure: unknown;

  async function load() {
    triedAt = now().getTime();
    try {
      await jwks.reload();
      loadedAt = now().getTime();
      failure = undefined;
    } catch (error) {
      failure = error;
      throw unavailable(error);
    }
  }

  /** Fetches the keys where it is time. Without any that may still be used, a failure is the caller's. */
  async function refresh() {
    const at = now().getTime();
    if (at - loadedAt >= usableFor) return load();
    if (at - loadedAt < freshFor || at - triedAt < retryAfter) return;
    await load().catch((error: unknown) =>
      log?.warn({ err: error }, 'the JWKS could not be fetched again: the keys at hand stay in use'),
    );
  }

  return {
    algorithms: ['RS256', 'ES256', 'EdDSA'],
    async find(header) {
      const before = loadedAt;
      await refresh();
      let found = await matching(header);
      if (found.keys.length === 0 && loadedAt === before && mayRefetch(now().getTime())) {
        await load();
        found = await matching(header);
      }
      if (found.keys.length > 0) return found.keys;
      const fault = found.fault ?? failure;
      throw fault ? unavailable(fault) : new InvalidCredential('unknownKey');
    },
  };

  /** Those of the right type, algorithm, use and `kid`: several where the token has no `kid`. */
  async function matching(header: JWSHeaderParameters): Promise<{ keys: CryptoKey[]; fault?: unknown }> {
    try {
      return { keys: [await jwks(header)] };
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return { keys: [] };
      if (error instanceof errors.JWKSMultipleMatchingKeys) return { keys: await collect(error) };
      // The key is there and cannot be read: the issuer's fault, not the token's.
      return { keys: [], fault: error };
    }
  }
}

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** Something may happen `burst` times at once, and once more for each `every` milliseconds that pass. */
function createAllowance(burst: number, every: number) {
  let left = burst;
  let countedAt = Number.NEGATIVE_INFINITY;
  return (at: number) => {
    left = Math.min(burst, left + Math.max(0, at - countedAt) / every);
    countedAt = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

function unavailable(cause: unknown): ApiError {
  return new ApiError('SERVICE_UNAVAILABLE', {
    cause,
    headers: { 'Retry-After': String(retryAfter / 1000) },
  });
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // fetch refuses user info too, with an error that tells it to the log.
  if (!url || url.username || url.password) throw new Error('The JWKS URL is no URL, or has user info.');
  return url;
}
