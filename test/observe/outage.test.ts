import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allDoors, givenVisitor } from '../contracts/shared/doors.ts';
import { startService, type TestService } from '../harness/service.ts';
import { startDatabaseProxy } from '../store/databaseProxy.ts';
import { createDatabase, postgresAvailable, type TestDatabase } from '../store/databases.ts';

const skip = process.env.REQUIRE_SERVICES !== '1' && !(await postgresAvailable());

const secondsOf = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const start = performance.now();
  const result = await work;
  return [result, (performance.now() - start) / 1000];
};

describe.skipIf(skip)('while PostgreSQL is away', () => {
  let database: TestDatabase;
  let proxy: Awaited<ReturnType<typeof startDatabaseProxy>>;
  let service: TestService;
  beforeAll(async () => {
    database = await createDatabase('postgres');
    proxy = await startDatabaseProxy(database.url);
    service = await startService({ env: { DATABASE_URL: proxy.url } });
  });
  afterAll(async () => {
    proxy.pass();
    await service.close();
    await proxy.close();
    await database.drop();
  });

  it.each(['refuse', 'hang'] as const)(
    'the service lives, is not ready, answers 503 and never 401, and comes back by itself: connections %s',
    async (mode) => {
      const visitors = await Promise.all(
        allDoors.map(async (door) => ({ door, ...(await givenVisitor(service, door)) })),
      );
      expect((await service.get('/readyz')).status).toBe(200);

      proxy[mode]();
      const [notReady, seconds] = await secondsOf(service.get('/readyz'));
      expect(notReady).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
      expect(seconds).toBeLessThan(2.5);
      const [[alive, aliveSeconds], ...refused] = await Promise.all([
        secondsOf(service.get('/livez')),
        ...visitors.map(async ({ door, token }) => ({
          door,
          answer: await secondsOf(service.post(door.path, { token })),
        })),
      ]);
      expect(alive.status).toBe(200);
      expect(aliveSeconds).toBeLessThan(1);
      for (const { door, answer } of refused) {
        const [reply, waited] = answer;
        expect([door.path, reply.status, reply.headers.get('retry-after')]).toEqual([door.path, 503, '5']);
        expect(waited).toBeLessThan(2.5);
      }

      proxy.pass();
      await expect
        .poll(async () => (await service.get('/readyz')).status, { interval: 100, timeout: 15_000 })
        .toBe(200);
      for (const { door, token } of visitors) {
        expect((await service.post(door.path, { token })).status).toBe(200);
      }
    },
  );
});
