import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, startService, type TestService, tokenOf } from '../harness/service.ts';
import { type Program, startProgram } from '../replicas/program.ts';
import { onRedis, redisInUse, redisUrl, withoutRedis } from './redisServer.ts';

const url = redisUrl(9);
const path = '/api/billing-portal/eligibility';
const [limit, failureLimit] = [6, 4];

describe.skipIf(await withoutRedis())('limits in Redis', () => {
  let one: TestService;
  let other: Program;
  beforeAll(async () => {
    await onRedis(url, (client) => client.flushDb());
    const env = { REDIS_URL: url, RATE_LIMIT: String(limit), AUTH_FAILURE_LIMIT: String(failureLimit) };
    one = await startService({ env });
    other = await startProgram({ databaseUrl: one.databaseUrl, stripeUrl: one.standIn.url, env });
    await Promise.all([one, other].map(redisInUse));
  });
  afterAll(async () => {
    await other.stop('SIGTERM');
    await one.close();
  });

  /** In turns, from one service and the other. */
  const ask = (turn: number, token: string) => (turn % 2 === 0 ? one : other).get(path, { token });

  it('are one limit for two services: each answer says what is left of it', async () => {
    const token = await tokenOf(newUser());
    for (let request = 0; request < limit; request++) {
      const { status, headers } = await ask(request, token);
      expect(status).toBe(200);
      expect(headers.get('ratelimit-policy')).toBe(`"default";q=${limit};w=60`);
      expect(headers.get('ratelimit')).toMatch(
        new RegExp(`^"default";r=${limit - request - 1};t=([1-9]|[1-5]\\d|60)$`),
      );
    }
    for (const turn of [0, 1]) {
      const { status, headers, body } = await ask(turn, token);
      expect({ status, code: body.error.code }).toEqual({ status: 429, code: 'RATE_LIMITED' });
      expect(headers.get('ratelimit')).toBe(`"default";r=0;t=${headers.get('retry-after')}`);
    }
  });

  it('count down, and begin anew when their time is over', async () => {
    const user = newUser();
    const token = await tokenOf(user);
    const secondsLeft = async () => {
      const { headers } = await ask(0, token);
      return Number(/;t=(\d+)$/.exec(headers.get('ratelimit') ?? '')?.[1]);
    };
    const first = await secondsLeft();
    expect(first).toBeGreaterThan(55);
    await expect.poll(secondsLeft, { interval: 1_100, timeout: 5_000 }).toBeLessThan(first - 1);
    for (let request = 0; request < limit; request++) await ask(request, token);
    expect((await ask(1, token)).status).toBe(429);

    await onRedis(url, async (client) => {
      const [key = ''] = await client.keys(`*user:${user}`);
      expect(await client.ttl(key)).toBeLessThanOrEqual(60);
      await client.pExpire(key, 1);
      await expect.poll(() => client.exists(key)).toBe(0);
    });
    const { status, headers } = await ask(0, token);
    expect(status).toBe(200);
    expect(headers.get('ratelimit')).toMatch(new RegExp(`^"default";r=${limit - 1};`));
  });

  it('100 requests at once, to both: as many are answered as the limit says', async () => {
    const token = await tokenOf(newUser());
    const replies = await Promise.all(Array.from({ length: 100 }, (_, turn) => ask(turn, token)));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(limit);
    expect(statuses.filter((status) => status === 429)).toHaveLength(100 - limit);
  });

  it('of wrong credentials: one limit for two services, too', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < failureLimit + 4; guess++) {
      statuses.push((await ask(guess, `wrong-${guess}`)).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(failureLimit);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    const good = await tokenOf(newUser());
    for (const turn of [0, 1]) {
      const { status, headers } = await ask(turn, good);
      expect(status).toBe(429);
      expect(headers.get('ratelimit-policy')).toBe(`"auth-failures";q=${failureLimit};w=60`);
    }
  });
});
