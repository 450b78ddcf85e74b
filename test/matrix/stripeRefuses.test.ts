import { describe, expect, it, onTestFinished } from 'vitest';
import { expectError } from '../contracts/shared/answers.ts';
import { givenVisitor } from '../contracts/shared/doors.ts';
import { type ServiceOptions, startService, type TestService } from '../harness/service.ts';
import { operations, unavailable } from './operations.ts';

async function start(options?: ServiceOptions): Promise<TestService> {
  const service = await startService(options);
  onTestFinished(() => service.close());
  return service;
}

/** Every operation answers 503, and says when to come back: within so many seconds. */
async function expectUnavailable(service: TestService, longest: number): Promise<void> {
  for (const door of operations) {
    const { token } = await givenVisitor(service, door);
    const reply = await service.post(door.path, { token });
    expectError(service, door, reply, unavailable);
    const seconds = Number(reply.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(longest);
  }
}

describe('every operation answers 503 when Stripe', () => {
  it('refuses the connection', async () => {
    const service = await start({ env: { STRIPE_API_BASE: 'http://127.0.0.1:9' } });
    await expectUnavailable(service, 5);
  });

  it('has failed five times in a row: it is left alone for ten seconds', async () => {
    const service = await start();
    const [door] = operations;
    const { token } = await givenVisitor(service, door);
    service.standIn.faults.next({ kind: 'status', status: 500, shouldRetry: false, times: 5 });
    for (let failure = 0; failure < 5; failure++) {
      expect(service.portalSessions()).toBe(failure);
      await service.post(door.path, { token });
    }
    await expectUnavailable(service, 10);
    expect(service.portalSessions()).toBe(5);
  });

  it('is busy with twenty others: a second is waited, and it is not asked', async () => {
    const service = await start();
    service.standIn.faults.next({ kind: 'hang', times: Number.POSITIVE_INFINITY });
    const [door] = operations;
    const { token } = await givenVisitor(service, door);
    const callers = new AbortController();
    const gone = Array.from({ length: 20 }, () =>
      service.post(door.path, { token, signal: callers.signal }).catch((error: Error) => error.name),
    );
    await expect.poll(() => service.portalSessions()).toBe(20);
    const asked = performance.now();
    await expectAllAtOnce(service);
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(service.portalSessions()).toBe(20);
    callers.abort();
    expect(new Set(await Promise.all(gone))).toEqual(new Set(['AbortError']));
  });
});

async function expectAllAtOnce(service: TestService): Promise<void> {
  const replies = operations.map(async (door) => {
    const { token } = await givenVisitor(service, door);
    return { door, reply: await service.post(door.path, { token }) };
  });
  for (const { door, reply } of await Promise.all(replies)) {
    expectError(service, door, reply, unavailable);
    expect(reply.headers.get('retry-after')).toBe('1');
  }
}
