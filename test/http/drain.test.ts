import { Agent, request as send } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { allDoors, givenVisitor, subscriptionsByToken, type Visitor } from '../contracts/shared/doors.ts';
import { startService, type TestService } from '../harness/service.ts';
import { bearer, dial, request } from './wire.ts';

const { path } = subscriptionsByToken;
const json = { 'Content-Type': 'application/json' };

async function withService(test: (service: TestService) => Promise<void>): Promise<void> {
  const service = await startService();
  try {
    await test(service);
  } finally {
    await service.close();
  }
}

const millisecondsOf = async (work: Promise<unknown>) => {
  const start = performance.now();
  await work;
  return performance.now() - start;
};

describe('a service that is told to stop', () => {
  it('answers what Stripe is still at, and then closes the connections', () =>
    withService(async (service) => {
      service.standIn.faults.next({ kind: 'delay', ms: 700, times: allDoors.length });
      const asked = await Promise.all(
        allDoors.map(async (door) => {
          const { token } = await givenVisitor(service, door);
          const wire = dial(service.url);
          return { wire, reply: wire.ask(request('POST', door.path, bearer(token))) };
        }),
      );
      await vi.waitFor(() => expect(service.portalSessions()).toBe(allDoors.length), { interval: 5 });
      const closed = service.close();
      for (const { wire, reply } of asked) {
        expect(await reply).toMatchObject({ status: 200 });
        expect((await reply)?.headers.get('connection')).toBe('close');
        expect(await wire.closed).toBe('');
      }
      expect(await millisecondsOf(closed)).toBeLessThan(3_000);
    }));

  it('waits for the rest of a request that has begun', () =>
    withService(async (service) => {
      const { token } = await givenVisitor(service, subscriptionsByToken);
      const wire = dial(service.url);
      // Its answer shows that the service has this connection.
      expect(await wire.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
      const sent = request(
        'POST',
        path,
        { ...bearer(token), ...json },
        '{"returnUrl":"https://yourapp.com/"}',
      );
      wire.send(sent.slice(0, -10));
      const closed = service.close();
      await vi.waitFor(() => expect(fetch(service.url)).rejects.toThrow(), { interval: 20 });
      wire.send(sent.slice(-10));
      expect(await wire.answerTo(sent)).toMatchObject({ status: 200 });
      await closed;
    }));

  it('is not held up by connections on which nothing is asked', () =>
    withService(async (service) => {
      const silent = dial(service.url);
      const idle = dial(service.url);
      const half = dial(service.url);
      half.send('GET /livez HTT');
      expect(await idle.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
      expect(await millisecondsOf(service.close())).toBeLessThan(3_000);
      for (const wire of [silent, idle, half]) expect(await wire.closed).toBe('');
    }));

  it('takes no new connection', () =>
    withService(async (service) => {
      const wire = dial(service.url);
      expect(await wire.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
      const closed = service.close();
      await vi.waitFor(() => expect(fetch(service.url)).rejects.toThrow(), { interval: 20 });
      expect(await wire.ask(request('GET', '/livez'))).toMatchObject({ status: 200 });
      await closed;
    }));
});

type Count = { answered: number; refused: number; dropped: string[] };

/**
 * Calls again and again on one connection, as a load balancer does, until the service takes no more. (Who opens one for
 * each call may meet the moment in which listening ends: the kernel then resets what it took.)
 */
async function callUntilRefused(url: string, { token }: Visitor, count: Count) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (;;) {
    const outcome = await new Promise<string>((resolve) => {
      const call = send(url + path, { method: 'POST', agent, headers: bearer(token) }, (response) => {
        response.resume().on('end', () => resolve(`${response.statusCode}`));
        response.on('error', ({ message }) => resolve(message));
      });
      call.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      call.end();
    });
    if (outcome === 'ECONNREFUSED') {
      count.refused += 1;
      break;
    }
    if (outcome !== '200') {
      count.dropped.push(outcome);
      break;
    }
    count.answered += 1;
  }
  agent.destroy();
}

describe('a service that is told to stop while many call', () => {
  it.each(Array.from({ length: 5 }, (_, round) => round))(
    'answers all that it took: 4 services, round %i',
    async () => {
      const count: Count = { answered: 0, refused: 0, dropped: [] };
      await Promise.all(
        Array.from({ length: 4 }, () =>
          withService(async (service) => {
            const visitor = await givenVisitor(service, subscriptionsByToken);
            const callers = Array.from({ length: 5 }, () => callUntilRefused(service.url, visitor, count));
            await vi.waitFor(() => expect(service.portalSessions()).toBeGreaterThan(20), {
              interval: 5,
              timeout: 20_000,
            });
            await Promise.all([service.close(), ...callers]);
          }),
        ),
      );
      expect(count.dropped).toEqual([]);
      expect(count.refused).toBe(20);
      expect(count.answered).toBeGreaterThan(80);
    },
  );
});
