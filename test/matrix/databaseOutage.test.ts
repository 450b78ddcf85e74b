import { describe, expect, it, onTestFinished } from 'vitest';
import { expectError } from '../contracts/shared/answers.ts';
import { type Door, givenVisitor, subscriptionsByToken, type Visitor } from '../contracts/shared/doors.ts';
import { startService, type TestService } from '../harness/service.ts';
import { startDatabaseProxy } from '../store/databaseProxy.ts';
import { createDatabase, openRaw, postgresAvailable } from '../store/databases.ts';
import { operations } from './operations.ts';

const skipPostgres = process.env.REQUIRE_SERVICES !== '1' && !(await postgresAvailable());
const serviceUnavailable = {
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  message: 'The service is not available at the moment. Please try again in a few seconds.',
};

type Caller = { readonly door: Door; readonly visitor: Visitor };
const givenCallers = (service: TestService): Promise<Caller[]> =>
  Promise.all(operations.map(async (door) => ({ door, visitor: await givenVisitor(service, door) })));

/** All at once: 503 in the contract's envelope within 2.5 s, with `Retry-After`, and Stripe is not asked. */
async function expectOutage(service: TestService, callers: readonly Caller[]): Promise<void> {
  const before = service.portalSessions();
  const start = performance.now();
  const answers = callers.map(async ({ door, visitor }) => {
    const reply = await service.post(door.path, { token: visitor.token });
    return { door, reply, seconds: (performance.now() - start) / 1000 };
  });
  for (const { door, reply, seconds } of await Promise.all(answers)) {
    expectError(service, door, reply, serviceUnavailable);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(2.5);
  }
  expect(service.portalSessions()).toBe(before);
}

/** The process stays alive, and says that it is not ready. */
async function expectAliveNotReady(service: TestService): Promise<void> {
  expect((await service.get('/livez')).status).toBe(200);
  expect((await service.get('/readyz')).status).toBe(503);
}

async function expectRecovery(service: TestService, callers: readonly Caller[]): Promise<void> {
  for (const { door, visitor } of callers) {
    await expect
      .poll(async () => (await service.post(door.path, { token: visitor.token })).status, { timeout: 5_000 })
      .toBe(200);
  }
  expect((await service.get('/readyz')).status).toBe(200);
}

describe.skipIf(skipPostgres)('PostgreSQL', () => {
  async function startBehindProxy() {
    const database = await createDatabase('postgres');
    const proxy = await startDatabaseProxy(database.url);
    const service = await startService({ env: { DATABASE_URL: proxy.url } });
    onTestFinished(async () => {
      await service.close();
      await proxy.close();
      await database.drop();
    });
    return { database, proxy, service };
  }

  it.each(['refuse', 'hang'] as const)(
    'a server whose connections %s: 503 on every operation, and it recovers by itself',
    async (outage) => {
      const { proxy, service } = await startBehindProxy();
      const callers = await givenCallers(service);
      proxy[outage]();
      await expectOutage(service, callers);
      await expectAliveNotReady(service);
      proxy.pass();
      await expectRecovery(service, callers);
    },
  );

  it('a database that was dropped: 503 on every operation', async () => {
    const { database, service } = await startBehindProxy();
    const callers = await givenCallers(service);
    await database.drop();
    await expectOutage(service, callers);
    await expectAliveNotReady(service);
  });

  it('every connection held by others: 503, and it recovers by itself', async () => {
    const { database, service } = await startBehindProxy();
    const visitor = await givenVisitor(service, subscriptionsByToken);
    const callers = Array.from({ length: 30 }, () => ({ door: subscriptionsByToken, visitor }));
    const raw = openRaw(database.url);
    const holding = await raw.transaction();
    await holding.raw('lock table billing_accounts in access exclusive mode');
    await expectOutage(service, callers);
    await holding.rollback();
    await raw.destroy();
    await expectRecovery(service, callers.slice(0, 1));
  });
});

describe('SQLite', () => {
  it('a file that another program holds: what must be written is a 503, and what is read works on', async () => {
    const service = await startService();
    onTestFinished(() => service.close());
    const readers = await givenCallers(service);
    const writers = await givenCallers(service);
    for (const { visitor } of writers) service.standIn.data.customers.delete(visitor.customer);
    const raw = openRaw(service.databaseUrl);
    const connection = await raw.client.acquireConnection();
    const run = (sql: string) => raw.raw(sql).connection(connection);
    await run('begin immediate');
    const start = performance.now();
    const answers = writers.map(({ door, visitor }) => service.post(door.path, { token: visitor.token }));
    for (const [index, reply] of (await Promise.all(answers)).entries()) {
      expectError(service, operations[index] ?? subscriptionsByToken, reply, serviceUnavailable);
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(performance.now() - start).toBeLessThan(2_500);
    await expectRecovery(service, readers);
    await run('rollback');
    raw.client.releaseConnection(connection);
    await raw.destroy();
    const [first] = writers;
    if (first) {
      const reply = await service.post(first.door.path, { token: first.visitor.token });
      expectError(service, first.door, reply, first.door.noAccount);
    }
  });
});
