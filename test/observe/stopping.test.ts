import { describe, expect, it } from 'vitest';
import { givenVisitor, subscriptionsByToken } from '../contracts/shared/doors.ts';
import { startService } from '../harness/service.ts';
import { bearer, dial, request } from '../http/wire.ts';
import { startProgram } from '../replicas/program.ts';

/** Whether it takes connections at all. */
const listens = (url: string) =>
  fetch(`${url}/livez`).then(
    () => true,
    () => false,
  );

describe.each(['SIGTERM', 'SIGINT'] as const)('a program that gets %s', (signal) => {
  it('answers what it has begun, says that it is not ready, and ends with status 0', async () => {
    const service = await startService();
    const { databaseUrl, standIn } = service;
    const program = await startProgram({ databaseUrl, stripeUrl: standIn.url });
    const { token } = await givenVisitor(service, subscriptionsByToken);
    const [slow, kept] = [dial(program.url), dial(program.url)];
    expect(await kept.ask(request('GET', '/readyz'))).toMatchObject({ status: 200 });
    standIn.faults.next({ kind: 'delay', ms: 1_500 });
    const answer = slow.ask(request('POST', subscriptionsByToken.path, bearer(token)));
    await expect.poll(() => service.portalSessions(), { interval: 5 }).toBe(1);

    const stopped = program.stop(signal);
    await expect.poll(() => listens(program.url), { interval: 5 }).toBe(false);
    const notReady = await kept.ask(request('GET', '/readyz'));
    expect(notReady).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
    expect(notReady?.headers.get('connection')).toBe('close');
    expect(await answer).toMatchObject({ status: 200 });
    expect(await stopped).toBe(0);
    expect(program.output()).toContain('"msg":"draining"');
    expect(program.output()).not.toContain('"level":"error"');
    await service.close();
  });
});
