import { randomInt } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Client, RequestOptions } from '../harness/client.ts';
import { newUser, startService, tokenOf } from '../harness/service.ts';
import { onRedis, redisInUse, redisUrl, withoutRedis } from './redisServer.ts';

const url = redisUrl(10);
const path = '/api/v1/subscriptions/portal';
const limit = 30;
const rotations = 1_000;
const anyAddress = () => Array.from({ length: 4 }, () => randomInt(1, 255)).join('.');

const places = [
  { place: 'in memory', env: {}, skip: false },
  { place: 'in Redis', env: { REDIS_URL: url }, skip: await withoutRedis() },
];

/** Bad credentials, some at once; gives how many were looked at, and how many were not. */
async function guess(service: Client, times: number, headersOf: (turn: number) => Record<string, string>) {
  const count = { 401: 0, 429: 0 };
  for (let turn = 0; turn < times; turn += 20) {
    const options = Array.from(
      { length: Math.min(20, times - turn) },
      (_, index): RequestOptions => ({
        token: `wrong-${turn + index}`,
        headers: headersOf(turn + index),
      }),
    );
    for (const { status } of await Promise.all(options.map((each) => service.post(path, each)))) {
      if (status !== 401 && status !== 429) throw new Error(`answered ${status}`);
      count[status] += 1;
    }
  }
  return count;
}

describe.for(places)('wrong credentials, counted $place', ({ env, skip }) => {
  async function given(trustProxy?: string) {
    if ('REDIS_URL' in env) await onRedis(url, (client) => client.flushDb());
    const service = await startService({
      env: { ...env, AUTH_FAILURE_LIMIT: String(limit), TRUST_PROXY: trustProxy },
    });
    onTestFinished(() => service.close());
    if ('REDIS_URL' in env) await redisInUse(service);
    return service;
  }

  it.skipIf(skip)('1,000 addresses in headers gain nothing: allowed = limit', async () => {
    const service = await given();
    const names = ['X-Forwarded-For', 'Forwarded', 'X-Real-IP'] as const;
    const headersOf = (turn: number) => {
      const address = anyAddress();
      const name = names[turn % names.length] ?? 'Forwarded';
      return { [name]: name === 'Forwarded' ? `for=${address}` : address };
    };
    expect(await guess(service, rotations, headersOf)).toEqual({ 401: limit, 429: rotations - limit });
  });

  it.skipIf(skip)('all such headers on each request gain nothing either', async () => {
    const service = await given();
    const headersOf = () => {
      const address = anyAddress();
      return {
        'X-Forwarded-For': `${address}, ${anyAddress()}`,
        Forwarded: `for="${address}"`,
        'X-Real-IP': address,
        'X-Client-IP': address,
        'CF-Connecting-IP': address,
        'True-Client-IP': address,
      };
    };
    expect(await guess(service, 200, headersOf)).toEqual({ 401: limit, 429: 200 - limit });
  });

  it.skipIf(skip)(
    'behind a named proxy its header counts, and what a client forged before does not',
    async () => {
      const service = await given('127.0.0.1,::1');
      const from = (address: string) => () => ({ 'X-Forwarded-For': `${anyAddress()}, ${address}` });
      expect(await guess(service, 200, from('203.0.113.7'))).toEqual({ 401: limit, 429: 200 - limit });
      expect(await guess(service, 40, from('203.0.113.8'))).toEqual({ 401: limit, 429: 40 - limit });

      const token = await tokenOf(newUser());
      const statusFrom = async (address: string) =>
        (await service.post(path, { token, headers: { 'X-Forwarded-For': address } })).status;
      expect(await statusFrom('203.0.113.7')).toBe(429);
      expect(await statusFrom('203.0.113.9')).toBe(400);
    },
  );

  it.skipIf(skip)('behind a named network, the last address that is none of its own counts', async () => {
    const service = await given('127.0.0.0/8,::1,10.0.0.0/8');
    const headersOf = () => ({ 'X-Forwarded-For': `${anyAddress()}, 203.0.113.7, 10.1.2.${randomInt(255)}` });
    expect(await guess(service, 200, headersOf)).toEqual({ 401: limit, 429: 200 - limit });
  });

  it.skipIf(skip)('an IPv6 caller who changes the half that is its own gains nothing', async () => {
    const service = await given('127.0.0.1,::1');
    const headersOf = (turn: number) => ({ 'X-Forwarded-For': `2001:db8:1:2:${turn.toString(16)}::1` });
    expect(await guess(service, 200, headersOf)).toEqual({ 401: limit, 429: 200 - limit });
  });

  it.skipIf(skip)('another proxy is not believed', async () => {
    const service = await given('10.0.0.0/8');
    const headersOf = () => ({ 'X-Forwarded-For': anyAddress() });
    expect(await guess(service, 200, headersOf)).toEqual({ 401: limit, 429: 200 - limit });
  });
});
