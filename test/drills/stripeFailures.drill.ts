import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/standIn/faults.ts';
import { createDatabase } from '../store/databases.ts';
import { startIdleServer } from './idleServer.ts';
import { call, keepAlive, milliseconds, type Outcome, percentile, steadily, tally } from './load.ts';
import { bearer, givenWorld, portalPath } from './world.ts';

const perSecond = 20;
const always = Number.POSITIVE_INFINITY;
const faults: readonly Fault[] = [
  { kind: 'hang', times: always },
  { kind: 'reset', times: always },
  { kind: 'drip', times: always, intervalMs: 200 },
  { kind: 'status', status: 500, times: always },
  { kind: 'status', status: 503, times: always },
  { kind: 'status', status: 429, retryAfter: 1, times: always },
  { kind: 'delay', ms: 30_000, times: always },
];

const database = await createDatabase('sqlite');
afterAll(() => database.drop());

const timesOf = (outcomes: readonly Outcome[]) => outcomes.map((outcome) => outcome.milliseconds);

it.for(faults.map((fault) => ({ fault, name: 'status' in fault ? `status ${fault.status}` : fault.kind })))(
  'Stripe fails by $name: every answer in time, and well again soon after',
  async ({ fault, name }) => {
    const { standIn, customer, start } = await givenWorld(database.url);
    const service = await start();
    const [agent, liveAgent] = [keepAlive(500), keepAlive(5)];
    const headers = bearer(customer.token);
    const [stop, stopLiveness] = [new AbortController(), new AbortController()];
    const get = (url: string) => () => call(liveAgent, url, { method: 'GET' });
    const live = steadily(perSecond, stopLiveness.signal, get(`${service.url}/livez`));
    const idle = steadily(perSecond, stopLiveness.signal, get(await startIdleServer()));
    const send = () => call(agent, service.url + portalPath, { headers });
    const isOpen = async () => (await service.get('/readyz')).body.checks.stripe === 'open';
    expect((await send()).status).toBe(200);

    standIn.faults.next(fault);
    const load = steadily(perSecond, stop.signal, send);
    await expect.poll(isOpen, { timeout: 20_000, interval: 20 }).toBe(true);

    // What is sent while the breaker is open, and from the first moment on: it stays open for 10 s.
    const whileOpen: Outcome[] = [];
    const openedAt = performance.now();
    while (performance.now() - openedAt < 5_000) {
      whileOpen.push(await send());
      await pause(25);
    }
    expect(await isOpen()).toBe(true);
    await pause(7_000);
    standIn.faults.clear();
    const clearedAt = performance.now();
    while ((await send()).status !== 200) {
      expect(performance.now() - clearedAt).toBeLessThan(15_000);
      await pause(50);
    }
    const recovery = performance.now() - clearedAt;
    stop.abort();
    const outcomes = await load;
    stopLiveness.abort();
    const alive = await live;
    agent.destroy();
    liveAgent.destroy();

    const all = percentile(timesOf(outcomes), 0.99);
    const open = percentile(timesOf(whileOpen), 0.99);
    const liveness = percentile(timesOf(alive), 0.99);
    const floors = (await idle).filter(({ sentAt }) => sentAt > openedAt && sentAt < openedAt + 5_000);
    const [floor, openFloor] = [percentile(timesOf(await idle), 0.99), percentile(timesOf(floors), 0.99)];
    console.log(
      `${name}: ${JSON.stringify(tally(outcomes))}, p99 ${milliseconds(all)}; breaker open: p99 ${milliseconds(open)} ` +
        `of ${whileOpen.length}; well again after ${milliseconds(recovery)}; liveness p99 ${milliseconds(liveness)} ` +
        `(an idle server: ${milliseconds(openFloor)} then, ${milliseconds(floor)} all along)`,
    );
    expect(tally(whileOpen)).toEqual({ 503: whileOpen.length });
    expect(Object.keys(tally(outcomes)).filter((status) => status !== '200' && status !== '503')).toEqual([]);
    expect(tally(alive)).toEqual({ 200: alive.length });
    expect(all).toBeLessThanOrEqual(8_500 + floor);
    expect(open).toBeLessThanOrEqual(50 + openFloor);
    expect(recovery).toBeLessThanOrEqual(15_000);
    expect(liveness).toBeLessThanOrEqual(100 + floor);
  },
);
