import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Program } from '../replicas/program.ts';
import { forEachDatabase } from '../store/databases.ts';
import { call, keepAlive, milliseconds, type Outcome, percentile, steadily, tally } from './load.ts';
import { bearer, givenWorld, portalPath } from './world.ts';

const [rounds, perSecond] = [20, 100];

await forEachDatabase((kind, _open, url) => {
  it(`${rounds} SIGTERMs at ${perSecond} requests a second: 0 dropped`, async () => {
    const { customer, start } = await givenWorld(url());
    const agent = keepAlive(100);
    const headers = bearer(customer.token);
    let serving: Program = await start();
    let refused = 0;

    /** As a load balancer: who takes no connection is not asked again; what was sent is never sent twice. */
    const send = async (): Promise<Outcome> => {
      const asked = serving;
      const outcome = await call(agent, asked.url + portalPath, { headers });
      if (outcome.failure !== 'ECONNREFUSED') return outcome;
      refused += 1;
      return call(agent, serving.url + portalPath, { headers });
    };

    const stop = new AbortController();
    const load = steadily(perSecond, stop.signal, send);
    const statuses: (number | null)[] = [];
    const told: number[] = [];
    const drains: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const next = await start();
      await pause(200);
      const leaving = serving;
      const began = performance.now();
      told.push(began);
      const stopped = leaving.stop('SIGTERM');
      // It is told to stop while it is the one that is asked: the balancer learns of it a little later.
      await pause(20);
      serving = next;
      statuses.push(await stopped);
      drains.push(performance.now() - began);
    }
    stop.abort();
    const outcomes = await load;
    agent.destroy();
    const count = tally(outcomes);
    const p99 = percentile(
      outcomes.map((outcome) => outcome.milliseconds),
      0.99,
    );
    console.log(
      `${kind}: ${rounds} SIGTERMs, ${JSON.stringify(count)}, ${refused} connections refused and sent elsewhere, ` +
        `p99 ${milliseconds(p99)}, drained in ${milliseconds(Math.max(...drains))} at most`,
    );
    for (const { failure, reused, sentAt } of outcomes) {
      const toldAt = told.findLast((at) => at <= sentAt);
      if (failure !== undefined && toldAt !== undefined) {
        const connection = reused ? 'a connection that was open' : 'a new connection';
        console.log(`${failure}: sent ${milliseconds(sentAt - toldAt)} after SIGTERM on ${connection}`);
      }
    }
    // A machine that is busy may have no free place for a call to Stripe: 503 is an answer, too, and few are that.
    expect(outcomes.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    expect(count[200]).toBeGreaterThan(outcomes.length * 0.98);
    expect(statuses).toEqual(statuses.map(() => 0));
    expect(outcomes.length).toBeGreaterThan(1_000);
  });
});
