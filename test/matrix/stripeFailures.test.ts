import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectError } from '../contracts/shared/answers.ts';
import { type Door, givenVisitor, type Visitor } from '../contracts/shared/doors.ts';
import type { Reply } from '../harness/client.ts';
import { startService, type TestService } from '../harness/service.ts';
import { failureRows } from './failureRows.ts';
import { operations } from './operations.ts';

let service: TestService;
const visitors = {
  byOperation: new Map<string, Visitor>(),
  of(door: Door) {
    const visitor = visitors.byOperation.get(door.operation);
    if (visitor === undefined) throw new Error(`nobody for ${door.operation}`);
    return { visitor, ask: () => service.post(door.path, { token: visitor.token }) };
  },
};
beforeAll(async () => {
  service = await startService();
  for (const door of operations) {
    visitors.byOperation.set(door.operation, await givenVisitor(service, door));
  }
});
afterEach(async () => {
  service.standIn.faults.clear();
  // One failure and two successes: the breaker must stay closed, whatever the order.
  for (const door of operations.slice(0, 2)) await visitors.of(door).ask();
});
afterAll(() => service.close());

describe.each(failureRows)('when Stripe fails by $name', ({ fault, tries, retryAfter, expected }) => {
  it.each(operations)('$operation', async (door) => {
    const { visitor, ask } = visitors.of(door);
    const before = service.portalSessions();
    service.standIn.faults.next({ ...fault, times: Number.POSITIVE_INFINITY });
    const reply = await ask();
    expectError(service, door, reply, expected(door));
    expect(reply.headers.get('retry-after')).toBe(retryAfter ?? null);
    expect(service.portalSessions() - before).toBe(tries);
    expectNothingOfStripe(reply, visitor);
  });
});

it('after all of it the portals still open: no failure was held against a customer', async () => {
  for (const door of operations) expect(await visitors.of(door).ask()).toMatchObject({ status: 200 });
});

/** No text, code, parameter, id, request id or address of Stripe's. */
function expectNothingOfStripe(reply: Reply, { customer }: Visitor): void {
  const head = JSON.stringify([...reply.headers]);
  expect(`${head}${reply.text}`).not.toMatch(
    /canary|a_code|a_param|cus_|req_|sk_test|No such|stripe\.com|evil|similar object/i,
  );
  expect(reply.text).not.toContain(customer);
}
