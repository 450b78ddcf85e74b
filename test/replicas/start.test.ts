import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { newUser, tokenOf } from '../harness/service.ts';
import { redisUrl } from '../redis/redisServer.ts';
import { createDatabase } from '../store/databases.ts';
import { startProgram } from './program.ts';
import { withoutServices } from './replicas.ts';

describe.skipIf(await withoutServices())('three replicas on an empty database', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => standIn.close());

  it('start together: all answer, the tables are made once, and one of them may go', {
    timeout: 60_000,
  }, async () => {
    const database = await createDatabase('postgres', { empty: true });
    onTestFinished(() => database.drop());
    const env = { REDIS_URL: redisUrl(15) };
    const start = () => startProgram({ databaseUrl: database.url, stripeUrl: standIn.url, env });
    const replicas = await Promise.all([start(), start(), start()]);
    onTestFinished(async () => {
      await Promise.all(replicas.map((replica) => replica.stop('SIGKILL')));
    });
    const migrated = replicas.filter((replica) => replica.output().includes('"msg":"migrated"'));
    expect(migrated).toHaveLength(1);

    const token = await tokenOf(newUser());
    const [first, ...others] = replicas;
    for (const replica of replicas) {
      expect(await replica.get('/readyz')).toMatchObject({
        status: 200,
        body: { checks: { database: 'ok' } },
      });
      const { status, body } = await replica.get('/api/billing-portal/eligibility', { token });
      expect({ status, eligible: body.eligible }).toEqual({ status: 200, eligible: false });
    }
    expect(await first?.stop('SIGTERM')).toBe(0);
    for (const replica of others) {
      expect((await replica.get('/api/billing-portal/eligibility', { token })).status).toBe(200);
    }
  });
});
