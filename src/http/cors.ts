import corsMiddleware from 'cors';
import type { RequestHandler } from 'express';

/**
 * CORS for exactly the configured origins, without cookies. Only a preflight (an OPTIONS request that names a method, as
 * the Fetch standard has it) is answered here; any other OPTIONS request goes on and is 405.
 */
export function cors(origins: readonly string[], methods: readonly string[]): RequestHandler {
  const apply = (preflightContinue: boolean) =>
    corsMiddleware({
      origin: [...origins],
      methods: [...methods],
      allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Request-Id'],
      exposedHeaders: ['X-Request-Id', 'RateLimit', 'RateLimit-Policy', 'Retry-After'],
      credentials: false,
      maxAge: 600,
      preflightContinue,
    });
  const preflight = apply(false);
  const actual = apply(true);
  return (req, res, next) =>
    req.headers['access-control-request-method'] === undefined
      ? actual(req, res, next)
      : preflight(req, res, next);
}
