import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/connection.ts';
import { call, keepAlive, milliseconds, type Outcome, steadily, tally } from './load.ts';
import { createPostgresServer, type PostgresServer, withoutPostgresBinaries } from './postgresServer.ts';
import { bearer, givenWorld, portalPath } from './world.ts';

const perSecond = 20;

describe.skipIf(withoutPostgresBinaries())('PostgreSQL', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await createPostgresServer();
    await postgres.start();
    const store = openStore(postgres.url);
    await store.migrate();
    await store.close();
  });
  afterAll(() => postgres.remove());

  it.for([
    { outage: 'is stopped', takeAway: () => postgres.stop(), giveBack: () => postgres.start() },
    { outage: 'hangs', takeAway: async () => postgres.hang(), giveBack: async () => postgres.goOn() },
  ])('$outage: 503 in 2.5 s at most, never 401, and it recovers by itself', async (drill) => {
    const { customer, start } = await givenWorld(postgres.url);
    const service = await start();
    const agent = keepAlive(200);
    const stop = new AbortController();
    let turn = 0;
    const send = () => {
      turn += 1;
      const headers = bearer(turn % 2 === 0 ? customer.token : customer.key);
      return call(agent, service.url + portalPath, { headers });
    };
    const load = steadily(perSecond, stop.signal, send);
    await pause(1_000);
    const downAt = performance.now();
    await drill.takeAway();
    await pause(500);
    expect((await service.get('/livez')).status).toBe(200);
    expect((await service.get('/readyz')).status).toBe(503);
    await pause(6_000);
    const upAt = performance.now();
    await drill.giveBack();
    const backAt = performance.now();
    while ((await send()).status !== 200) {
      expect(performance.now() - backAt).toBeLessThan(15_000);
      await pause(50);
    }
    const recovery = performance.now() - backAt;
    await pause(1_000);
    stop.abort();
    const outcomes = await load;
    agent.destroy();

    const isIn = (from: number, to: number) => (outcome: Outcome) =>
      outcome.sentAt >= from && outcome.sentAt < to;
    // From the moment on at which it is surely gone; a hanging one takes nothing more from the first.
    const during = outcomes.filter(isIn(downAt + 500, upAt - 2_500));
    const slowest = Math.max(...outcomes.map((outcome) => outcome.milliseconds));
    console.log(
      `PostgreSQL ${drill.outage}: ${JSON.stringify(tally(during))} meanwhile, ${JSON.stringify(tally(outcomes))} in all, ` +
        `slowest ${milliseconds(slowest)}, well again after ${milliseconds(recovery)}`,
    );
    expect(tally(during)).toEqual({ 503: during.length });
    expect(during.length).toBeGreaterThan(perSecond);
    expect(Object.keys(tally(outcomes)).sort()).toEqual(['200', '503']);
    expect(slowest).toBeLessThanOrEqual(2_500);
    expect(tally(outcomes.filter(isIn(backAt + recovery, Number.POSITIVE_INFINITY)))).not.toHaveProperty(
      '503',
    );
  });
});
