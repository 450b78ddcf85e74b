import { expect, it } from 'vitest';
import { pingRedis } from '../../src/redis/ping.ts';
import { createRedisServer, withoutRedisBinary } from './redisServer.ts';

it.skipIf(withoutRedisBinary())('says whether Redis answers', async () => {
  const redis = await createRedisServer();
  try {
    expect(await pingRedis(redis.url)).toBe(false);
    await redis.start();
    expect(await pingRedis(redis.url)).toBe(true);
  } finally {
    await redis.remove();
  }
});
