import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectError } from '../contracts/shared/answers.ts';
import { givenVisitor } from '../contracts/shared/doors.ts';
import type { Reply } from '../harness/client.ts';
import { startService, type TestService } from '../harness/service.ts';
import { operations, unavailable } from './operations.ts';

type Answered = { readonly reply: Reply; readonly seconds: number };
const faults = [{ kind: 'hang' }, { kind: 'drip', intervalMs: 100 }] as const;

/** Calls every operation of a service at once while its Stripe answers nothing, and keeps the time. */
async function askAll(service: TestService, fault: (typeof faults)[number]): Promise<Map<string, Answered>> {
  service.standIn.faults.next({ ...fault, times: Number.POSITIVE_INFINITY });
  const answers = operations.map(async (door): Promise<[string, Answered]> => {
    const { token } = await givenVisitor(service, door);
    const start = performance.now();
    const reply = await service.post(door.path, { token });
    return [door.operation, { reply, seconds: (performance.now() - start) / 1000 }];
  });
  return new Map(await Promise.all(answers));
}

let services: TestService[] = [];
let answers: Map<string, Answered>[] = [];
beforeAll(async () => {
  // Both at once, since there is nothing to do but wait.
  for (const _ of faults) services.push(await startService());
  answers = await Promise.all(
    services.map((service, index) => askAll(service, faults[index] ?? { kind: 'hang' })),
  );
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.close()));
  services = [];
});

describe.each(faults.map(({ kind }, index) => ({ kind, index })))(
  'when Stripe fails by a $kind',
  ({ index }) => {
    it.each(operations)('$operation: 503 within 8.5 s', (door) => {
      const service = services[index];
      const answered = answers[index]?.get(door.operation);
      if (service === undefined || answered === undefined) throw new Error('nobody asked');
      expectError(service, door, answered.reply, unavailable);
      expect(answered.reply.headers.get('retry-after')).toBe('5');
      expect(answered.seconds).toBeLessThan(8.5);
    });
  },
);
