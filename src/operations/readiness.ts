import type { RequestHandler } from 'express';
import type { Readiness } from '../../generated/openapi.ts';
import { ApiError } from '../errors.ts';

export type ReadinessParts = {
  readonly store: { ping(): Promise<void> };
  readonly breaker: () => Readiness['checks']['stripe'];
  /** Undefined where none is configured. */
  readonly redis: { isReady(): boolean } | undefined;
  readonly isDraining: () => boolean;
};

/** `GET /readyz`: the store answers and the process is not shutting down. */
export function createReadiness({ store, breaker, redis, isDraining }: ReadinessParts): RequestHandler {
  return async (_req, res) => {
    if (isDraining()) throw notReady('draining');
    try {
      await store.ping();
    } catch (error) {
      throw notReady('database', error);
    }
    const checks: Readiness['checks'] = {
      database: 'ok',
      stripe: breaker(),
      ...(redis && { redis: redis.isReady() ? 'ok' : 'unavailable' }),
    };
    const ready: Readiness = { status: 'ready', checks };
    res.set('Cache-Control', 'no-store').json(ready);
  };
}

function notReady(variant: string, cause?: unknown): ApiError {
  return new ApiError('SERVICE_UNAVAILABLE', { variant, headers: { 'Retry-After': '2' }, cause });
}
