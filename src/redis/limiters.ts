import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { RedisConnection } from './connection.ts';

export type LimitSettings = {
  /** Names the limit, in headers and in Redis. */
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
};

export type LimitState = {
  readonly exceeded: boolean;
  readonly remaining: number;
  readonly resetSeconds: number;
};

/**
 * Counts a limit: in Redis for all replicas where there is one, in this process otherwise. While Redis does not answer,
 * each replica counts for itself, so nobody is refused for it.
 */
export function createLimiter({ name, points, windowSeconds }: LimitSettings, redis?: RedisConnection) {
  const options = { keyPrefix: `billing-portal:limit:${name}`, points, duration: windowSeconds };
  const memory = new RateLimiterMemory(options);
  const shared =
    redis && new RateLimiterRedis({ ...options, storeClient: redis.client, useRedisPackage: true });

  async function ask<T>(question: (limiter: RateLimiterAbstract) => Promise<T>): Promise<T> {
    if (shared === undefined || !redis?.isReady()) return question(memory);
    try {
      return await redis.inTime(question(shared));
    } catch (error) {
      if (error instanceof RateLimiterRes) throw error;
      return question(memory);
    }
  }

  const stateOf = (result: RateLimiterRes | null): LimitState => ({
    exceeded: (result?.consumedPoints ?? 0) > points,
    remaining: result === null ? points : Math.max(0, points - result.consumedPoints),
    resetSeconds: result === null ? windowSeconds : Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
  });

  return {
    name,
    points,
    windowSeconds,
    async take(key: string): Promise<LimitState> {
      try {
        return stateOf(await ask((limiter) => limiter.consume(key)));
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return stateOf(refused);
        throw refused;
      }
    },
    async peek(key: string): Promise<LimitState> {
      const known = await ask((limiter) => limiter.get(key));
      // Nothing is left is as good as exceeded to who only looks: the next point is the one too many.
      const state = stateOf(known);
      return { ...state, exceeded: state.remaining === 0 };
    },
  };
}
