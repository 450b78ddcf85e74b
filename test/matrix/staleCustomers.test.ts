import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectError, expectPortalOf } from '../contracts/shared/answers.ts';
import { type Door, givenVisitor, type Visitor } from '../contracts/shared/doors.ts';
import { startService, type TestService } from '../harness/service.ts';
import { operations } from './operations.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const ask = (door: Door, { token }: Visitor) => service.post(door.path, { token });
const staleAt = async ({ owner }: Visitor) =>
  (await service.store.billingAccounts.find(owner, false))?.staleAt;

describe.each(operations)('$operation', (door) => {
  it.each([
    { name: 'does not know', leave: (id: string) => void service.standIn.data.customers.delete(id) },
    {
      name: 'has deleted',
      leave: (id: string) =>
        void service.standIn.data.customers.set(id, { id, object: 'customer', deleted: true }),
    },
  ])(
    'a customer whom Stripe $name: no billing account, marked, and not asked for again',
    async ({ leave }) => {
      const visitor = await givenVisitor(service, door);
      leave(visitor.customer);
      const before = service.portalSessions();
      expectError(service, door, await ask(door, visitor), door.noAccount);
      expect(service.portalSessions()).toBe(before + 1);
      expect(await staleAt(visitor)).toMatch(/^\d{4}-/);
      for (let again = 0; again < 3; again++) {
        expectError(service, door, await ask(door, visitor), door.noAccount);
      }
      expect(service.portalSessions()).toBe(before + 1);
    },
  );

  it('a mark of less than 60 s ago: Stripe is not asked', async () => {
    const visitor = await givenVisitor(service, door, { setAt: secondsAgo(3_600) });
    await service.store.billingAccounts.markStale(visitor.customer, secondsAgo(50), 'a test');
    const before = service.portalSessions();
    expectError(service, door, await ask(door, visitor), door.noAccount);
    expect(service.portalSessions()).toBe(before);
  });

  it('a mark of more than 60 s ago: Stripe is asked, and the mark goes when it knows the customer', async () => {
    const visitor = await givenVisitor(service, door, { setAt: secondsAgo(3_600) });
    await service.store.billingAccounts.markStale(visitor.customer, secondsAgo(61), 'a test');
    await expectPortalOf(await ask(door, visitor), visitor.customer);
    expect(await staleAt(visitor)).toBeNull();
  });

  it('… and is set anew when it does not', async () => {
    const visitor = await givenVisitor(service, door, { setAt: secondsAgo(3_600) });
    const mark = secondsAgo(61);
    await service.store.billingAccounts.markStale(visitor.customer, mark, 'a test');
    service.standIn.data.customers.delete(visitor.customer);
    expectError(service, door, await ask(door, visitor), door.noAccount);
    expect(String(await staleAt(visitor)) > mark).toBe(true);
  });

  it('another failure of Stripe leaves no mark', async () => {
    const visitor = await givenVisitor(service, door);
    service.standIn.faults.next({
      kind: 'status',
      status: 404,
      error: { code: 'resource_missing', param: 'configuration' },
    });
    expect(await ask(door, visitor)).toMatchObject({ status: 500 });
    expect(await staleAt(visitor)).toBeNull();
    await expectPortalOf(await ask(door, visitor), visitor.customer);
  });
});
