import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { apiKeyIssuerOf } from '../../src/build.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { openStore, type Store } from '../../src/store/connection.ts';
import { newUser, tokenOf } from '../harness/service.ts';
import { type Program, startProgram } from '../replicas/program.ts';
import { createDatabase, type TestDatabase } from '../store/databases.ts';
import { createRedisServer, onRedis, type RedisServer, withoutRedisBinary } from './redisServer.ts';

const path = '/api/billing-portal/eligibility';
const limit = 5;
/** Waiting for Redis must not be felt: Redis is given 250 ms once; the rest is for a busy machine. */
const quickMilliseconds = 4_000;
const downLine = 'Redis does not answer: each replica counts limits for itself';
const upLine = 'Redis answers again: limits are shared by all replicas';

describe.skipIf(withoutRedisBinary())('Redis', () => {
  let standIn: StandIn;
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    standIn = await startStandIn();
    database = await createDatabase('sqlite');
    store = openStore(database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
    await standIn.close();
  });

  async function given({ redisRuns }: { redisRuns: boolean }) {
    const redis = await createRedisServer();
    onTestFinished(() => redis.remove());
    if (redisRuns) await redis.start();
    const env = { REDIS_URL: redis.url, RATE_LIMIT: String(limit), AUTH_FAILURE_LIMIT: '3' };
    const service = await startProgram({ databaseUrl: database.url, stripeUrl: standIn.url, env });
    onTestFinished(async () => void (await service.stop('SIGKILL')));
    if (redisRuns) await expectRedis(service, 'ok');
    return { redis, service };
  }

  /** `/readyz` is ready whatever Redis does, and says how it is. */
  async function expectRedis(service: Program, state: 'ok' | 'unavailable'): Promise<void> {
    await expect
      .poll(
        async () => {
          const { status, body } = await service.get('/readyz');
          expect(status).toBe(200);
          return body.checks.redis;
        },
        { timeout: 10_000, interval: 50 },
      )
      .toBe(state);
  }

  /** All answered, soon, and counted by the process itself: nobody is refused but who is over the limit. */
  async function expectCountedHere(service: Program): Promise<void> {
    const token = await tokenOf(newUser());
    for (let request = 1; request <= limit + 2; request++) {
      const { status, headers, milliseconds } = await timed(() => service.get(path, { token }));
      expect(milliseconds).toBeLessThan(quickMilliseconds);
      expect(status).toBe(request <= limit ? 200 : 429);
      expect(headers.get('ratelimit')).toMatch(
        new RegExp(`^"default";r=${Math.max(0, limit - request)};t=\\d+$`),
      );
    }
  }

  it('is killed: requests are answered, counted in memory, one line in the log; it comes back by itself', async () => {
    const { redis, service } = await given({ redisRuns: true });
    await redis.kill();
    await expectCountedHere(service);
    await expectRedis(service, 'unavailable');
    await expectCountedHere(service);
    expectFewLines(linesOf(service, downLine));
    await redis.start();
    await expectRedis(service, 'ok');
    await expectSharedWith(redis, service);
    expectFewLines(linesOf(service, downLine));
    expectFewLines(linesOf(service, upLine));
  });

  it('hangs: the same, and requests that were waiting for it do not wait long', {
    timeout: 60_000,
  }, async () => {
    const { redis, service } = await given({ redisRuns: true });
    redis.hang();
    const waiting = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const token = await tokenOf(newUser());
        return timed(() => service.get(path, { token }));
      }),
    );
    for (const { status, milliseconds } of waiting) {
      expect(status).toBe(200);
      expect(milliseconds).toBeLessThan(quickMilliseconds);
    }
    await expectCountedHere(service);
    await expectRedis(service, 'unavailable');
    // Long enough for the connection to be given up, and made again to a server that takes it and says nothing.
    const until = Date.now() + 6_000;
    while (Date.now() < until) await expectCountedHere(service);
    await expectRedis(service, 'unavailable');
    expectFewLines(linesOf(service, downLine));
    redis.goOn();
    await expectRedis(service, 'ok');
    await expectSharedWith(redis, service);
    expectFewLines(linesOf(service, upLine));
  });

  it('hangs for a moment: it counts again when it answers again', async () => {
    const { redis, service } = await given({ redisRuns: true });
    redis.hang();
    await expectCountedHere(service);
    await expectRedis(service, 'unavailable');
    redis.goOn();
    await expectRedis(service, 'ok');
    await expectSharedWith(redis, service);
  });

  it('is not there at the start: the service starts, and takes it when it comes', async () => {
    const { redis, service } = await given({ redisRuns: false });
    await expectRedis(service, 'unavailable');
    await expectCountedHere(service);
    expectFewLines(linesOf(service, downLine));
    await redis.start();
    await expectRedis(service, 'ok');
    await expectSharedWith(redis, service);
  });

  it('is down: wrong credentials are counted all the same', async () => {
    const { redis, service } = await given({ redisRuns: true });
    await redis.kill();
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess++) {
      statuses.push((await service.get(path, { token: `wrong-${guess}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429, 429]);
  });

  it('is down: an API key still opens what it opens', async () => {
    const { redis, service } = await given({ redisRuns: true });
    await redis.kill();
    const userId = newUser();
    const { key } = await apiKeyIssuerOf(store, { apiKeyPrefix: 'llmgen_' }).issue({ userId, name: 'test' });
    expect((await service.get(path, { token: key })).status).toBe(200);
  });

  /** What the service counts, Redis knows. */
  async function expectSharedWith({ url }: RedisServer, service: Program): Promise<void> {
    const user = newUser();
    await service.get(path, { token: await tokenOf(user) });
    const keys = await onRedis(url, (client) => client.keys(`*user:${user}`));
    expect(keys).toHaveLength(1);
  }
});

async function timed<T extends object>(work: () => Promise<T>): Promise<T & { milliseconds: number }> {
  const start = performance.now();
  const result = await work();
  return { ...result, milliseconds: performance.now() - start };
}

/**
 * A line for each time that Redis stops or begins to answer, and not one for each request. On a machine that is busy an
 * answer may be late once more.
 */
function expectFewLines(lines: number): void {
  expect(lines).toBeGreaterThanOrEqual(1);
  expect(lines).toBeLessThanOrEqual(3);
}

const linesOf = (service: Program, message: string) =>
  service
    .output()
    .split('\n')
    .filter((line) => line.includes(`"msg":"${message}"`)).length;
