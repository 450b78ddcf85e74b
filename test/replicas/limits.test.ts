import { describe, expect, it } from 'vitest';
import { newUser, tokenOf } from '../harness/service.ts';
import { replicaAt, useReplicas, withoutServices } from './replicas.ts';

const path = '/api/billing-portal/eligibility';
const [limit, failureLimit] = [30, 10];
const env = { RATE_LIMIT: String(limit), AUTH_FAILURE_LIMIT: String(failureLimit) };

describe.skipIf(await withoutServices())('three replicas', () => {
  const replicas = useReplicas(11, [env, env, env]);

  /** As a load balancer sends them: in turns, all at once. */
  const statusesOf = (count: number, tokenAt: (turn: number) => string) =>
    Promise.all(
      Array.from({ length: count }, async (_, turn) => {
        const replica = replicaAt(replicas(), turn);
        return (await replica.get(path, { token: tokenAt(turn) })).status;
      }),
    );
  const countOf = (statuses: readonly number[], wanted: number) =>
    statuses.filter((status) => status === wanted).length;

  it("150 requests at once with a user's token: exactly the limit", async () => {
    const token = await tokenOf(newUser());
    const statuses = await statusesOf(150, () => token);
    expect([countOf(statuses, 200), countOf(statuses, 429)]).toEqual([limit, 150 - limit]);
  });

  it('150 requests at once with an API key: exactly the limit, and another key has its own', async () => {
    const userId = newUser();
    const keys = [await replicas()[0].givenKey({ userId }), await replicas()[0].givenKey({ userId })];
    for (const token of keys) {
      const statuses = await statusesOf(150, () => token);
      expect([countOf(statuses, 200), countOf(statuses, 429)]).toEqual([limit, 150 - limit]);
    }
  });

  it('100 wrong credentials at once: exactly the limit of these, and then good ones wait on each replica', async () => {
    const statuses = await statusesOf(100, (turn) => `wrong-${turn}`);
    expect([countOf(statuses, 401), countOf(statuses, 429)]).toEqual([failureLimit, 100 - failureLimit]);
    const token = await tokenOf(newUser());
    expect(await statusesOf(3, () => token)).toEqual([429, 429, 429]);
  });
});
