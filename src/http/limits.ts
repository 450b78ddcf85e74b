import type { Request, RequestHandler, Response } from 'express';
import { ApiError } from '../errors.ts';

/** What is left of a limit. */
export type LimitState = {
  readonly exceeded: boolean;
  readonly remaining: number;
  readonly resetSeconds: number;
};

/** A limit of so many points in a window, counted for each key. */
export type Limiter = {
  /** As `RateLimit-Policy` names it. */
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
  /** Takes a point. */
  take(key: string): Promise<LimitState>;
  /** Only looks. */
  peek(key: string): Promise<LimitState>;
};

/**
 * So many requests a minute for each principal. Every answer of a limited route says how many are left (the IETF draft on
 * RateLimit headers).
 *
 * @throws ApiError RATE_LIMITED with `Retry-After`.
 */
export function limitRequests(limiter: Limiter): RequestHandler {
  return async (req, res, next) => {
    const { principal } = req;
    if (principal === undefined) throw new Error('no principal at the limit');
    const key = principal.kind === 'apiKey' ? `key:${principal.keyId}` : `user:${principal.userId}`;
    const state = await limiter.take(key);
    tell(res, limiter, state);
    next(state.exceeded ? limited(state) : undefined);
  };
}

/** What a guess is: a request that carries something to be checked, and is refused for it. */
export type Guess = {
  readonly header: string;
  readonly isRefusal: (error: ApiError) => boolean;
};

export const credentialGuess: Guess = {
  header: 'authorization',
  isRefusal: ({ code }) => code === 'UNAUTHORIZED',
};

/** A forged delivery; one that is Stripe's and not for us is no guess. */
export const signatureGuess: Guess = {
  header: 'stripe-signature',
  isRefusal: ({ options }) => options.details?.some(({ reason }) => reason === 'webhookSignature') ?? false,
};

/**
 * Guessing credentials is not free: so many refused ones a minute for each address, and then none is looked at any more.
 * A request without a credential guesses nothing.
 *
 * @param check the step whose refusals count.
 * @throws ApiError RATE_LIMITED with `Retry-After`.
 */
export function limitFailures(
  limiter: Limiter,
  check: RequestHandler,
  { header, isRefusal }: Guess = credentialGuess,
): RequestHandler {
  return async (req, res, next) => {
    const address = addressOf(req);
    const isGuess = req.headers[header] !== undefined;
    const before = await limiter.peek(address);
    tell(res, limiter, before);
    if (before.exceeded && isGuess) throw limited(before);
    const checked = (error?: unknown) => {
      if (!(error instanceof ApiError && isGuess && isRefusal(error))) return next(error);
      limiter.take(address).then((after) => {
        tell(res, limiter, after);
        // Of many at once, as many are told what was wrong as the limit allows.
        next(after.exceeded ? limited(after) : error);
      }, next);
    };
    try {
      await check(req, res, checked);
    } catch (error) {
      checked(error);
    }
  };
}

/** Of an IPv6 address the first 64 bits: the rest is the caller's own to change (RFC 6177). */
function addressOf(req: Request): string {
  const address = (req.ip ?? '').replace(/^::ffff:(?=\d+\.)/, '');
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Array<string>(8 - groups.length - rest.length).fill('0') : [];
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}

function tell(
  res: Response,
  { name, points, windowSeconds }: Limiter,
  { remaining, resetSeconds }: LimitState,
): void {
  res.set({
    'RateLimit-Policy': `"${name}";q=${points};w=${windowSeconds}`,
    RateLimit: `"${name}";r=${remaining};t=${resetSeconds}`,
  });
}

function limited({ resetSeconds }: LimitState): ApiError {
  return new ApiError('RATE_LIMITED', { headers: { 'Retry-After': String(Math.max(1, resetSeconds)) } });
}
